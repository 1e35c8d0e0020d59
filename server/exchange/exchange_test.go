package exchange

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Two folders are exchanged, also where a file system cannot do it in one step. After
// a failure the second one is as it was.
func TestExchange(t *testing.T) {
	for name, do := range map[string]func(a, b string) error{"in one step": Folders, "by renaming": byRename} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			a, b := filepath.Join(parent, "a"), filepath.Join(parent, "b")
			for folder, text := range map[string]string{a: "new", b: "old"} {
				if err := errors.Join(os.Mkdir(folder, 0o755), os.WriteFile(filepath.Join(folder, "file"), []byte(text), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			check := func(folder, want string) {
				t.Helper()
				if got, err := os.ReadFile(filepath.Join(folder, "file")); string(got) != want {
					t.Errorf("%s: got %q, %v, want %q", filepath.Base(folder), got, err, want)
				}
			}
			if err := do(a, b); err != nil {
				t.Fatal(err)
			}
			check(a, "old")
			check(b, "new")
			if err := do(filepath.Join(parent, "none"), b); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("got the error %v, want ErrNotExist", err)
			}
			check(b, "new")
			if entries, err := os.ReadDir(parent); err != nil || len(entries) != 2 {
				t.Errorf("got %v, %v, want two folders", entries, err)
			}
		})
	}
}
