package private_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/private"
)

// A file in the served folder is refused, whatever path leads to it.
func TestCheck(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{"web/images", "data", "web-other"} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"lnk": "web", "abs": filepath.Join(root, "web", "images"), "data/up": "../lnk", "out.db": "web/none.db", "twice.db": "out.db",
		"web/away": "../data", "round": "round", "public": "web",
	} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name, file, web string
		want            bool // whether the file is allowed
	}{
		{"beside web", "orders.db", "web", true},
		{"in another folder", "data/orders.db", "web", true},
		{"a folder of a similar name", "web-other/orders.db", "web", true},
		{"no such folder", "none/deep/orders.db", "web", true},
		{"no such web", "web/orders.db", "nothing", true},
		{"out of web by a link", "web/away/orders.db", "web", true},
		{"in web", "web/orders.db", "web", false},
		{"deep in web", "web/images/none/orders.db", "web", false},
		{"through another folder", "data/../web/orders.db", "web", false},
		{"through a link", "lnk/orders.db", "web", false},
		{"through an absolute link", "abs/orders.db", "web", false},
		{"through two links", "data/up/images/orders.db", "web", false},
		{"a link to no file", "out.db", "web", false},
		{"a link to that link", "twice.db", "web", false},
		{"a link to itself", "round", "web", false},
		{"web is a link", "web/orders.db", "public", false},
		{"the folder itself", "web", "web", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := private.Check(filepath.Join(root, test.file), filepath.Join(root, test.web))
			if got := err == nil; got != test.want {
				t.Errorf("got %v, want it allowed: %v", err, test.want)
			}
		})
	}
	t.Chdir(filepath.Join(root, "web"))
	if err := private.Check("orders.db", "."); err == nil || !strings.Contains(err.Error(), "put it elsewhere") {
		t.Errorf("a relative name: got %v, want it refused", err)
	}
}

func TestMend(t *testing.T) {
	name := filepath.Join(t.TempDir(), "orders.db")
	if err := private.Mend(name); err != nil {
		t.Errorf("no file: got %v, want nothing done", err)
	}
	for before, want := range map[os.FileMode]os.FileMode{0o644: 0o600, 0o666: 0o600, 0o600: 0o600, 0o440: 0o400} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, before); err != nil {
			t.Fatal(err)
		}
		err := private.Mend(name)
		if info, _ := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%v: got %v, %v, want %v", before, info.Mode(), err, want)
		}
		os.Chmod(name, 0o600)
	}
}
