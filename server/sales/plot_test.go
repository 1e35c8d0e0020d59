package sales

import (
	"fmt"
	"testing"

	"carrito/app/money"
)

func soles(minor ...int64) (amounts []money.Amount) {
	for _, n := range minor {
		amounts = append(amounts, money.FromMinor(n, 2))
	}
	return amounts
}

// The bars stand beside each other within the plot, and their heights are those of the
// amounts.
func TestNewPlot(t *testing.T) {
	tests := []struct {
		name    string
		amounts []money.Amount
		heights string
	}{
		{"none", nil, "[]"},
		{"nothing sold", soles(0, 0), "[1 1]"},
		{"half", soles(5000, 10000, 0), "[48 96 1]"},
		{"tiny", soles(1, 1_000_000_000_000), "[3 96]"},
		{"a month", soles(make([]int64, 31)...), fmt.Sprint(func() (ones [31]int) {
			for i := range ones {
				ones[i] = 1
			}
			return ones
		}())},
	}
	for _, test := range tests {
		p := NewPlot(test.amounts, func(i int) (string, string) { return fmt.Sprint(i), "" })
		heights, end := []int{}, 0
		for i, b := range p.Bars {
			heights = append(heights, b.Height)
			if b.X < end || b.X+b.Width > p.Width || b.Y < p.Top || b.Y+b.Height != p.Bottom || b.Middle < b.X || b.Middle > b.X+b.Width || b.Label != fmt.Sprint(i) {
				t.Errorf("%s: got the bar %+v in %+v", test.name, b, p)
			}
			end = b.X + b.Width
		}
		if got := fmt.Sprint(heights); got != test.heights {
			t.Errorf("%s: got heights %s, want %s", test.name, got, test.heights)
		}
	}
}

func TestAverage(t *testing.T) {
	for _, test := range []struct {
		sum    int64
		orders int
		want   string
	}{{0, 0, "0.00"}, {1000, 3, "3.33"}, {1000, 6, "1.67"}, {5, 2, "0.03"}, {999, 1, "9.99"}} {
		if got := Average(money.FromMinor(test.sum, 2), test.orders).String(); got != test.want {
			t.Errorf("%d in %d orders: got %s, want %s", test.sum, test.orders, got, test.want)
		}
	}
}
