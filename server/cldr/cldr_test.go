package cldr

import (
	"strings"
	"testing"

	"carrito/app/money"

	"github.com/bojanz/currency"
)

func TestMoneyFormat(t *testing.T) {
	tests := []struct{ code, locale, amount, want string }{
		{"PEN", "es-PE", "1234.50", "S/\u00a01,234.50"},
		{"PEN", "es-PE", "0.05", "S/\u00a00.05"},
		{"PEN", "es-PE", "1234567.89", "S/\u00a01,234,567.89"},
		{"EUR", "es-ES", "1234.50", "1234,50\u00a0€"},
		{"EUR", "es-ES", "12345.50", "12.345,50\u00a0€"},
		{"USD", "en-US", "1234.50", "$1,234.50"},
		{"JPY", "ja-JP", "1234", "￥1,234"},
		{"KWD", "ar-KW", "1234.5", "\u200f١٬٢٣٤٫٥٠٠\u00a0د.ك.\u200f"},
		{"INR", "en-IN", "1234567.5", "₹12,34,567.50"},
		{"INR", "en-IN", "12345", "₹12,345.00"},
		{"CLP", "es-CL", "12345", "$12.345"},
		{"CLP", "es-CL", "1234", "$1.234"},
		{"EUR", "de-DE", "1234567.5", "1.234.567,50\u00a0€"},
		{"EUR", "pt-PT", "1234.50", "1234,50\u00a0€"},
		{"EUR", "pt-PT", "12345.50", "12\u00a0345,50\u00a0€"},
		{"PLN", "pl-PL", "1234.50", "1234,50\u00a0zł"},
		{"CHF", "de-CH", "1234.50", "CHF\u00a01'234.50"},
		{"COP", "es-CO", "1234", "$\u00a01.234"},
		{"COP", "es-CO", "1234.50", "$\u00a01.234,50"},
		{"COP", "es-CO", "0", "$\u00a00"},
		{"IQD", "ar-IQ", "1234.5", "\u200f١٬٢٣٤٫٥٠٠\u00a0د.ع.\u200f"},
		{"PAB", "es-PA", "1234.50", "B/.\u00a01,234.50"},
		{"TWD", "zh-TW", "1234.50", "$1,234.50"},
		{"MXN", "es-MX", "1234.50", "$1,234.50"},
		{"USD", "es-MX", "1234.50", "USD\u00a01,234.50"},
		{"USD", "es-PE", "1234.50", "$\u00a01,234.50"},
	}
	for _, test := range tests {
		t.Run(test.code+" "+test.locale+" "+test.amount, func(t *testing.T) {
			format, err := Format(test.code, test.locale)
			if err != nil {
				t.Fatal(err)
			}
			amount, err := money.Parse(test.amount, format.Digits)
			if err != nil {
				t.Fatal(err)
			}
			if got := format.Text(amount); got != test.want {
				t.Errorf("got %+q, want %+q", got, test.want)
			}
			if format.Code != test.code {
				t.Errorf("code: got %q, want %q", format.Code, test.code)
			}
		})
	}
}

func TestMoneyFormatRefuses(t *testing.T) {
	for _, code := range []string{"", "PEZ", "pen", "S/", "SOLES"} {
		if format, err := Format(code, "es-PE"); err == nil {
			t.Errorf("%q: got %+v, want an error", code, format)
		} else if !strings.Contains(err.Error(), code) {
			t.Errorf("%q: got the error %q, want it to name the currency", code, err)
		}
	}
}

// money.Format writes every currency in every locale as the library does.
func TestMoneyFormatEqualsTheLibrary(t *testing.T) {
	locales := strings.Fields("af am ar ar-DZ ar-EG ar-KW as az be bg bn bs ca cs cy da de de-AT de-CH de-LI el en en-AU en-CA en-GB " +
		"en-IN en-US en-ZA es es-AR es-BO es-CL es-CO es-CR es-DO es-EC es-ES es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-PY es-SV es-US " +
		"es-UY es-VE et eu fa fi fil fr fr-BE fr-CA fr-CH gl gu he hi hr hu hy id is it it-CH ja ka kk km ko lt lv mk ml mn mr ms my nb ne " +
		"nl nl-BE no pa pl pt pt-BR pt-PT ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant zu")
	minors := []int64{0, 1, 9, 10, 99, 100, 1000, 12345, 99999, 123456, 999999, 1234567, 12345678, 100000000, 123456789012}
	wrong := 0
	for _, locale := range locales {
		for _, code := range currency.GetCurrencyCodes() {
			formatter := currencyFormatter(code, locale)
			format, err := Format(code, locale)
			if err != nil {
				t.Fatalf("%s in %s: %v", code, locale, err)
			}
			for _, minor := range minors {
				amount := money.FromMinor(minor, format.Digits)
				libraryAmount, err := currency.NewAmount(amount.String(), code)
				if err != nil {
					t.Fatal(err)
				}
				format.Short = false
				if got, want := format.Text(amount), formatter.Format(libraryAmount); got != want {
					if wrong++; wrong <= 10 {
						t.Errorf("%s in %s: got %+q, want %+q", amount, locale, got, want)
					}
				}
			}
		}
	}
	if wrong > 10 {
		t.Errorf("got %d amounts that differ from the library's, want none", wrong)
	}
}
