package listing

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClip(t *testing.T) {
	tests := []struct {
		text  string
		limit int
		want  string
	}{
		{"polo", 10, "polo"}, {"polo básico", 11, "polo básico"}, {"polo básico azul", 12, "polo básico"},
		{strings.Repeat("ñ", 20), 10, strings.Repeat("ñ", 10)}, {"a bbbbbbbbbbbb", 10, "a bbbbbbbb"}, {"", 5, ""},
	}
	for _, test := range tests {
		if got := clip(test.text, test.limit); got != test.want {
			t.Errorf("%q to %d: got %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func TestClipTitle(t *testing.T) {
	long := strings.Repeat("algodón ", 30)
	tests := []struct{ name, title, wantEnd string }{
		{"short", "Polo - M / Blanco", "Polo - M / Blanco"},
		{"long name", long + "- M / Blanco", "algodón - M / Blanco"},
		{"long values", "Polo - " + long, "algodón"},
		{"a long name with a dash", "Polo - " + long + "- S", "- S"},
	}
	for _, test := range tests {
		got := clipTitle(test.title, maxTitle)
		if n := utf8.RuneCountInString(got); n > maxTitle || !strings.HasSuffix(got, test.wantEnd) {
			t.Errorf("%s: got %d characters, %q, want %d at most, ending in %q", test.name, n, got, maxTitle, test.wantEnd)
		}
	}
}

func TestEncoded(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://shop.example/producto/3?variante=4", "https://shop.example/producto/3?variante=4"},
		{"https://shop.example/web/a b.jpg", "https://shop.example/web/a%20b.jpg"},
		{"https://shop.example/web/ñ,1.jpg", "https://shop.example/web/%C3%B1%2C1.jpg"},
		{"https://shop.example/web/a%20b.jpg", "https://shop.example/web/a%20b.jpg"},
		{"https://shop.example/web/100%.jpg", "https://shop.example/web/100%25.jpg"},
		{"https://shop.example/web/\"<\x00>.jpg", "https://shop.example/web/%22%3C%00%3E.jpg"},
	}
	for _, test := range tests {
		got := encoded(test.address)
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.address, got, test.want)
		}
		if _, err := url.Parse(got); err != nil {
			t.Error(err)
		}
	}
}

// Whatever a text contains, XML can carry what clean leaves of it, and defuse leaves no
// formula.
func FuzzText(f *testing.F) {
	for _, text := range []string{"polo", "=1+1", "a;=cmd|' /C calc'!A0", "\x00\x1f\ufffe\U0001ffff😀\u2028", "]]><x>", "a\r\n@b", "＝1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := clean(text)
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(got)); err != nil || strings.Contains(b.String(), "\ufffd") && utf8.ValidString(text) {
			t.Errorf("%q: got %q, which XML does not carry", text, b.String())
		}
		var read string
		if err := xml.Unmarshal([]byte("<a>"+b.String()+"</a>"), &read); err != nil || read != got {
			t.Errorf("%q: XML gives %q, %v, want %q", text, read, err, got)
		}
		if again := clean(got); again != got {
			t.Errorf("%q: cleaned twice, got %q, want %q", text, again, got)
		}
		checkNoFormula(t, defuse(got))
		if n := utf8.RuneCountInString(clip(got, 7)); n > 7 {
			t.Errorf("%q: got %d characters, want 7 at most", text, n)
		}
		ReadDetails(text)
	})
}

// checkNoFormula checks that a spreadsheet takes no part of a cell for a formula.
func checkNoFormula(t *testing.T, cell string) {
	t.Helper()
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' || r == '\t' }) {
		if strings.IndexAny(part, "=+-@") == 0 {
			t.Errorf("got the cell %q, which has a formula", cell)
		}
	}
}
