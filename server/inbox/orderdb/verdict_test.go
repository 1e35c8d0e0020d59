package orderdb

import (
	"testing"
	"time"

	"carrito/app/money"
	"carrito/server/pay"
)

func TestVerdict(t *testing.T) {
	owed := price{money.FromMinor(4990, 2), "PEN"}
	one := func(state pay.State, minor int64, currency string) Made {
		return Made{"stripe", pay.Payment{State: state, Amount: money.FromMinor(minor, 2), Currency: currency}}
	}
	paid, refused, open := one(pay.Paid, 4990, "PEN"), one(pay.Refused, 4990, "PEN"), one(pay.Open, 4990, "PEN")
	refunded := one(pay.Refunded, 4990, "PEN")
	tests := []struct {
		name string
		made []Made
		open bool // the page
		want PayState
	}{
		{"nothing yet", nil, true, Awaiting},
		{"page not used", []Made{open}, true, Awaiting},
		{"nothing in time", nil, false, Expired},
		{"page not used in time", []Made{one(pay.Expired, 4990, "PEN")}, false, Expired},
		{"paid", []Made{paid}, true, Paid},
		{"paid with fewer decimals", []Made{{"stripe", pay.Payment{State: pay.Paid, Amount: money.FromMinor(499, 1), Currency: "PEN"}}}, true, Paid},
		{"paid, page over", []Made{paid}, false, Paid},
		{"too little", []Made{one(pay.Paid, 4989, "PEN")}, true, Differs},
		{"too much", []Made{one(pay.Paid, 4991, "PEN")}, true, Differs},
		{"nothing at all", []Made{one(pay.Paid, 0, "PEN")}, true, Differs},
		{"another currency", []Made{one(pay.Paid, 4990, "USD")}, true, Differs},
		{"twice", []Made{paid, paid}, true, Differs},
		{"two halves", []Made{one(pay.Paid, 2495, "PEN"), one(pay.Paid, 2495, "PEN")}, true, Differs},
		{"twice, one refunded", []Made{paid, refunded}, true, Paid},
		{"too little, refunded, then paid", []Made{one(pay.Refunded, 10, "PEN"), paid}, true, Paid},
		{"refused", []Made{refused}, true, Refused},
		{"refused, then paid", []Made{refused, paid}, true, Paid},
		{"refused, then in process", []Made{refused, one(pay.InProcess, 4990, "PEN")}, true, InProcess},
		{"refused, page over", []Made{refused}, false, Expired},
		{"in process, page over", []Made{one(pay.InProcess, 4990, "PEN")}, false, InProcess},
		{"refunded", []Made{refunded}, false, Refunded},
		{"partly refunded", []Made{one(pay.PartlyRefunded, 4990, "PEN")}, false, PartlyRefunded},
		{"partly refunded of another amount", []Made{one(pay.PartlyRefunded, 9980, "PEN")}, false, Differs},
		{"disputed", []Made{one(pay.Disputed, 4990, "PEN")}, false, Disputed},
		{"charged back", []Made{one(pay.ChargedBack, 4990, "PEN")}, false, ChargedBack},
		{"charged back, and paid again", []Made{one(pay.ChargedBack, 4990, "PEN"), paid}, false, Differs},
		{"a state that is not known", []Made{one("strange", 4990, "PEN")}, true, Awaiting},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := verdict(owed, test.made, test.open); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A provider is asked more and more rarely, once more when its page has just ended, and
// not for ever.
func TestNextAsk(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	end := now.Add(time.Hour)
	tests := []struct {
		name  string
		state PayState
		asked int
		age   time.Duration
		end   time.Time
		want  time.Duration // 0 for never
	}{
		{"first", Awaiting, 0, 0, end, 5 * time.Second},
		{"second", Awaiting, 1, 0, end, 10 * time.Second},
		{"refused", Refused, 3, 0, end, 40 * time.Second},
		{"many", Awaiting, 1000, 0, end, 5 * time.Minute},
		{"just before the end", Awaiting, 9, 0, now.Add(time.Minute), time.Minute + 5*time.Second},
		{"in process", InProcess, 20, 0, end, time.Hour},
		{"just expired", Expired, 0, 0, now, time.Hour},
		{"expired for a day", Expired, 9, 24 * time.Hour, now, 12 * time.Hour},
		{"long expired", Expired, 9, 100 * time.Hour, now, 0},
		{"just paid", Paid, 0, 0, end, 24 * time.Hour},
		{"paid a month ago", Paid, 9, 30 * 24 * time.Hour, end, 7 * 24 * time.Hour},
		{"paid last year", Paid, 9, 300 * 24 * time.Hour, end, 0},
		{"differs", Differs, 9, 4 * 24 * time.Hour, end, 48 * time.Hour},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := time.Time{}
			if test.want > 0 {
				want = now.Add(test.want)
			}
			if got := nextAsk(test.state, test.asked, now.Add(-test.age), test.end, now); !got.Equal(want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}
