package program

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.."

// TestPlainBuild builds the program with the original modules. It must build without
// the stand-ins.
func TestPlainBuild(t *testing.T) {
	small := built(t)
	out := filepath.Join(t.TempDir(), "app.wasm")
	if _, err := Build(root, t.TempDir(), out, Options{}); err != nil {
		t.Fatal(err)
	}
	plain, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(small)) > plain.Size()*3/4 {
		t.Errorf("got a small program of %d bytes and a plain one of %d, want at least a quarter less", len(small), plain.Size())
	}
}

// moduleWith returns a copy of the go.mod and go.sum of the shop, with from replaced by
// to.
func moduleWith(t *testing.T, from, to string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.ReplaceAll(string(data), from, to)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestOtherRelease(t *testing.T) {
	folder := moduleWith(t, "google/uuid v1.6.0", "google/uuid v1.5.0")
	_, err := Build(folder, t.TempDir(), filepath.Join(t.TempDir(), "app.wasm"), Options{Small: true, Split: true})
	if err == nil {
		t.Fatal("got no error for another release")
	}
	for _, want := range []string{"google/uuid", "v1.6.0", "SMALL=false"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got error %q, want it to name %s", err, want)
		}
	}
}

// TestSymbolsThatDiffer leaves out a file that the program needs. The build must fail
// and say what to do.
func TestSymbolsThatDiffer(t *testing.T) {
	work := t.TempDir()
	if _, err := prepare(root, work); err != nil {
		t.Fatal(err)
	}
	kept := standIns[0].leave
	standIns[0].leave = append([]string{"engine.go"}, kept...)
	t.Cleanup(func() { standIns[0].leave = kept })
	_, err := Build(root, work, filepath.Join(t.TempDir(), "app.wasm"), Options{Small: true, Split: true})
	if err == nil || !strings.Contains(err.Error(), "SMALL=false") {
		t.Errorf("got %v, want an error that says what to do", err)
	}
}
