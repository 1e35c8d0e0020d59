package regular

import (
	"os"
	"path/filepath"
	"testing"
)

// A file is replaced whole, and nothing is left beside it, also where it cannot be.
func TestWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	name := filepath.Join(folder, "photo.jpg")
	for _, content := range []string{"first", "second"} {
		if err := Write(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != content {
			t.Errorf("got %q, %v, want %q", got, err, content)
		}
	}
	if err := Write(folder, nil); err == nil {
		t.Error("a folder was replaced by a file")
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("got %v, %v, want the file alone", entries, err)
	}
}
