package check

import (
	"strings"
	"testing"

	"carrito/app/shop"
)

// Promo codes that can be guessed are named.
func TestShortCodes(t *testing.T) {
	for _, test := range []struct{ code, within string }{
		{"HOLA", "a minute"},
		{"ALPACA10", "an hour"},
		{"verano2026", "a day"},
		{"12345678", "an hour"},
		{"K7Q", "a minute"},
		{"K7QMX2", "a day"},
		{"K7QMX2VRDH", ""},
		{"PROMO-VERANO-2026", ""},
	} {
		t.Run(test.code, func(t *testing.T) {
			s := &shop.Shop{Orders: shop.Orders{Promos: []shop.Promo{{Code: test.code, Percent: "10"}}}}
			out := strings.Join(shortCodes(s), "\n")
			want := "the promo code " + test.code + " can be guessed within " + test.within + ","
			if test.within == "" && strings.Contains(out, "can be guessed") || test.within != "" && !strings.Contains(out, want) {
				t.Errorf("got %s, want %q", out, want)
			}
		})
	}
}
