// Package disktest mounts small disks, for tests of what a shop does when its disk is
// full.
//
// Use [New] to mount a disk and [Disk.Fill] to fill it.
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
	Folder string // the mount point
}

// New mounts a disk of the given size until the end of the test. If the test may not
// mount disks, New logs that and reports false.
func New(t testing.TB, bytes int) (Disk, bool) {
	t.Helper()
	folder, err := os.MkdirTemp("", "carrito-disk-") // not t.TempDir, which other users cannot enter
	if err != nil {
		t.Fatal(err)
	}
	if err := mount(folder, bytes); err != nil {
		os.Remove(folder)
		t.Logf("not tested with a full disk, because none can be mounted: %v", err)
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

// Fill fills the disk and leaves the given number of bytes free. free empties it again.
func (d Disk) Fill(t testing.TB, leave int) (free func()) {
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
		t.Fatalf("got %v, want ENOSPC", err)
	}
	if err := file.Truncate(max(0, size-int64(leave))); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(name); err != nil {
			t.Error(err)
		}
	}
}
