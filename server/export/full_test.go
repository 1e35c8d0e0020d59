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

// A text that is written as it comes says that the disk is full.
func TestDiskFullWhileStreaming(t *testing.T) {
	disk, ok := disktest.New(t, 16<<20)
	if !ok {
		return
	}
	for _, room := range []int{0, most - 1000, most + 100_000} { // for the text, and for that and half of its forms
		_, d := drafted(t, filepath.Join(disk.Folder, "dist"))
		free := disk.Fill(t, room)
		e := &exporter{Options: Options{Precompress: true}}
		if err := e.stream(d, "a.xml", lines(most+2000)); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%d bytes of room: got %v, want ENOSPC", room, err)
		}
		free()
		if err := d.remove(); err != nil {
			t.Error(err)
		}
	}
}
