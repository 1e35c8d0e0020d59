package money_test

import (
	"testing"

	"carrito/app/money"
)

func TestTyped(t *testing.T) {
	tests := []struct {
		name   string
		format money.Format
		text   string
		want   int64 // minor units; -1 for none
	}{
		{"whole", peru, "50", 5000},
		{"decimals", peru, "39.90", 3990},
		{"a decimal", peru, "39.9", 3990},
		{"the other separator", peru, "39,90", 3990},
		{"thousands", peru, "1,200", 120000},
		{"thousands of another country", peru, "1.200", 120000},
		{"thousands and decimals", peru, "1,234,567.89", 123456789},
		{"thousands and decimals of another country", peru, "1.234.567,89", 123456789},
		{"symbol", peru, "S/\u00a01,200.50", 120050},
		{"symbol with a space", peru, " S/ 50 ", 5000},
		{"Spain", spain, "1.200,50 €", 120050},
		{"Spain, as in an address", spain, "1200.50", 120050},
		{"thousands with spaces", spain, "1\u202f200 000,5", 120000050},
		{"Japan", japan, "￥1,200", 120000 / 100},
		{"Kuwait", kuwait, "١٬٢٣٤٫٥٠٠ د.ك.", 1234500},
		{"Kuwait, as in an address", kuwait, "1.234", 1234},
		{"India", india, "₹1,23,456", 12345600},
		{"zero", peru, "0", 0},
		{"nothing", peru, "", -1},
		{"letters", peru, "abc", -1},
		{"negative", peru, "-5", -1},
		{"too many decimals", peru, "1.2345", -1},
		{"decimals of a currency without", japan, "1.5", -1},
		{"only a separator", peru, ".", -1},
		{"ends in a separator", peru, "5.", 500},
		{"too large", peru, "99999999999999999999", -1},
		{"exponent", peru, "1e3", -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := test.format.Typed(test.text)
			if ok != (test.want >= 0) || ok && got.Minor() != test.want {
				t.Errorf("%q: got %v, %t, want %d minor units", test.text, got, ok, test.want)
			}
		})
	}
}

func TestShort(t *testing.T) {
	for minor, want := range map[int64]string{0: "0", 5: "0.05", 4000: "40", 3990: "39.90", 120000: "1200"} {
		if got := money.FromMinor(minor, 2).Short(); got != want {
			t.Errorf("%d minor units: got %q, want %q", minor, got, want)
		}
	}
}

// Typed reads what the shop writes, in its format and in addresses.
func FuzzTyped(f *testing.F) {
	for _, text := range []string{"1.200,50", "1,200.50", "S/ 5", "٣٩", "", "5.", ".,", "₹1,23,456", "\xff"} {
		f.Add(text, int64(123450))
	}
	f.Fuzz(func(t *testing.T, text string, minor int64) {
		for _, format := range []money.Format{peru, spain, india, japan, kuwait, colombia} {
			if a, ok := format.Typed(text); ok && (a.Minor() < 0 || a.Minor() > money.MaxMinor) {
				t.Errorf("%q: got %d minor units, want 0 to MaxMinor", text, a.Minor())
			}
			if minor < 0 || minor > money.MaxMinor {
				continue
			}
			want := money.FromMinor(minor, format.Digits)
			for _, written := range []string{format.Text(want), want.Short(), want.String()} {
				if got, ok := format.Typed(written); !ok || got != want {
					t.Errorf("%s, %q: got %v, %t, want %v", format.Code, written, got, ok, want)
				}
			}
		}
	})
}
