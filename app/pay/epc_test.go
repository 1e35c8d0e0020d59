package pay_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	qrcode "github.com/piglig/go-qr"

	"carrito/app/money"
	"carrito/app/pay"
)

func TestEPCCode(t *testing.T) {
	cafe := pay.EPC{Holder: "Café Müller", IBAN: "DE89 3704 0044 0532 0130 00", BIC: "COBADEFFXXX"}
	tests := []struct {
		name      string
		epc       pay.EPC
		minor     int64
		reference string
		want      string
	}{
		{"amount and reference", cafe, 123450, "Pedido 4F2A",
			"BCD\n002\n1\nSCT\nCOBADEFFXXX\nCafé Müller\nDE89370400440532013000\nEUR1234.50\n\n\nPedido 4F2A"},
		{"one cent, no BIC", pay.EPC{Holder: "Ana", IBAN: "ES9121000418450200051332"}, 1, "7",
			"BCD\n002\n1\nSCT\n\nAna\nES9121000418450200051332\nEUR0.01\n\n\n7"},
		{"no reference", cafe, 100, "", "BCD\n002\n1\nSCT\nCOBADEFFXXX\nCafé Müller\nDE89370400440532013000\nEUR1.00"},
		{"no amount", cafe, 0, "7", "BCD\n002\n1\nSCT\nCOBADEFFXXX\nCafé Müller\nDE89370400440532013000\n\n\n\n7"},
		{"the largest amount", cafe, 99999999999, "7",
			"BCD\n002\n1\nSCT\nCOBADEFFXXX\nCafé Müller\nDE89370400440532013000\nEUR999999999.99\n\n\n7"},
		{"line breaks", pay.EPC{Holder: "Ana\r\nEUR9", IBAN: "ES9121000418450200051332"}, 100, "a\nb\tc\u2028d",
			"BCD\n002\n1\nSCT\n\nAna EUR9\nES9121000418450200051332\nEUR1.00\n\n\na b c d"},
		{"broken UTF-8", pay.EPC{Holder: "An\xffa", IBAN: "ES9121000418450200051332"}, 100, "\xff",
			"BCD\n002\n1\nSCT\n\nAna\nES9121000418450200051332\nEUR1.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.epc.Code(money.FromMinor(tt.minor, 2), tt.reference); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEPCCodeOfImpossibleAmounts(t *testing.T) {
	for _, minor := range []int64{-1, 100_000_000_000} {
		if got := (pay.EPC{}).Code(money.FromMinor(minor, 2), ""); got != "" {
			t.Errorf("%d cents: got %q, want no code", minor, got)
		}
	}
}

// The longest code fits a QR code of version 13 at level M, as the guidelines demand.
func TestEPCCodeFits(t *testing.T) {
	tests := []struct{ name, letter string }{{"ASCII", "x"}, {"two bytes", "é"}, {"three bytes", "€"}, {"four bytes", "😀"}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			long := strings.Repeat(tt.letter, 500)
			code := pay.EPC{Holder: long, IBAN: "MT84MALT011000012345MTLCAST001S", BIC: "COBADEFFXXX"}.
				Code(money.FromMinor(99999999999, 2), long)
			if len(code) > 331 || !utf8.ValidString(code) {
				t.Fatalf("got %d bytes, want at most 331, in UTF-8", len(code))
			}
			lines := strings.Split(code, "\n")
			if n := utf8.RuneCountInString(lines[5]); n > 70 {
				t.Errorf("got a name of %d characters, want at most 70", n)
			}
			if n := len(lines); n == 11 && utf8.RuneCountInString(lines[10]) > 140 {
				t.Errorf("got a reference of %d characters, want at most 140", utf8.RuneCountInString(lines[10]))
			}
			data, err := qrcode.MakeBytes([]byte(code))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := qrcode.EncodeSegments([]*qrcode.QrSegment{data}, qrcode.Medium, 1, 13, -1, false); err != nil {
				t.Errorf("%d bytes: %v", len(code), err)
			}
		})
	}
}

func TestCheckBIC(t *testing.T) {
	for bic, right := range map[string]bool{
		"COBADEFF": true, "COBADEFFXXX": true, "cobadeff 500": true, "": true, "1234DEFF": true,
		"COBADEF": false, "COBADEFFX": false, "COBA1EFF": false, "COBADEÉF": false, "COBADEFFXXXX": false,
	} {
		if err := pay.CheckBIC(bic); (err == nil) != right {
			t.Errorf("%q: got %v, want right to be %t", bic, err, right)
		}
	}
}
