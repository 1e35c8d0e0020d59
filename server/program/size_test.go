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

func TestProgramSize(t *testing.T) {
	const file = root + "/web/app.wasm"
	program, err := os.ReadFile(file)
	if err != nil {
		t.Fatal("the browser program is not built: run make build")
	}
	var compressed bytes.Buffer
	w := brotli.NewWriterLevel(&compressed, brotli.BestCompression)
	if _, err := w.Write(program); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d bytes, %d in Brotli", file, len(program), compressed.Len())
	if compressed.Len() > sizeBudget {
		t.Errorf("%s: %d bytes in Brotli, want at most %d; its biggest parts:\n%s", file, compressed.Len(), sizeBudget, biggest(t))
	}
}

// TestProgramIsTheSameEverywhere wants nothing in the program that differs from
// machine to machine.
func TestProgramIsTheSameEverywhere(t *testing.T) {
	program, err := os.ReadFile(root + "/web/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make build")
	}
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
