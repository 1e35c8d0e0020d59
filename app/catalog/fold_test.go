package catalog_test

import (
	"strings"
	"testing"

	"carrito/app/catalog"
)

// decomposable lists, by base letter, every letter from U+00C0 to U+017F that
// Unicode decomposes into that letter and combining accents (NFD).
var decomposable = []string{
	"AÀÁÂÃÄÅĀĂĄ", "CÇĆĈĊČ", "DĎ", "EÈÉÊËĒĔĖĘĚ", "GĜĞĠĢ", "HĤ", "IÌÍÎÏĨĪĬĮİ", "JĴ", "KĶ", "LĹĻĽ", "NÑŃŅŇ",
	"OÒÓÔÕÖŌŎŐ", "RŔŖŘ", "SŚŜŞŠ", "TŢŤ", "UÙÚÛÜŨŪŬŮŰŲ", "WŴ", "YÝŶŸ", "ZŹŻŽ",
	"aàáâãäåāăą", "cçćĉċč", "dď", "eèéêëēĕėęě", "gĝğġģ", "hĥ", "iìíîïĩīĭį", "jĵ", "kķ", "lĺļľ", "nñńņň",
	"oòóôõöōŏő", "rŕŗř", "sśŝşš", "tţť", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
}

func TestFoldLetters(t *testing.T) {
	letters := 0
	for _, group := range decomposable {
		base := group[:1]
		for _, letter := range group {
			if got, want := catalog.Fold(string(letter)), strings.ToLower(base); got != want {
				t.Errorf("Fold(%q): got %q, want %q", letter, got, want)
			}
			letters++
		}
	}
	// 192 letters and signs, less the 31 without a decomposition, plus the base
	// letters.
	if want := 192 - 31 + len(decomposable); letters != want {
		t.Errorf("got %d letters in the table, want %d", letters, want)
	}
}

func TestFold(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string
	}{
		{"empty", "", ""},
		{"ASCII", "Polo S-2 [x] ~\x7f", "polo s-2 [x] ~\x7f"},
		{"composed", "PANTALÓN de ÑANDÚ", "pantalon de nandu"},
		{"decomposed", "PANTALO\u0301N de N\u0303ANDU\u0301", "pantalon de nandu"},
		{"two accents on a letter", "o\u0302\u0323", "o"},
		// These have no decomposition, but people type o for ø.
		{"strokes", "Øl, Łódź, Đorđe", "ol, lodz, dorde"},
		{"Romanian comma below", "Țară și", "tara si"},
		{"no base letter", "straße œuvre æ", "straße œuvre æ"},
		{"Greek and Cyrillic case", "ΩΜΕΓΑ ЖУК", "ωμεγα жук"},
		{"other scripts", "قميص 半袖", "قميص 半袖"},
		{"emoji", "👕🏽", "👕🏽"},
		{"signs", "2 × 3 ÷ ¼ €", "2 × 3 ÷ ¼ €"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := catalog.Fold(tt.text)
			if got != tt.want {
				t.Errorf("Fold(%q): got %q, want %q", tt.text, got, tt.want)
			}
			if again := catalog.Fold(got); again != got {
				t.Errorf("Fold(%q): got %q, want it unchanged", got, again)
			}
		})
	}
}

func TestSlug(t *testing.T) {
	tests := []struct {
		name string
		text string
		want string
	}{
		{"one word", "Polos", "polos"},
		{"several", "Polos y más", "polos-y-mas"},
		{"decomposed", "Pantalo\u0301n", "pantalon"},
		{"signs between", "Casacas & abrigos / otoño", "casacas-abrigos-otono"},
		{"signs around", " «Ofertas»! ", "ofertas"},
		{"digits", "Talla 3XL", "talla-3xl"},
		{"address signs", "a?b#c/d%20e..", "a-b-c-d-20e"},
		{"a slug", "polos-y-mas", "polos-y-mas"},
		{"another script", "قميص رجالي", "قميص-رجالي"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := catalog.Slug(tt.text); got != tt.want {
				t.Errorf("Slug(%q): got %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

// A name that has only signs gets an address too, different from others.
func TestSlugWithoutLetters(t *testing.T) {
	seen := map[string]string{}
	for _, name := range []string{"👕", "👖", "%", "%%", "♥", "-"} {
		slug := catalog.Slug(name)
		if slug == "" || strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Errorf("Slug(%q): got %q, want small letters, digits and hyphens", name, slug)
		}
		if other, taken := seen[slug]; taken {
			t.Errorf("Slug(%q): got %q, want a slug different from that of %q", name, slug, other)
		}
		if again := catalog.Slug(name); again != slug {
			t.Errorf("Slug(%q): got %q and then %q, want the same", name, slug, again)
		}
		seen[slug] = name
	}
}
