package export

import (
	"errors"
	"maps"
	"path/filepath"
	"syscall"
	"testing"

	"carrito/server/disktest"
)

// On a full disk the earlier export stays unchanged, and nothing else is left.
func TestDiskFull(t *testing.T) {
	disk, ok := disktest.New(t, 8<<20)
	if !ok {
		return
	}
	o := Options{Files: small(t), Out: filepath.Join(disk.Folder, "dist"), Base: base, Precompress: true}
	for _, room := range []int{0, 4 << 10, 64 << 10, 200 << 10} {
		free := disk.Fill(t, room)
		if _, err := Export(t.Context(), o); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%d bytes of room: got %v, want ENOSPC", room, err)
		}
		free()
		if got := leftovers(t, disk.Folder); len(got) > 0 {
			t.Errorf("%d bytes of room: got %q left, want nothing", room, got)
		}
	}
	before := read(t, export(t, o))
	free := disk.Fill(t, 64<<10)
	if _, err := Export(t.Context(), o); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("over an export: got %v, want ENOSPC", err)
	}
	free()
	if got := read(t, o.Out); !maps.Equal(got, before) || len(leftovers(t, disk.Folder)) > 0 {
		t.Errorf("got %d files and %q left, want the %d of before", len(got), leftovers(t, disk.Folder), len(before))
	}
}
