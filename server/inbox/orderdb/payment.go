package orderdb

import (
	"fmt"
	"slices"
	"time"

	"carrito/server/pay"
)

// PayState is how far the payment of an order is.
type PayState string

// The states of a payment. The empty one is that of an order without a way of paying.
const (
	Unpaid         PayState = "unpaid"          // nothing is known of a payment
	Said           PayState = "said"            // the shopper says that it is paid
	Awaiting       PayState = "awaiting"        // the provider waits for the shopper
	InProcess      PayState = "in process"      // the provider has not decided
	Paid           PayState = "paid"            // the whole total
	Refused        PayState = "refused"         // the shopper can try again
	Expired        PayState = "expired"         // the shopper has not paid in time
	Differs        PayState = "differs"         // amount, currency or number of payments are not the order's; the owner decides
	Refunded       PayState = "refunded"        // the whole total
	PartlyRefunded PayState = "partly refunded" // a part of it
	Disputed       PayState = "disputed"        // the shopper wants the money back, and the provider has not decided
	ChargedBack    PayState = "charged back"    // the shopper got it back against the shop's will
)

// PayStates are all states of payments but the empty one.
var PayStates = []PayState{Unpaid, Said, Awaiting, InProcess, Paid, Refused, Expired, Differs, Refunded, PartlyRefunded, Disputed, ChargedBack}

// Known reports whether there is such a state.
func (s PayState) Known() bool { return slices.Contains(PayStates, s) }

// ByHand returns the states that the owner can give to a payment in this state.
func (s PayState) ByHand() []PayState {
	switch s {
	case Paid, PartlyRefunded:
		return []PayState{Refunded, Unpaid}
	case Differs, Disputed, ChargedBack:
		return []PayState{Paid, Refunded}
	case Refunded:
		return []PayState{Paid}
	case Said:
		return []PayState{Paid, Unpaid}
	}
	return []PayState{Paid}
}

// Provider is the author of changes of payments that come from a provider.
const Provider = "provider"

// Payment is what is known of an order's payment besides its state.
type Payment struct {
	Pages   []PayPage
	Made    []Made // what providers say, oldest first
	History []PayChange
}

// PayChange is one step in the history of a payment.
type PayChange struct {
	At     time.Time // UTC
	Author string    // who made it: [Shopper], [Provider] or the owner
	State  PayState  // what the payment became
	Note   string    // the owner's; or [SoldOut]
}

// SoldOut is the note of a payment that came after the hold of the order's units had
// ended, when not enough of them were left.
const SoldOut = "sold out"

// PayPage is a provider's page on which an order can be paid.
type PayPage struct {
	Attempt  int // 0 for the first
	Provider string
	Title    string
	Base     string    // address of the shop that the shopper returns to
	Expires  time.Time // UTC
	ID, URL  string    // empty until it is open
}

// Made is a payment as its provider describes it.
type Made struct {
	Provider string
	pay.Payment
}

// PayError is returned when a state of a payment cannot follow another.
type PayError struct{ From, To PayState }

func (e *PayError) Error() string {
	return fmt.Sprintf("a payment that is %q cannot become %q", e.From, e.To)
}

// PayFor is how long a shopper has to pay on a provider's page, from the order or from
// the latest try on. Stripe takes no less than 30 minutes.
const PayFor = time.Hour

// maxSilence is how long after its end an order that is paid by a provider keeps its
// units if the provider does not answer. Its page has ended long before.
const maxSilence = 24 * time.Hour

// paying is what is decided about the payment of a new order.
type paying struct {
	token, provider string
	state           PayState
}

func (s *Store) newPaying(means string) paying {
	p := paying{token: newToken()}
	if s.Provider != nil {
		p.provider = s.Provider(means)
	}
	switch {
	case p.provider != "":
		p.state = Awaiting
	case means != "":
		p.state = Unpaid
	}
	return p
}

// until returns the end of an order's hold: its usual end, or that of the time to pay.
func (p paying) until(placed, usual int64) int64 {
	if p.provider == "" || usual == unheld {
		return usual
	}
	return placed + PayFor.Microseconds()
}

// ask returns when to look at the payment of a new order.
func (p paying) ask(held int64) int64 {
	if p.provider == "" || held == unheld {
		return 0
	}
	return held
}
