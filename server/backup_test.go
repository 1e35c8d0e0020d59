package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/inbox/orderdb"
)

// A shop that is served is backed up, and a restored one has its orders.
func TestBackupAndRestore(t *testing.T) {
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	folder := t.TempDir()
	database, keys := filepath.Join(folder, "orders.db"), filepath.Join(folder, "keys")
	if err := os.WriteFile(keys, []byte("# none\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CARRITO_PAY_KEYS", keys)
	flags = append(flags, "-database", database)
	url := served(t, flags...)
	if status, body := postOrder(t, url+"/api/orders", newHat(t)); status != 201 {
		t.Fatalf("got %d %s, want 201", status, body)
	}
	archive := filepath.Join(folder, "shop.tar.zst")
	out, err := command(t, append([]string{"backup", archive}, flags...)...)
	if err != nil || !strings.Contains(out, "with the orders\n") || !strings.Contains(out, "not taken: "+keys+", the providers' keys; -keys takes them along") {
		t.Fatalf("got %q, %v, want the orders, and the keys named", out, err)
	}
	if _, err := command(t, append([]string{"backup", archive}, flags...)...); err == nil || !strings.Contains(err.Error(), "there is no backup") {
		t.Errorf("a second backup of that name: got %v, want it refused", err)
	}
	into := filepath.Join(folder, "new")
	if out, err := command(t, "restore", archive, "-into", into); err != nil || !strings.Contains(out, "with the orders, as of ") {
		t.Fatalf("got %q, %v", out, err)
	}
	s, err := orderdb.OpenExisting(t.Context(), filepath.Join(into, "orders.db"), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if empty, err := s.Empty(t.Context()); empty || err != nil {
		t.Errorf("got empty %v, %v, want the order", empty, err)
	}
	web := filepath.Join(into, "web")
	if out, err := command(t, "check", "-web", web, "-shop", filepath.Join(web, "shop.json"), "-products", filepath.Join(web, "products.json")); err != nil {
		t.Errorf("check of the restored shop: got %q, %v", out, err)
	}
	if _, err := command(t, "restore", "-into", into, archive); err == nil || !strings.Contains(err.Error(), "-force") {
		t.Errorf("a folder in use: got %v, want it refused", err)
	}
	if out, err := command(t, "restore", "-into", into, "-force", archive); err != nil || !strings.Contains(out, "what was there is in "+into+".before-") {
		t.Errorf("with -force: got %q, %v, want it put aside", out, err)
	}
}

// Mistakes in the command lines are said.
func TestBackupUsage(t *testing.T) {
	flags := webFolder(t, "")
	tests := []struct{ name, line, want string }{
		{"no file", "backup", "needs the name of a file"},
		{"two files", "backup a.tar.gz b.tar.gz", `there is "b.tar.gz" after "a.tar.gz"`},
		{"another name", "backup a.zip", "ends with .tar.gz"},
		{"no keys", "backup -keys a.tar.gz", "it names none"},
		{"nothing to restore", "restore", "needs the name of a file"},
		{"a file that is not there", "restore none.tar.gz", "none.tar.gz"},
		{"a SQLite file", "restore -database orders.db a.tar.gz", "is for a PostgreSQL database"},
	}
	t.Chdir(t.TempDir())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			line := strings.Fields(test.line)
			if line[0] == "backup" {
				line = append(line, flags...)
			}
			if _, err := command(t, line...); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}
