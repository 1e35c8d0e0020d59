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
		{"36.500", 2, "36.50"},
		{"36.0000", 2, "36.00"},
		{"36.505", 2, ""},
		{"12,50", 2, "12.50"},
		{"12,5", 2, "12.50"},
		{"1,234", 2, ""}, // a thousand and some, or a bit more than one
		{"1,234", 3, "1.234"},
		{"1,234.50", 2, ""},
		{"1.234,50", 2, ""},
		{"1,2,3", 2, ""},
		{"36.00", 0, "36"},
		{"36,00", 0, "36"},
		{"36.50", 0, ""},
		{"36.", 2, ""},
		{".5", 2, ""},
		{"-1", 2, ""},
		{"S/ 10", 2, ""},
		{"0", 2, "0.00"},
		{"99999999999999", 2, ""},
	}
	for _, test := range tests {
		got, err := amount(test.text, test.digits)
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
		{"", -1}, {"0", 0}, {"12", 12}, {"-3", 0}, {"4.000", 4}, {"muchos", -2},
	}
	for _, test := range tests {
		got := -2
		if n, err := units(test.text); err == nil && n == nil {
			got = -1
		} else if err == nil {
			got = *n
		}
		if got != test.want {
			t.Errorf("units(%q): got %d, want %d", test.text, got, test.want)
		}
	}
}
