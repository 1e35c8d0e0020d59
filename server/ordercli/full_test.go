package ordercli_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/disktest"
	"carrito/server/shoptest"
)

// A full disk is reported, and no incomplete table or backup is left on it.
func TestDiskFull(t *testing.T) {
	disk, ok := disktest.New(t, 1<<20)
	if !ok {
		return
	}
	store := shoptest.Store(t)
	for range 50 {
		o := shoptest.Order(t)
		o.Note = strings.Repeat("Sin apuro. ", 50)
		shoptest.Place(t, store, o)
	}
	for verb, room := range map[string]int{"export": 8 << 10, "backup": 64 << 10} {
		name := filepath.Join(disk.Folder, verb)
		free := disk.Fill(t, room)
		if _, err := run(t, store, verb, name); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "full") && !strings.Contains(err.Error(), "no space") {
			t.Errorf("%s: got %v, want it said that the disk of %s is full", verb, err, name)
		}
		free()
		if got := inFolder(t, disk.Folder); len(got) > 0 {
			t.Errorf("%s: got %q left, want nothing", verb, got)
		}
		if _, err := run(t, store, verb, name); err != nil {
			t.Errorf("%s, with room: got %v", verb, err)
		}
		os.Remove(name)
	}
}

// A table or backup gets its name once it is complete. Until then it has another
// name; if the machine stops, the next run removes that file.
func TestHalfFilesHaveNoName(t *testing.T) {
	store := shoptest.Store(t)
	for _, verb := range []string{"export", "backup"} {
		folder := t.TempDir()
		draft := filepath.Join(folder, "."+verb+".draft")
		if err := os.WriteFile(draft, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		ended, end := context.WithCancel(context.Background())
		end()
		if err := command(store).Run(ended, []string{verb, filepath.Join(folder, verb)}); err == nil {
			t.Errorf("%s: got no error, want it ended", verb)
		}
		if got := inFolder(t, folder); len(got) > 0 {
			t.Errorf("%s: got %q, want nothing left", verb, got)
		}
	}
}

func inFolder(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
