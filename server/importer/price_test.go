package importer

import "testing"

func TestAmount(t *testing.T) {
	tests := []struct {
		text   string
		digits int
		want   string // empty for an error
	}{
		{"36", 2, "36.00"},
		{"36.5", 2, "36.50"},
		{"36.500", 2, ""}, // thirty-six thousand and some, or a bit more than thirty-six
		{"36.0000", 2, "36.00"},
		{"36.505", 2, ""},
		{"12,50", 2, "12.50"},
		{"12,5", 2, "12.50"},
		{"1,234", 2, ""}, // a thousand and some, or a bit more than one
		{"1,234", 3, "1.234"},
		{"1,234.50", 2, "1234.50"},
		{"1.234,50", 2, "1234.50"},
		{"1.234.567", 2, "1234567.00"},
		{"1,234,567.5", 2, "1234567.50"},
		{"12,34,567.50", 2, "1234567.50"},
		{"12,34,567", 2, "1234567.00"},
		{"1,23,45.00", 2, ""},
		{"1.23.456,00", 2, ""},
		{"1 299,00", 2, "1299.00"},
		{"1\u00a0299,00", 2, "1299.00"},
		{"1\u202f299", 2, "1299.00"},
		{"12 99", 2, ""},
		{"1'299.50", 2, "1299.50"},
		{"1’299.50", 2, "1299.50"},
		{"1,234.567,00", 2, ""},
		{"1.234 567", 2, ""},
		{"0.500", 2, "0.50"},
		{"1234.500", 2, "1234.50"},
		{"36,5000", 2, "36.50"},
		{"1.500", 0, "1500"},
		{"1.500", 3, "1.500"},
		{"1.500,250", 3, "1500.250"},
		{"12,3456", 2, ""},
		{"1,2,3", 2, ""},
		{"36.00", 0, "36"},
		{"36,00", 0, "36"},
		{"36.50", 0, ""},
		{"36.", 2, ""},
		{".5", 2, ""},
		{"-1", 2, ""},
		{"S/ 10", 2, ""},
		{"$10", 2, ""},
		{"“12.50”", 2, "12.50"},
		{"\u200b15.00", 2, "15.00"},
		{"12\x00", 2, "12.00"},
		{"1.5E+3", 2, ""},
		{"#N/A", 2, ""},
		{"10-20", 2, ""},
		{"(10)", 2, ""},
		{"", 2, ""},
		{"0", 2, "0.00"},
		{"99999999999999", 2, ""},
	}
	for _, test := range tests {
		got, err := newPrices(test.digits, "", "").amount(test.text)
		if test.want == "" {
			if err == nil {
				t.Errorf("amount(%q, %d): got %v, want an error", test.text, test.digits, got)
			}
		} else if err != nil || got.String() != test.want {
			t.Errorf("amount(%q, %d): got %v, %v, want %s", test.text, test.digits, got, err, test.want)
		}
	}
}

func TestUnits(t *testing.T) {
	tests := []struct {
		text string
		want int // -1 for not counted, -2 for an error
	}{
		{"", -1}, {"0", 0}, {"12", 12}, {"-3", 0}, {"4.000", -2}, {"4.00", 4}, {"2.5", -2}, {"2,5", -2},
		{"1.250", -2}, {"1 250", 1250}, {"1.250.000", 1250000}, {"muchos", -2}, {"12 u.", -2}, {"$3", -2}, {"99999999999999999999", -2},
	}
	p := newPrices(2, "", "")
	for _, test := range tests {
		got := -2
		if n, err := p.units(test.text); err == nil && n == nil {
			got = -1
		} else if err == nil {
			got = *n
		}
		if got != test.want {
			t.Errorf("units(%q): got %d, want %d", test.text, got, test.want)
		}
	}
}
