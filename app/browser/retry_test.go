package browser

import (
	"math"
	"testing"

	"carrito/app/outbox"
)

func TestRetryAfter(t *testing.T) {
	const now = 1_790_000_000_000
	tests := []struct {
		name, field string
		date        float64
		want        int64
	}{
		{"seconds", "120", -58_000_000_000_000, 120_000},
		{"no seconds", "0", 946_684_800_000, 0},
		{"a year of seconds", "31536000", math.NaN(), outbox.MaxRetryAfter},
		{"more seconds than fit", "9223372036854775807", math.NaN(), outbox.MaxRetryAfter},
		{"a date", "Tue, 22 Sep 2026 13:34:20 GMT", now + 60_000, 60_000},
		{"a date in the past", "Tue, 22 Sep 2026 13:32:20 GMT", now - 60_000, -60_000},
		{"neither", "soon", math.NaN(), 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := retryAfter(test.field, test.date, now); got != test.want {
				t.Errorf("got %d ms, want %d", got, test.want)
			}
		})
	}
}
