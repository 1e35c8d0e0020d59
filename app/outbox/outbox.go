// Package outbox sends orders. An order waits in the browser's store until there is an
// answer. The answer settles it: a settled order is not sent again.
//
// A [Sender] stores the [Record] of an order, sends it, and shows its state. [New]
// returns the record of a new order, and [Record.Answered] the record after an
// attempt. The interface [Browser] stores and posts. While no page is open,
// web/worker.js sends orders by the same rules.
package outbox

import (
	"carrito/app/order"
	"carrito/app/shop"
)

// State is the state of an order on its way to the shop.
type State string

// The states of a stored record. All but Waiting are settled.
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Changed State = "changed" // the shop proposes a changed order; see [Delivery]
	Refused State = "refused"
	Taken   State = "taken" // its number belongs to another order
	Old     State = "old"   // waited too long: the shopper is asked before it is sent
)

// The states that a page shows, but no stored record has.
const (
	Sending   State = "sending"   // posted right now
	Cancelled State = "cancelled" // taken back by the shopper
	Unkept    State = "unkept"    // neither sent nor stored: the shopper has to send it again
)

// The states of an order that the shopper sends in another program. A page shows
// them; this package never sees such an order.
const (
	ByHand   State = "by hand" // the shopper has to send it
	Reported State = "told"    // the shopper says that it was sent
)

// Record is an order as the browser stores it.
type Record struct {
	ID     string // the order's
	Kind   string // of the channel: [shop.ServerChannel] or [shop.PostChannel]
	URL    string // where the order is posted
	Body   string // the JSON that is posted
	State  State
	Since  int64  // when the shopper last sent it, in milliseconds since 1970; 0 if unknown
	Tries  int    // how often it was sent
	After  int64  // when it may be sent again, in milliseconds since 1970; 0 means now
	Status int    // HTTP status of the last answer, 0 if there was none
	Answer string // the last answer's body
	Unsure bool   // an attempt had no answer, so the order may have arrived

	Redirect bool // whether a redirect says that the order has arrived; see [shop.RedirectSent]
}

// New returns the record of an order for a channel. prefix is the path under
// which the shop's pages live.
func New(channel shop.Channel, prefix string, o *order.Order) Record {
	r := Record{ID: o.ID, Kind: channel.Kind, URL: channel.URL, Body: string(o.AppendJSON(nil)), State: Waiting, Redirect: channel.Redirect == shop.RedirectSent}
	if channel.Kind == shop.ServerChannel {
		r.URL = prefix + "/api/orders"
	}
	return r
}

// Over returns the record to store if one with the same number is stored already,
// as when two tabs send an order. If the bodies are equal, an order that was sent
// or waits stays as it is. If another order with this number was sent, the new one
// is Taken. If another one waits, the new one replaces it and keeps its Unsure.
func (r Record) Over(was Record) Record {
	switch {
	case was.Body == r.Body && (was.State == Waiting || was.State == Sent):
		was.Since = r.Since
		return was
	case was.State == Sent:
		r.State = Taken
	case was.State == Waiting || was.State == Old:
		r.Unsure = was.Unsure
	}
	return r
}

// Answer is the answer to an attempt. The zero value means that there was none.
type Answer struct {
	Status     int    // HTTP status; 302 for any redirect
	Away       bool   // the browser had no network: without a status, nothing was sent
	Body       string // JSON from the shop's own server; any text from others
	RetryAfter int64  // pause before the next attempt, in milliseconds (field Retry-After, RFC 9110, 10.2.3)
}

// MaxRetryAfter is the longest pause that an answer can ask for, in milliseconds.
// Longer ones are taken for mistakes.
const MaxRetryAfter = 60 * 60 * 1000

// Answered returns the record after an attempt that was answered at the time now, in
// milliseconds since 1970.
func (r Record) Answered(a Answer, now int64) Record {
	r.Tries++
	r.Unsure = r.Unsure || a.Status == 0 && !a.Away
	r.State, r.Status, r.Answer, r.After = r.settled(a), a.Status, a.Body, 0
	if r.State == Waiting && a.RetryAfter > 0 {
		r.After = now + min(a.RetryAfter, MaxRetryAfter)
	}
	return r
}

// settled returns the state of the order after an answer. An order for the shop's own
// server keeps waiting unless the answer is the inbox's: the sign-in page of a network
// has a status, too.
func (r Record) settled(a Answer) State {
	own := r.Kind == shop.ServerChannel
	body := read(a.Body)
	switch {
	case a.Status >= 200 && a.Status < 300:
		if own && body.id != r.ID {
			return Waiting
		}
		return Sent
	case r.Redirect && a.Status >= 300 && a.Status < 400:
		return Sent
	case a.Status < 400, a.Status >= 500, a.Status == 408, a.Status == 425, a.Status == 429:
		return Waiting
	case a.Status == 409 && body.reason == "changed" && body.order != "":
		return Changed
	case a.Status == 409 && body.reason == "taken":
		return Taken
	case own && body.reason == "":
		return Waiting
	}
	return Refused
}

// PostLimit is how long an attempt waits for its answer, in milliseconds.
const PostLimit = 20 * 1000

// Shortest and longest pause between two attempts while the shop is open, in
// milliseconds.
const (
	firstRest = 5 * 1000
	lastRest  = 5 * 60 * 1000
)

// Rest returns the pause after an attempt, in milliseconds. It doubles each time, and
// is longer if the last answer asked for that.
func (r Record) Rest(now int64) int64 {
	rest := int64(lastRest)
	if r.Tries < 7 {
		rest = firstRest << max(r.Tries-1, 0)
	}
	return max(rest, r.After-now)
}

// Due reports whether a record is to be sent at the time now, in milliseconds since
// 1970.
func (r Record) Due(now int64) bool { return r.State == Waiting && r.After <= now }

// LongestWait is how long an order is retried before the shopper is asked again,
// in milliseconds. After that, prices and wishes are likely to have changed.
const LongestWait = 14 * 24 * 60 * 60 * 1000

// Aged reports whether a record has waited longer than [LongestWait] at the time now,
// in milliseconds since 1970.
func (r Record) Aged(now int64) bool {
	return r.State == Waiting && r.Since > 0 && now-r.Since > LongestWait
}

// Order returns the order in the record. digits is the number of decimals of the
// shop's currency.
func (r Record) Order(digits int) (order.Order, error) { return order.Parse(r.Body, digits) }
