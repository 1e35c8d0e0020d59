package images

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"carrito/server/disktest"
)

// If the disk becomes full, Make returns an error and leaves no incomplete pictures.
// The next run makes the missing ones.
func TestDiskFull(t *testing.T) {
	disk, ok := disktest.New(t, 2<<20)
	if !ok {
		return
	}
	want := newAlbum(t, 400, 420, 440)
	want.update(3, 0)
	a := &album{T: t, web: disk.Folder, originals: want.originals}
	for _, original := range []string{"images/1.jpg", "images/2.jpg", "images/3.jpg"} {
		a.write(original, want.read(original))
	}
	free := disk.Fill(t, 24<<10)
	if _, err := Make(context.Background(), a.web, a.originals, nil); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("got %v, want ENOSPC", err)
	}
	if _, err := os.Stat(filepath.Join(a.web, folder)); err == nil {
		for name, got := range a.files() {
			if got != want.files()[name] && name != journalFile {
				t.Errorf("got an incomplete %s, want none", name)
			}
		}
	}
	free()
	if _, err := Make(context.Background(), a.web, a.originals, nil); err != nil {
		t.Fatal(err)
	}
	if got := a.files(); !maps.Equal(got, want.files()) {
		t.Errorf("with room: got %q, want %q", a.names(), want.names())
	}
	if got, err := os.ReadFile(filepath.Join(a.web, indexFile)); err != nil || string(got) != string(want.read(indexFile)) {
		t.Errorf("got the index %s, %v, want %s", got, err, want.read(indexFile))
	}
}
