// Package pay asks providers of payments for pages on which shoppers pay, and
// what was paid. No card number reaches the shop.
//
// [Provider] is one of them; each has a package of its own, such as mercadopago
// and stripe. Only a provider's answer to [Provider.Payments] or
// [Provider.Payment] says that an order is paid. A webhook says when to ask, and
// the address to which the shopper returns says nothing. Amounts are exact:
// compare them with [Same], and the currency too.
//
// [FromEnvironment] reads the owner's keys.
package pay

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"carrito/app/money"
)

// Provider is a provider of payments.
type Provider interface {
	// Kind returns the name of the provider in shop.json, such as "stripe".
	Kind() string

	// Open opens a page on which a shopper pays for an order. It may be repeated
	// with the same request: the provider then answers with the same page.
	Open(ctx context.Context, r Request) (Page, error)

	// Payments returns what was paid or tried for an order on a page, oldest
	// first. A provider that finds payments by the order ignores page, so the
	// payments of two pages of an order may contain the same one; its ID tells. A
	// page that nobody has used has no payments, or one that is Open or Expired.
	Payments(ctx context.Context, order, page string) ([]Payment, error)

	// Payment returns one payment, which an [Event] names. It returns ErrUnknown
	// if the provider has no such payment.
	Payment(ctx context.Context, id string) (Payment, error)

	// Hear checks a webhook and says what to ask after. It returns ErrForged,
	// ErrOld or ErrIgnored if there is nothing to ask.
	Hear(header http.Header, query url.Values, body []byte, now time.Time) (Event, error)
}

// Request asks for a page on which to pay for an order.
type Request struct {
	Order    string // its number, a UUID
	Attempt  int    // 0 for the first page of the order; each other number opens another page, such as after one has expired
	Title    string // what is paid for, as the page shows it
	Amount   money.Amount
	Currency string    // ISO 4217, such as "PEN"
	Email    string    // of the shopper, or empty
	Return   string    // address to which the shopper returns
	Notify   string    // address for webhooks, or empty for those set at the provider; Stripe knows only these
	Expires  time.Time // when the page ends; the zero time is for the provider to choose. Stripe takes 30 minutes to 24 hours
}

// Page is a page on which a shopper pays.
type Page struct {
	ID, URL string
	Expires time.Time // the zero time if the provider does not say
}

// State says how far a payment is.
type State string

// The states of a payment. Only Paid is money that the shop can count on.
const (
	Open           State = "open"            // nothing was tried
	InProcess      State = "in process"      // not decided, or in a state that is not known
	Paid           State = "paid"            // all of Amount
	Refused        State = "refused"         // the shopper can try again
	Expired        State = "expired"         // the shopper can no longer pay
	Refunded       State = "refunded"        // all of Amount
	PartlyRefunded State = "partly refunded" // Refunded of Amount
	Disputed       State = "disputed"        // the shopper wants the money back; the provider has not decided
	ChargedBack    State = "charged back"    // the shopper got the money back against the shop's will
)

// Payment is what a provider says of a payment. Whoever counts it as paid compares
// order, amount and currency with what was asked for.
type Payment struct {
	ID       string // at the provider
	Order    string // its number as given in Request
	State    State
	Detail   string // the provider's own words for the state, such as "rejected: cc_rejected_high_risk"
	Amount   money.Amount
	Refunded money.Amount
	Currency string    // ISO 4217
	At       time.Time // when the shopper paid, or began to
}

// Event is what a webhook says. A provider names what it knows; the rest is empty.
type Event struct {
	ID      string // of the event; if it comes again, it is a replay
	Order   string
	Payment string
	Page    string
}

// The errors of providers. Test for them with [errors.Is].
var (
	ErrUnavailable = errors.New("the provider of payments cannot be reached; try later")
	ErrRejected    = errors.New("the provider of payments rejects the request")
	ErrUnknown     = errors.New("the provider of payments does not know the payment")

	ErrForged  = errors.New("the webhook is not signed with the shop's secret") // answer 401
	ErrOld     = errors.New("the webhook was signed more than five minutes ago or from now")
	ErrIgnored = errors.New("the webhook is about something else than payments") // answer 200
)

// Tolerance is how far from now a webhook may be signed.
const Tolerance = 5 * time.Minute

// Fresh returns ErrOld if a webhook was signed too long before or after now.
func Fresh(signed, now time.Time) error {
	if age := now.Sub(signed); age > Tolerance || age < -Tolerance {
		return ErrOld
	}
	return nil
}

// Same reports whether two amounts are equal, also if one is written with more
// decimals: 12 and 12.00.
func Same(a, b money.Amount) bool { return !a.Less(b) && !b.Less(a) }
