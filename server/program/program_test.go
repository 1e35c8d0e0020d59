package program

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.."

// TestPlainBuild builds the program with the modules as they are: the stand-ins
// must never be what makes it build.
func TestPlainBuild(t *testing.T) {
	small := built(t)
	out := filepath.Join(t.TempDir(), "app.wasm")
	if err := Build(root, t.TempDir(), out, false); err != nil {
		t.Fatal(err)
	}
	plain, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(small)) > plain.Size()*3/4 {
		t.Errorf("got a small program of %d bytes beside a plain one of %d, want a quarter less at least", len(small), plain.Size())
	}
}

// moduleWith returns a module that asks for other releases than the stand-ins
// fit.
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
	err := Build(folder, t.TempDir(), filepath.Join(t.TempDir(), "app.wasm"), true)
	if err == nil {
		t.Fatal("got no error for another release, want one")
	}
	for _, want := range []string{"google/uuid", "v1.6.0", "SMALL=false"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got error %q, want it to name %s", err, want)
		}
	}
}

// TestSymbolsThatDiffer takes a stand-in away: the build must fail and say what
// to do, not leave a program that fails in the browser.
func TestSymbolsThatDiffer(t *testing.T) {
	work := t.TempDir()
	if _, err := prepare(root, work); err != nil {
		t.Fatal(err)
	}
	kept := standIns[0].leave
	standIns[0].leave = append([]string{"engine.go"}, kept...)
	t.Cleanup(func() { standIns[0].leave = kept })
	err := Build(root, work, filepath.Join(t.TempDir(), "app.wasm"), true)
	if err == nil || !strings.Contains(err.Error(), "SMALL=false") {
		t.Errorf("got %v, want an error that says what to do", err)
	}
}
