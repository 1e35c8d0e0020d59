package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/inbox/orderdb"
)

// twoPasskeys returns a database with two passkeys, and its store. The second
// passkey has started a session.
func twoPasskeys(t *testing.T) (string, *orderdb.Store) {
	t.Helper()
	database := filepath.Join(t.TempDir(), "orders.db")
	store, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for _, name := range []string{"Teléfono", "Laptop \x1b[31m"} {
		p := orderdb.Passkey{ID: []byte("id of " + name), Key: []byte("key of " + name), Origin: "https://shop.example", Name: name, Added: time.Now()}
		if err := store.AddPasskey(t.Context(), p, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := store.Passkeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session := orderdb.Session{ID: []byte("session"), Expires: time.Now().Add(time.Hour), Passkey: list[1].Number}
	if err := store.StartSession(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	return database, store
}

func TestAdminPasskeys(t *testing.T) {
	database, store := twoPasskeys(t)
	admin := func(args ...string) (string, error) {
		t.Helper()
		return command(t, append([]string{"admin", "passkeys"}, args...)...)
	}
	list, err := admin("-database", database)
	for _, want := range []string{"NUMBER", "1 ", "Teléfono", "never", "https://shop.example", `Laptop \x1b[31m`} {
		if err != nil || !strings.Contains(list, want) {
			t.Errorf("got %q, %v, want %q in it", list, err, want)
		}
	}
	for _, args := range [][]string{{"remove", "-database", database}, {"remove", "-database", database, "Teléfono"}, {"-database", database, "1"}} {
		if out, err := admin(args...); err == nil {
			t.Errorf("%q: got %q and no error", args, out)
		}
	}
	if out, err := admin("remove", "-database", database, "3"); err == nil || !strings.Contains(err.Error(), "no such passkey") {
		t.Errorf("an unknown passkey: got %q, %v, want an error", out, err)
	}
	if out, err := admin("remove", "-database", database, "2", "1"); err != nil || !strings.Contains(out, "passkey 1 (Teléfono) is removed") {
		t.Errorf("got %q, %v", out, err)
	}
	if ok, err := store.HasSession(t.Context(), []byte("session"), time.Now()); ok || err != nil {
		t.Errorf("got the session %v, %v, want it ended with its passkey", ok, err)
	}
	if list, err := admin("-database", database); err != nil || !strings.Contains(list, "there are no passkeys") {
		t.Errorf("got %q, %v, want none left", list, err)
	}
}

// Setting a password lists the passkeys that remain. With -forget-passkeys it
// removes them.
func TestAdminPasswordAndPasskeys(t *testing.T) {
	database, store := twoPasskeys(t)
	set := func(args ...string) string {
		t.Helper()
		stdin, err := os.Open(write(t, "password", "una contraseña larga\n"))
		if err != nil {
			t.Fatal(err)
		}
		defer stdin.Close()
		var out bytes.Buffer
		args = append([]string{"password", "-database", database, "-web", t.TempDir()}, args...)
		if err := adminCommand(t.Context(), args, streams{stdin, &out, &bytes.Buffer{}}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if got := set(); !strings.Contains(got, "these passkeys still sign in") || !strings.Contains(got, "Teléfono") {
		t.Errorf("got %q, want the remaining passkeys listed", got)
	}
	if list, err := store.Passkeys(t.Context()); err != nil || len(list) != 2 {
		t.Errorf("got %v, %v, want both still there", list, err)
	}
	if got := set("-forget-passkeys"); !strings.Contains(got, "all passkeys are removed") {
		t.Errorf("got %q, want a line about it", got)
	}
	if list, err := store.Passkeys(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("got %v, %v, want none", list, err)
	}
	if got := set(); strings.Contains(got, "passkey") {
		t.Errorf("without passkeys: got %q, want no line about them", got)
	}
}

// No list or table of orders contains a passkey, and only its owner can read a
// backup.
func TestPasskeysStayInTheDatabase(t *testing.T) {
	database, _ := twoPasskeys(t)
	folder := t.TempDir()
	flags := webFolder(t, "")
	line := func(args ...string) []string {
		return append([]string{"orders", args[0], "-database", database, "-web", flags[1], "-shop", flags[3]}, args[1:]...)
	}
	backup := filepath.Join(folder, "copy.db")
	for _, args := range [][]string{line("export"), line("list"), line("backup", backup)} {
		if out, err := command(t, args...); err != nil || strings.Contains(out, "Teléfono") || strings.Contains(out, "key of") {
			t.Errorf("%q: got %q, %v, want no passkey", args, out, err)
		}
	}
	info, err := os.Stat(backup)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want mode 0600", fmt.Sprint(info), err)
	}
}
