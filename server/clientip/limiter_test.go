package clientip

import (
	"net/netip"
	"testing"
	"time"
)

// A client may send all requests of a period at once. After them it waits for its share
// of the period, and no other client waits with it.
func TestLimiter(t *testing.T) {
	one, other := netip.MustParsePrefix("203.0.113.9/32"), netip.MustParsePrefix("203.0.113.10/32")
	tests := []struct {
		name  string
		make  func(int) *Limiter
		share time.Duration // of one request, with 10 in the period
	}{
		{"a minute", NewLimiter, 6 * time.Second},
		{"a day", NewDailyLimiter, 144 * time.Minute},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, now := test.make(10), time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
			for i := range 10 {
				if wait := l.Wait(one, now); wait > 0 {
					t.Fatalf("request %d waits %v", i+1, wait)
				}
			}
			if wait := l.Wait(one, now); wait != test.share {
				t.Errorf("the eleventh waits %v, want %v", wait, test.share)
			}
			if wait := l.Wait(other, now); wait > 0 {
				t.Errorf("another client waits %v", wait)
			}
			if now = now.Add(test.share); l.Wait(one, now) > 0 || l.Wait(one, now) == 0 {
				t.Errorf("after %v, want one request and no more", test.share)
			}
		})
	}
}

// Without a limit nobody waits.
func TestNoLimit(t *testing.T) {
	l, client := NewLimiter(0), netip.MustParsePrefix("203.0.113.9/32")
	for range 1000 {
		if wait := l.Wait(client, time.Now()); wait > 0 {
			t.Fatalf("got a wait of %v", wait)
		}
	}
}
