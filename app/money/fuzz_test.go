package money_test

import (
	"math/big"
	"strings"
	"testing"

	"carrito/app/money"
)

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"39.90", "39", "0", "0.05", "007.50", "1.", ".5", "-1", "+1", " 1", "1e3", "1_0", "1/2", "0x1p-2",
		"٣٩", "10000000000.00", "10000000000.01", "99999999999999999999", "39.905", "",
	} {
		f.Add(text, uint8(2))
	}
	f.Add("1200", uint8(0))
	f.Add("1.234", uint8(3))
	f.Fuzz(func(t *testing.T, text string, decimals uint8) {
		digits := int(decimals % 5) // ISO 4217 has currencies of 0 to 4
		got, err := money.Parse(text, digits)
		if err != nil {
			if got != (money.Amount{}) {
				t.Errorf("Parse(%q, %d): got %v with an error, want the zero Amount", text, digits, got)
			}
			return
		}
		want, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("Parse(%q, %d): got %v, want an error, as from math/big", text, digits, got)
		}
		if rat(got, digits).Cmp(want) != 0 {
			t.Errorf("Parse(%q, %d): got %v, want %v", text, digits, got, want)
		}
		if got.Minor() < 0 || got.Minor() > money.MaxMinor {
			t.Errorf("Parse(%q, %d): got %d minor units, want 0 to MaxMinor", text, digits, got.Minor())
		}
		if back, err := money.Parse(got.String(), digits); err != nil || back != got {
			t.Errorf("Parse(%q, %d): got %v, %v, want %v back", got, digits, back, err, got)
		}
		if _, decimals, _ := strings.Cut(text, "."); len(decimals) > digits {
			t.Errorf("Parse(%q, %d): got %v, want %v", text, digits, got, money.ErrDecimals)
		}
	})
}
