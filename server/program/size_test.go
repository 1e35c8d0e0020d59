package program

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// sizeBudget is the maximum size of the browser program, in bytes of Brotli at quality
// 11. Every shopper on a slow connection waits for it.
const sizeBudget = 817_500

// builtFile is the browser program as make program writes it.
const builtFile = root + "/web/app.wasm"

// built returns the browser program. If it is not built, the test fails and says what
// to do.
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

// TestProgramIsTheSameEverywhere checks that the program contains nothing that differs
// between machines.
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
