package program

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// The maximum sizes of the modules of the browser program, in bytes of Brotli at quality
// 11. Every shopper on a slow connection waits for the first.
const (
	firstBudget = 568_700
	restBudget  = 292_000
)

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
	rest, err := os.ReadFile(restFile(builtFile))
	if err != nil {
		t.Fatal("the browser program is not built in two modules: run make program")
	}
	for _, module := range []struct {
		name    string
		content []byte
		budget  int
	}{
		{"the first module", built(t), firstBudget}, {"the rest", rest, restBudget},
	} {
		size := len(compressed(t, module.content))
		t.Logf("%s: %d bytes, %d in Brotli", module.name, len(module.content), size)
		if size > module.budget {
			t.Errorf("%s: %d bytes in Brotli, want at most %d; the biggest parts of both:\n%s", module.name, size, module.budget, biggest(t))
		}
	}
}

// compressed returns content in Brotli at quality 11.
func compressed(t *testing.T, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
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
