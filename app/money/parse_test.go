package money_test

import (
	"errors"
	"strings"
	"testing"

	"carrito/app/money"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name      string
		text      string
		digits    int
		wantMinor int64
		wantErr   error
	}{
		{"two decimals", "39.90", 2, 3990, nil},
		{"one decimal of two", "39.9", 2, 3990, nil},
		{"no decimals", "39", 2, 3900, nil},
		{"nothing", "0", 2, 0, nil},
		{"less than a unit", "0.05", 2, 5, nil},
		{"leading zeros", "007.50", 2, 750, nil},
		{"yen", "1200", 0, 1200, nil},
		{"three decimals", "1.234", 3, 1234, nil},
		{"one decimal of three", "1.2", 3, 1200, nil},
		{"the largest", "10000000000.00", 2, money.MaxMinor, nil},
		{"the largest without decimals", "1000000000000", 0, money.MaxMinor, nil},
		{"many leading zeros", strings.Repeat("0", 40) + "1", 2, 100, nil},

		{"empty", "", 2, 0, money.ErrSyntax},
		{"a word", "gratis", 2, 0, money.ErrSyntax},
		{"plus", "+1", 2, 0, money.ErrSyntax},
		{"minus", "-1", 2, 0, money.ErrSyntax},
		{"minus within", "1.-5", 2, 0, money.ErrSyntax},
		{"space before", " 1", 2, 0, money.ErrSyntax},
		{"space after", "1 ", 2, 0, money.ErrSyntax},
		{"only a space", " ", 2, 0, money.ErrSyntax},
		{"newline", "1\n", 2, 0, money.ErrSyntax},
		{"point last", "1.", 2, 0, money.ErrSyntax},
		{"point first", ".5", 2, 0, money.ErrSyntax},
		{"only a point", ".", 2, 0, money.ErrSyntax},
		{"two points", "1.2.3", 2, 0, money.ErrSyntax},
		{"decimal comma", "39,90", 2, 0, money.ErrSyntax},
		{"grouping", "1,234.50", 2, 0, money.ErrSyntax},
		{"symbol", "S/39.90", 2, 0, money.ErrSyntax},
		{"exponent", "1e3", 2, 0, money.ErrSyntax},
		{"hexadecimal", "0x10", 2, 0, money.ErrSyntax},
		{"underscore", "1_000", 2, 0, money.ErrSyntax},
		{"fraction", "1/2", 2, 0, money.ErrSyntax},
		{"infinity", "Inf", 2, 0, money.ErrSyntax},
		{"Arabic digits", "٣٩", 2, 0, money.ErrSyntax},
		{"full-width digits", "３９", 2, 0, money.ErrSyntax},
		{"superscript digit", "3²", 2, 0, money.ErrSyntax},
		{"the character before 0", "3/", 2, 0, money.ErrSyntax},
		{"the character after 9", "3:", 2, 0, money.ErrSyntax},
		{"broken UTF-8", "3\xff", 2, 0, money.ErrSyntax},
		{"NUL", "3\x00", 2, 0, money.ErrSyntax},

		{"a decimal too many", "39.905", 2, 0, money.ErrDecimals},
		// An extra zero is an error too, because the owner may have meant another
		// currency.
		{"a zero too many", "39.900", 2, 0, money.ErrDecimals},
		{"decimals of yen", "39.9", 0, 0, money.ErrDecimals},
		{"four of three", "1.2345", 3, 0, money.ErrDecimals},
		{"many decimals", "1." + strings.Repeat("0", 40), 2, 0, money.ErrDecimals},

		{"one céntimo too large", "10000000000.01", 2, 0, money.ErrRange},
		{"larger than int64", "99999999999999999999", 2, 0, money.ErrRange},
		{"larger once in minor units", "1000000000000", 2, 0, money.ErrRange},
		// An error about the syntax helps more than one about the size.
		{"too large and no number", strings.Repeat("9", 40) + "x", 2, 0, money.ErrSyntax},
		{"too large and no number behind the point", strings.Repeat("9", 40) + ".x", 2, 0, money.ErrSyntax},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := money.Parse(tt.text, tt.digits)
			if !errors.Is(err, tt.wantErr) {
				t.Fatalf("Parse(%q, %d): got error %v, want %v", tt.text, tt.digits, err, tt.wantErr)
			}
			want := money.Amount{}
			if tt.wantErr == nil {
				want = money.FromMinor(tt.wantMinor, tt.digits)
			}
			if got != want {
				t.Errorf("Parse(%q, %d): got %v, want %v", tt.text, tt.digits, got, want)
			}
		})
	}
}

func TestString(t *testing.T) {
	tests := []struct {
		name   string
		minor  int64
		digits int
		want   string
	}{
		{"nothing", 0, 2, "0.00"},
		{"no decimals", 1200, 0, "1200"},
		{"a céntimo", 1, 2, "0.01"},
		{"below one", 99, 2, "0.99"},
		{"one", 100, 2, "1.00"},
		{"three decimals", 1234, 3, "1.234"},
		{"below one, three decimals", 5, 3, "0.005"},
		{"no grouping", 123456789, 2, "1234567.89"},
		{"negative", -5, 2, "-0.05"},
		{"the largest", money.MaxMinor, 2, "10000000000.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := money.FromMinor(tt.minor, tt.digits).String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if got := (money.Amount{}).String(); got != "0" {
		t.Errorf("zero value: got %q, want %q", got, "0")
	}
}
