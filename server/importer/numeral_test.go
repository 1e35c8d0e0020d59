package importer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"carrito/app/money"
)

// A number with one separator and three digits after it is ambiguous: only the other
// numbers can decide it.
func TestTwoMeanings(t *testing.T) {
	tests := []struct {
		name   string
		text   string
		others string // separated by spaces
		digits int
		want   string // empty for an error
	}{
		{"alone", "1.500", "", 2, ""},
		{"comma decimals", "1.500", "39,90", 2, "1500.00"},
		{"point decimals", "1,500", "39.90", 2, "1500.00"},
		{"both separators elsewhere", "1.500", "1.299,00", 2, "1500.00"},
		{"millions elsewhere", "1.500", "2.000.000", 2, "1500.00"},
		{"never one and a half", "1.500", "39.90", 2, ""},
		{"nor with zeros", "25.000", "39.90", 2, ""},
		{"the others do not agree", "1.500", "39,90 1,299.00", 2, ""},
		{"whole numbers tell nothing", "1.500", "39 1200", 2, ""},
		{"nor others with two meanings", "1.500", "2.500 3.500", 2, ""},
		{"no decimals in the currency", "1.500", "", 0, "1500"},
		{"three decimals in the currency", "1.500", "", 3, "1.500"},
		{"three decimals, but others have none", "1.500", "2", 3, ""},
		{"three decimals, comma decimals", "1.500", "2,250.125 2,5", 3, ""},
		{"three decimals, grouped by points", "1.500", "12.345,750", 3, "1500.000"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newPrices(test.digits, "", "")
			for other := range strings.FieldsSeq(test.others) {
				n, err := parseNumeral(other)
				if err != nil {
					t.Fatal(err)
				}
				p.convention.learn(n)
			}
			got, err := p.amount(test.text)
			if (err != nil) != (test.want == "") || err == nil && got.String() != test.want {
				t.Errorf("got %v, %v, want %s", got, err, test.want)
			}
		})
	}
}

func TestCurrencySigns(t *testing.T) {
	tests := []struct {
		currency, locale string
		text             string
		want             string // empty for an error
	}{
		{"PEN", "es-PE", "S/ 39.90", "39.90"}, {"PEN", "es-PE", "S/. 39.90", "39.90"}, {"PEN", "es-PE", "S/.39,90", "39.90"},
		{"PEN", "es-PE", "39.90 PEN", "39.90"}, {"PEN", "en-US", "S/39.90", "39.90"}, {"PEN", "es-PE", "s/ 1,299.00", "1299.00"},
		{"PEN", "es-PE", "$ 39.90", ""}, {"PEN", "es-PE", "39,90 €", ""}, {"PEN", "es-PE", "USD 39.90", ""}, {"PEN", "es-PE", "S/ 39.90 USD", ""},
		{"PEN", "es-PE", ".50", ""}, {"PEN", "es-PE", "S/ -5", ""}, {"PEN", "es-PE", "desde 39.90", ""},
		{"EUR", "es-ES", "39,90 €", "39.90"}, {"EUR", "de-DE", "1.299,00\u00a0€", "1299.00"}, {"EUR", "es-ES", "EUR 5", "5.00"}, {"EUR", "es-ES", "£5", ""},
		{"MXN", "es-MX", "$1,299.00", "1299.00"}, {"MXN", "es-MX", "$1,299.00 MXN", "1299.00"}, {"MXN", "es-MX", "MX$5", "5.00"},
		{"USD", "en-US", "$5", "5.00"}, {"USD", "es-EC", "US$ 5", "5.00"}, {"USD", "es-EC", "$5,50", "5.50"},
		{"BRL", "pt-BR", "R$ 1.299,90", "1299.90"}, {"BRL", "pt-BR", "R$1299", "1299.00"},
		{"CLP", "es-CL", "$1.500", "1500"}, {"CLP", "es-CL", "$ 1.500.000", "1500000"}, {"CLP", "es-CL", "$1.500,00", "1500"}, {"CLP", "es-CL", "$1,50", ""},
		{"CHF", "de-CH", "CHF 1’299.00", "1299.00"}, {"INR", "en-IN", "₹12,34,567.50", "1234567.50"},
		{"KWD", "ar-KW", "KWD 1.500", "1.500"}, {"JPY", "ja-JP", "¥1,500", "1500"}, {"JPY", "ja-JP", "￥1,500", "1500"},
		{"CRC", "es-CR", "₡5 000", "5000.00"}, {"GTQ", "es-GT", "Q350.00", "350.00"}, {"COP", "es-CO", "$ 45.000,00", "45000.00"},
	}
	for _, test := range tests {
		digits := map[string]int{"CLP": 0, "JPY": 0, "KWD": 3}
		d, ok := digits[test.currency]
		if !ok {
			d = 2
		}
		got, err := newPrices(d, test.currency, test.locale).amount(test.text)
		if (err != nil) != (test.want == "") || err == nil && got.String() != test.want {
			t.Errorf("%s in %s of %s: got %v, %v, want %s", test.text, test.currency, test.locale, got, err, test.want)
		}
	}
	if _, err := newPrices(2, "PEN", "es-PE").amount("39,90 €"); err == nil || err.Error() != "is in a currency other than PEN" {
		t.Errorf("got %v, want an error about the currency", err)
	}
}

// A price is read correctly or not at all, in whatever style a shop writes its prices.
func TestPricesAreNeverAnother(t *testing.T) {
	styles := []struct{ thousands, decimal string }{
		{"", "."}, {"", ","}, {",", "."}, {".", ","}, {" ", ","}, {"\u00a0", ","}, {"'", "."}, {"’", ","}, {"", ""}, {".", ""}, {",", ""},
	}
	random := rand.New(rand.NewPCG(9, 1))
	for range 20000 {
		digits := []int{0, 2, 3}[random.IntN(3)]
		style := styles[random.IntN(len(styles))]
		var amounts []money.Amount
		p := newPrices(digits, "", "")
		for range 1 + random.IntN(5) {
			a := money.FromMinor(random.Int64N(int64(1)<<(4+random.IntN(30))), digits)
			if style.decimal == "" && digits == 3 {
				style.thousands = "" // in such a currency, 1.500 alone is read as 1.500
			}
			if style.decimal == "" && digits > 0 {
				a = money.FromMinor(a.Minor()/1000*1000, digits)
			}
			amounts = append(amounts, a)
			if n, err := parseNumeral(written(a, style.thousands, style.decimal)); err != nil {
				t.Fatal(err)
			} else {
				p.convention.learn(n)
			}
		}
		for _, a := range amounts {
			text := written(a, style.thousands, style.decimal)
			if got, err := p.amount(text); err == nil && got != a {
				t.Fatalf("%q among %v: got %v", text, amounts, got)
			}
		}
	}
}

// written formats an amount as people do. It leaves out the decimals if decimal is
// empty or there are none.
func written(a money.Amount, thousands, decimal string) string {
	whole, fraction, _ := strings.Cut(a.String(), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousands + whole[i:]
	}
	if decimal == "" || fraction == "" {
		return whole
	}
	return whole + decimal + fraction
}

// An amount, formatted and read again, is the same amount, and it has the digits of the
// text.
func FuzzAmount(f *testing.F) {
	for _, text := range []string{"1.500", "1,299.00", "1.299,00", "S/ 39.90", "39,90 €", "1 299,00", "1'299.50", "12,34,567", ".5", "36.", "1.5E+3"} {
		f.Add(text, "39,90", uint8(2))
	}
	f.Fuzz(func(t *testing.T, text, other string, digits uint8) {
		p := newPrices(int(digits%4), "PEN", "es-PE")
		if n, err := parseNumeral(other); err == nil {
			p.convention.learn(n)
		}
		got, err := p.amount(text)
		if err != nil {
			return
		}
		again, err := p.amount("S/ " + strings.Replace(got.String(), ".", plainMark(p), 1))
		if err == nil && again != got {
			t.Errorf("%q: got %v, and again %v", text, got, again)
		}
		if want := strings.Trim(onlyDigits(text), "0"); strings.Trim(onlyDigits(got.String()), "0") != want {
			t.Errorf("%q: got %v, want the digits %s", text, got, want)
		}
	})
}

// plainMark returns the decimal separator that p has learnt.
func plainMark(p *prices) string {
	if p.convention.commas.decimals {
		return ","
	}
	return "."
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func FuzzUnits(f *testing.F) {
	for _, text := range []string{"", "0", "-3", "1.250", "4.00", "2,5", "1 250", "muchos"} {
		f.Add(text)
	}
	p := newPrices(2, "", "")
	f.Fuzz(func(t *testing.T, text string) {
		n, err := p.units(text)
		if err != nil || n == nil {
			return
		}
		if *n < 0 {
			t.Errorf("%q: got %d units", text, *n)
		}
		if *n > 0 && !strings.HasPrefix(strings.TrimLeft(onlyDigits(text), "0"), fmt.Sprint(*n)) {
			t.Errorf("%q: got %d units, want its digits", text, *n)
		}
	})
}
