package asset_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"carrito/server/asset"

	"github.com/andybalholm/brotli"
)

// bootBudget is the most that boot.js may weigh, in bytes of Brotli. Presses
// work once it has arrived.
const bootBudget = 4_190

func TestBootScriptSize(t *testing.T) {
	script, err := os.ReadFile("../../web/boot.js")
	if err != nil {
		t.Fatal(err)
	}
	var compressed bytes.Buffer
	w := brotli.NewWriterLevel(&compressed, brotli.BestCompression)
	w.Write(asset.Enclosed(script))
	w.Close()
	t.Logf("boot.js: %d bytes, %d as sent, %d in Brotli", len(script), len(asset.Enclosed(script)), compressed.Len())
	if compressed.Len() > bootBudget {
		t.Errorf("boot.js: %d bytes in Brotli, want at most %d", compressed.Len(), bootBudget)
	}
	for _, name := range []string{"window.carrito=", ".channel", ".known", ".lost", "memory:", ".pressed", ".ready", ".report=", ".undo", "goappGetenv"} {
		if !strings.Contains(string(asset.Enclosed(script)), name) {
			t.Errorf("boot.js as sent does not contain %s, which the program calls", name)
		}
	}
}

func TestBrokenScriptStays(t *testing.T) {
	const broken = "function ( {"
	if got := string(asset.Script([]byte(broken))); got != broken {
		t.Errorf("got %q, want %q unchanged", got, broken)
	}
}
