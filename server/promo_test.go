package main

import (
	"strings"
	"testing"
)

// check says which promo codes somebody could find out by trying.
func TestCheckNamesShortPromoCodes(t *testing.T) {
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
			flags := webFolder(t, `, "orders": {"channels": [{"kind": "whatsapp"}], `+pickup+`, "promos": [{"code": "`+test.code+`", "percent": "10"}]}`)
			out, err := command(t, append([]string{"check"}, flags...)...)
			if err != nil {
				t.Fatal(err)
			}
			want := "the promo code " + test.code + " can be guessed within " + test.within + ","
			if test.within == "" && strings.Contains(out, "can be guessed") || test.within != "" && !strings.Contains(out, want) {
				t.Errorf("got %s, want %q", out, want)
			}
		})
	}
}
