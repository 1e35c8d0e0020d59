package program

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// sizeBudget is the most the browser program may weigh on the wire, in bytes
// of Brotli at quality 11. Every shopper on a slow line pays for it.
const sizeBudget = 861_500

// builtFile is where make program leaves the browser program.
const builtFile = root + "/web/app.wasm"

// built returns the browser program, and fails the test with what to do where there
// is none.
func built(t *testing.T) []byte {
	t.Helper()
	program, err := os.ReadFile(builtFile)
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	return program
}

func TestProgramSize(t *testing.T) {
	program := built(t)
	var compressed bytes.Buffer
	w := brotli.NewWriterLevel(&compressed, brotli.BestCompression)
	if _, err := w.Write(program); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d bytes, %d in Brotli", builtFile, len(program), compressed.Len())
	if compressed.Len() > sizeBudget {
		t.Errorf("%s: %d bytes in Brotli, want at most %d; its biggest parts:\n%s", builtFile, compressed.Len(), sizeBudget, biggest(t))
	}
}

// TestProgramIsTheSameEverywhere wants nothing in the program that differs from
// machine to machine.
func TestProgramIsTheSameEverywhere(t *testing.T) {
	program := built(t)
	folder, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{folder, "vcs.revision"} {
		if bytes.Contains(program, []byte(word)) {
			t.Errorf("the program contains %q, want the same bytes in every folder and of every commit", word)
		}
	}
}
