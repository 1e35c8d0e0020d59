package orderdb

import (
	"time"

	"carrito/app/money"
	"carrito/server/pay"
)

// price is what is to be paid for an order.
type price struct {
	total    money.Amount
	currency string // ISO 4217
}

// is reports whether a payment is about exactly that.
func (p price) is(m pay.Payment) bool { return m.Currency == p.currency && pay.Same(m.Amount, p.total) }

// kept are the states of payments whose money the shop has or had to defend.
var kept = map[pay.State]PayState{
	pay.Paid: Paid, pay.PartlyRefunded: PartlyRefunded, pay.Disputed: Disputed, pay.ChargedBack: ChargedBack,
}

// verdict returns the state of an order's payment by what the providers say. Only one
// payment of the exact price makes it Paid. open reports whether a page on which it can
// be paid is still open.
func verdict(p price, made []Made, open bool) PayState {
	var money []Made
	has := map[pay.State]bool{}
	for _, m := range made {
		has[m.State] = true
		if kept[m.State] != "" {
			money = append(money, m)
		}
	}
	switch {
	case len(money) > 1, len(money) == 1 && !p.is(money[0].Payment):
		return Differs
	case len(money) == 1:
		return kept[money[0].State]
	case has[pay.InProcess]:
		return InProcess
	case has[pay.Refunded]:
		return Refunded
	case !open:
		return Expired
	case has[pay.Refused]:
		return Refused
	}
	return Awaiting
}

// The pauses between two questions to a provider.
const (
	firstAsk = 5 * time.Second
	lastAsk  = 5 * time.Minute // while the shopper can pay
)

// nextAsk returns when to ask after a payment again, or the zero time for never. asked
// is how often it was asked since something changed, since when it has its state, end
// when its latest page ends.
func nextAsk(state PayState, asked int, since, end, now time.Time) time.Time {
	wait := time.Duration(0)
	switch state {
	case Awaiting, Refused:
		wait = min(firstAsk<<min(asked, 10), lastAsk)
		if now.Before(end) && now.Add(wait).After(end) {
			return end.Add(firstAsk)
		}
	case InProcess:
		wait = min(firstAsk<<min(asked, 10), time.Hour)
	case Expired: // money may be under way
		wait = followUp(now.Sub(since), time.Hour, 3*24*time.Hour)
	default: // it may be given back
		wait = followUp(now.Sub(since), 24*time.Hour, 180*24*time.Hour)
	}
	if wait == 0 {
		return time.Time{}
	}
	return now.Add(wait)
}

// followUp returns a pause that grows with the age of a state, up to a week. It returns
// zero at the end.
func followUp(age, shortest, end time.Duration) time.Duration {
	if age > end {
		return 0
	}
	return min(max(age/2, shortest), 7*24*time.Hour)
}
