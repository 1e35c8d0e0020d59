// Package disktest makes small disks, for tests of what becomes of a shop whose
// disk is full.
//
// Use [New] for a disk and [Disk.Fill] to take the room on it.
package disktest

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Disk is a small disk.
type Disk struct {
	Folder string // where it is mounted
}

// New mounts a disk of so many bytes for the length of a test. Where the tests may
// not mount any it reports false, and the log says what is not proven.
func New(t testing.TB, bytes int) (Disk, bool) {
	t.Helper()
	folder, err := os.MkdirTemp("", "carrito-disk-") // not a test's own: other users may enter
	if err != nil {
		t.Fatal(err)
	}
	if err := mount(folder, bytes); err != nil {
		os.Remove(folder)
		t.Logf("not proven on a disk that is full, as none can be mounted: %v", err)
		return Disk{}, false
	}
	t.Cleanup(func() {
		if err := errors.Join(unmount(folder), os.Remove(folder)); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return Disk{folder}, true
}

// Fill takes all room on the disk but for so many bytes, until free is called.
func (d Disk) Fill(t testing.TB, but int) (free func()) {
	t.Helper()
	name := filepath.Join(d.Folder, "ballast")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	size := int64(0)
	for block := make([]byte, 4096); err == nil; {
		var n int
		n, err = file.Write(block)
		size += int64(n)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("got %v, want the disk full", err)
	}
	if err := file.Truncate(max(0, size-int64(but))); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Error(err)
		}
	}
}
