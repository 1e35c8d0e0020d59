package demo

import (
	"archive/zip"
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// pack packs files as the command release does.
func pack(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to, err := archive.Create(name)
		if err == nil {
			_, err = to.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// folderFiles returns the files of a folder by their names, without the note.
func folderFiles(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, pattern := range []string{"*", "*/*", ".*"} {
		names, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, file := range names {
			name, _ := filepath.Rel(folder, file)
			if info, err := os.Stat(file); err != nil || info.IsDir() || name == noteFile {
				continue
			}
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.ToSlash(name)] = string(content)
		}
	}
	return files
}

var first = map[string]string{
	"shop.json": "demo", "products.json": "demo", "images/a.jpg": "demo", "app.wasm": "1", "boot.js": "1", "css/a.css": "1", "css/gone.css": "1", "worker.js": "1",
}

// A newer program replaces the files of the program that the owner has not changed, and
// nothing of the shop.
func TestRefresh(t *testing.T) {
	folder := t.TempDir()
	if err := Unpack(pack(t, first), folder); err != nil {
		t.Fatal(err)
	}
	web := filepath.Join(folder, "web")
	if got := folderFiles(t, web); !maps.Equal(got, first) {
		t.Errorf("got %q, want the demo shop", got)
	}
	own := map[string]string{"shop.json": "mine", "products.json": "mine", "css/a.css": "mine", "css/mine.css": "mine", "images/mine.jpg": "mine"}
	for name, content := range own {
		if err := os.WriteFile(filepath.Join(web, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(web, "worker.js")); err != nil {
		t.Fatal(err)
	}
	second := maps.Clone(first)
	maps.Copy(second, map[string]string{"shop.json": "new demo", "products.json": "new demo", "images/b.jpg": "new demo", "app.wasm": "2", "boot.js": "1", "css/a.css": "2", "css/new.css": "2", "worker.js": "2"})
	delete(second, "css/gone.css")
	want := map[string]string{
		"shop.json": "mine", "products.json": "mine", "images/a.jpg": "demo", "images/mine.jpg": "mine", "css/mine.css": "mine",
		"app.wasm": "2", "boot.js": "1", "css/a.css": "mine", "css/new.css": "2", "worker.js": "2",
	}
	steps := []struct {
		name      string
		archive   []byte
		refreshed bool
		kept      []string
		want      map[string]string
	}{
		{"a newer program", pack(t, second), true, []string{"css/a.css"}, want},
		{"the same again", pack(t, second), false, nil, want},
	}
	for _, step := range steps {
		refreshed, kept, err := Refresh(step.archive, web)
		if err != nil || refreshed != step.refreshed || !slices.Equal(kept, step.kept) {
			t.Errorf("%s: got %v, %q, %v, want %v, %q", step.name, refreshed, kept, err, step.refreshed, step.kept)
		}
		if got := folderFiles(t, web); !maps.Equal(got, step.want) {
			t.Errorf("%s: got %q, want %q", step.name, got, step.want)
		}
	}
}

// A folder that the program has not made is left alone, and an archive with names
// outside of the folder is refused.
func TestRefreshLeaves(t *testing.T) {
	web := t.TempDir()
	if err := os.WriteFile(filepath.Join(web, "app.wasm"), []byte("own"), 0o644); err != nil {
		t.Fatal(err)
	}
	if refreshed, kept, err := Refresh(pack(t, first), web); refreshed || len(kept) > 0 || err != nil {
		t.Errorf("got %v, %q, %v, want nothing done", refreshed, kept, err)
	}
	if got := folderFiles(t, web); len(got) != 1 || got["app.wasm"] != "own" {
		t.Errorf("got %q, want it as it was", got)
	}
	parent := t.TempDir()
	if err := Unpack(pack(t, map[string]string{"../evil": "x"}), filepath.Join(parent, "a")); err == nil {
		t.Error("got a file outside of the folder")
	}
	if Archive() != nil {
		t.Error("got an archive in a program that is not released")
	}
}
