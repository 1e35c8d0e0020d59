package catalogfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"carrito/server/catalogfile"
	"carrito/server/disktest"
)

// On a full disk a change is saved whole, with its version, or not at all, and no draft
// is left.
func TestDiskFull(t *testing.T) {
	disk, ok := disktest.New(t, 1<<20)
	if !ok {
		return
	}
	f := &catalogfile.File{Path: filepath.Join(disk.Folder, "products.json")}
	long := strings.Repeat("Un polo de algodón. ", 2000) // 40 kB
	write(t, f, strings.Replace(two, `"name": "Polo"`, `"name": "Polo", "description": "`+long+`"`, 1))
	set(t, f, 1, "stock", 5)
	refused := 0
	for room := 0; room < 200<<10; room += 4 << 10 {
		before := content(t, f)
		versions, err := f.Versions()
		if err != nil {
			t.Fatal(err)
		}
		free := disk.Fill(t, room)
		_, err = f.Update("ana", func(c *catalogfile.Catalogue) error {
			c.Products[0] = c.Products[0].With("stock", 1000+room)
			return nil
		})
		if err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%d bytes of room: got %v, want ENOSPC", room, err)
		}
		free()
		now, wrong := f.Versions()
		switch {
		case wrong != nil:
			t.Fatal(wrong)
		case err != nil && (content(t, f) != before || len(now) != len(versions)):
			t.Errorf("%d bytes of room: got %v, and yet another file or %d versions instead of %d", room, err, len(now), len(versions))
		case err == nil && (content(t, f) == before || len(now) != len(versions)+1):
			t.Errorf("%d bytes of room: got no error, and yet the same file or %d versions", room, len(now))
		}
		if err != nil {
			refused++
		}
		if left, _ := filepath.Glob(filepath.Join(disk.Folder, ".products*", ".products-*")); len(left) > 0 {
			t.Errorf("%d bytes of room: got the drafts %q left, want none", room, left)
		}
	}
	if refused == 0 || refused == 50 {
		t.Errorf("got %d of 50 changes refused, want some", refused)
	}
	if _, err := os.Stat(f.Path); err != nil {
		t.Error(err)
	}
}
