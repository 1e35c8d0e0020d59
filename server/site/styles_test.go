package site

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"carrito/app/shop"

	"github.com/andybalholm/brotli"
)

func TestStyleSheet(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"zoom.css": "z { top: 0 }", "base.css": "/* why */ b{top:0}\n\n", "tokens.css": "t{top:0}", "notes.txt": "n{}", ".base.css": "h{top:0}"} {
		write(t, filepath.Join(folder, name), text)
	}
	tests := []struct {
		name   string
		colors shop.Colors
		want   string
	}{
		{"the design's colours", shop.Colors{}, "t{top:0}b{top:0}z{top:0}"},
		{"the owner's colour", shop.Colors{Accent: "#0b6e4f"}, "t{top:0}b{top:0}z{top:0}:root{--raw-accent:#0b6e4f}"},
		{"the owner's colours", shop.Colors{Accent: "#0b6e4f", AccentDark: "#99ffcc"},
			"t{top:0}b{top:0}z{top:0}:root{--raw-accent:#0b6e4f}@media(prefers-color-scheme:dark){:root{--raw-accent:#99ffcc}}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := styleSheet(folder, &shop.Shop{Colors: test.colors})
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

const css = "../../web/css"

var (
	comment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	rawColor = regexp.MustCompile(`(?i)#[0-9a-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\(`)
)

// Components name colours by their meaning, so that dark mode and the owner's
// colours reach all of them.
func TestComponentsHoldNoRawColours(t *testing.T) {
	names, err := filepath.Glob(css + "/*.css")
	if err != nil || len(names) < 2 {
		t.Fatalf("got %d style sheets, %v, want some", len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := comment.ReplaceAllString(string(data), "")
		if open, shut := strings.Count(text, "{"), strings.Count(text, "}"); open != shut {
			t.Errorf("%s: got %d { and %d }, want the same number", name, open, shut)
		}
		if !strings.Contains(text, "@layer ") {
			t.Errorf("%s: got no @layer, want its rules in one", name)
		}
		colors := rawColor.FindAllString(text, -1)
		if isTokens := filepath.Base(name) == "tokens.css"; len(colors) > 0 != isTokens {
			t.Errorf("%s: got the raw colours %q, want raw colours in tokens.css only", name, colors)
		}
	}
}

// maxStyles is the most that the style sheet may weigh, in bytes of Brotli. The
// first paint waits for it.
const maxStyles = 10 << 10

func TestStyleBudget(t *testing.T) {
	data, err := styleSheet(css, &shop.Shop{Categories: map[string]shop.Category{"Polos": {}}})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(comment.ReplaceAll(data, nil), []byte("@layer ")) {
		t.Errorf("got %.60q at the start, want the declaration of the layers", data)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > maxStyles {
		t.Errorf("got %d bytes compressed, want %d at most", packed.Len(), maxStyles)
	}
}
