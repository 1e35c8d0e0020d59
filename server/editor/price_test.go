package editor

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Prices are rounded to the nearest step, half up, as with plain arithmetic.
func TestRounding(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		form := bulkForm{Percent: []string{"-50", "-15", "-7,5", "0", "10", "12.5 %", "200"}[random.IntN(7)], Rounding: []string{"", "10", "50", "100", "100-10", "100-1"}[random.IntN(6)]}
		factor := map[string]float64{"-50": 0.5, "-15": 0.85, "-7,5": 0.925, "0": 1, "10": 1.1, "12.5 %": 1.125, "200": 3}[form.Percent]
		rule := newPriceRule(form, 2)
		minor := random.Int64N(100_000) + 1
		exact := float64(minor) * factor
		want := max(1, int64(math.Floor((exact+float64(rule.less))/float64(rule.step)+0.5+1e-9)))*rule.step - rule.less
		if got := rule.round(minor); got != want {
			t.Fatalf("%d, %+v: got %d, want %d", minor, form, got, want)
		}
	}
}

func TestPercent(t *testing.T) {
	for text, want := range map[string]string{"10": "10", " -15 % ": "-15", "7,5": "15/2", "-99": "-99", "1000": "1000"} {
		if got, ok := percent(text); !ok || got.RatString() != want {
			t.Errorf("%q: got %v, %t, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "x", "-100", "1001", "1e9", "1/0", "0x10", "1_0", "NaN", "--5", "99999999999999"} {
		if got, ok := percent(text); ok {
			t.Errorf("%q: got %v, want it refused", text, got)
		}
	}
}
