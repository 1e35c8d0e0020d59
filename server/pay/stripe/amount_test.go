package stripe

import (
	"errors"
	"testing"

	"carrito/app/money"
	"carrito/server/pay"
)

func TestMinor(t *testing.T) {
	tests := []struct {
		name, currency string
		minor          int64
		digits         int
		want           int64 // 0 if it is refused
	}{
		{"Peru", "PEN", 4990, 2, 4990},
		{"whole", "PEN", 49, 0, 4900},
		{"euros", "EUR", 1, 2, 1},
		{"a thousandth", "EUR", 49905, 3, 0},
		{"yen", "JPY", 500, 0, 500},
		{"yen with decimals of 0", "JPY", 50000, 2, 500},
		{"yen with decimals", "JPY", 50001, 2, 0},
		{"Chile", "CLP", 5990, 0, 5990},
		{"Colombia", "COP", 1200000, 2, 1200000},
		{"Kuwait", "KWD", 5120, 3, 5120},
		{"Kuwait, to the fils", "KWD", 5124, 3, 0},
		{"Iceland", "ISK", 5, 0, 500},
		{"Iceland, with decimals", "ISK", 550, 2, 0},
		{"Hungary", "HUF", 1045, 2, 1045},
		{"Uganda", "UGX", 5000, 0, 0},
		{"nothing", "PEN", 0, 2, 0},
		{"less than nothing", "PEN", -1, 2, 0},
		{"lower case", "pen", 100, 2, 0},
		{"no currency", "", 100, 2, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := money.FromMinor(test.minor, test.digits)
			got, err := minor(a, test.currency)
			if got != test.want || errors.Is(err, pay.ErrRejected) != (test.want == 0) {
				t.Fatalf("got %d, %v, want %d", got, err, test.want)
			}
			if back := Amount(got, test.currency); err == nil && !pay.Same(back, a) {
				t.Errorf("got %s back, want %s", back, a)
			}
		})
	}
}
