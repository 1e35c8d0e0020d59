package shop_test

import (
	"testing"

	"carrito/app/shop"
)

func TestDigitCodes(t *testing.T) {
	tests := []struct {
		locale, currency string
		country          string
		digits           bool
	}{
		{"es-PE", "PEN", "PE", true},
		{"es-MX", "MXN", "MX", true},
		{"pt-BR", "BRL", "BR", true},
		{"en-US", "USD", "US", true},
		{"fr-FR", "EUR", "FR", true},
		{"es_CL", "CLP", "CL", true},
		{"es", "COP", "CO", true},
		{"zh-Hant-TW", "TWD", "TW", true},
		{"en-GB", "GBP", "GB", false}, // SW1A 1AA
		{"en-CA", "CAD", "CA", false}, // K1A 0B1
		{"nl-NL", "EUR", "NL", false}, // 1234 AB
		{"es-AR", "ARS", "AR", false}, // C1425ABC
		{"en-IE", "EUR", "IE", false}, // D02 X285
		{"pl-PL", "PLN", "PL", false}, // 00-950
		{"pt-PT", "EUR", "PT", false}, // 1000-205
		{"es-PA", "PAB", "PA", false}, // none is known
		{"en", "EUR", "EU", false},
		{"", "", "", false},
	}
	for _, test := range tests {
		s := shop.Shop{Locale: test.locale, Currency: test.currency}
		if got := s.Country(); got != test.country {
			t.Errorf("%s, %s: got the country %q, want %q", test.locale, test.currency, got, test.country)
		}
		if got := s.DigitCodes(); got != test.digits {
			t.Errorf("%s, %s: got %t, want it digits only: %t", test.locale, test.currency, got, test.digits)
		}
	}
}
