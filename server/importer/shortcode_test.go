package importer

import (
	"strings"
	"testing"
)

func TestShortcodes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Sin nada", "Sin nada"},
		{"Talla [M] y [L]", "Talla [M] y [L]"},
		{"Talla [única]", "Talla [única]"},
		{"[nuevo] Polo", "[nuevo] Polo"},
		{`[vc_row][vc_column width="1/2"]Texto[/vc_column][/vc_row]`, "Texto"},
		{`[et_pb_section fb_built=1][et_pb_text admin_label='A [b]']Texto[/et_pb_text][/et_pb_section]`, "Texto"},
		{`[gallery ids="1,2"] fin`, " fin"},
		{"[gallery]", ""},
		{`[caption id="a" width="300"]Foto[/caption]`, "Foto"},
		{"[b]fuerte[/b]", "fuerte"},
		{"[fusion_separator /]", ""},
		{"a [sin fin", "a [sin fin"},
		{"[1] y [2]", "[1] y [2]"},
		{`[x y="]"]z[/x]`, "z"},
	}
	for _, test := range tests {
		if got := withoutShortcodes(test.text); got != test.want {
			t.Errorf("withoutShortcodes(%q): got %q, want %q", test.text, got, test.want)
		}
	}
}

func FuzzShortcodes(f *testing.F) {
	f.Add(`[vc_row a="1"]Talla [M][/vc_row]`)
	f.Fuzz(func(t *testing.T, text string) {
		got := withoutShortcodes(text)
		if len(got) > len(text) {
			t.Errorf("%q became longer: %q", text, got)
		}
		if !strings.Contains(text, "[") && got != text {
			t.Errorf("%q has no brackets and became %q", text, got)
		}
	})
}
