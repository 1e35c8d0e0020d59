// Package outbox sends orders: an order waits in the browser's store until there
// is an answer, and the answer settles it.
//
// A [Sender] stores the [Record] of an order, sends it, and shows what becomes of
// it. [New] returns the record of a new order, and [Record.Answered] the record
// after an attempt. What only a browser can do, to store and to post, is behind
// the interface [Browser]. web/worker.js sends by the same rules while no page is
// open.
package outbox

import (
	"carrito/app/order"
	"carrito/app/shop"
)

// State is how far an order has come.
type State string

// The states there are. All but Waiting are settled: nothing is sent any more.
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Changed State = "changed" // the shop would take another order in its place; see [Delivery]
	Refused State = "refused"
	Taken   State = "taken" // its number belongs to another order
	Old     State = "old"   // waited too long: the shopper is asked before it goes out
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
	ByHand State = "by hand" // the shopper has to send it
	Told   State = "told"    // the shopper says that it was sent
)

// Record is an order as the browser keeps it, and where it goes to.
type Record struct {
	ID     string // the order's
	Kind   string // of the channel: [shop.ServerChannel] or [shop.PostChannel]
	URL    string // where it is posted to
	Body   string // what is posted: the order's JSON
	State  State
	Since  int64  // when the shopper last sent it, in milliseconds since 1970; 0 where that is not known
	Tries  int    // how often it was sent
	After  int64  // when it may be sent again, in milliseconds since 1970; 0 for at any time
	Status int    // HTTP status of the last answer, 0 where there was none
	Answer string // the last answer's body
	Unsure bool   // a try had no answer: it may have arrived all the same

	Redirect bool // whether a redirect says that the order has arrived; see [shop.RedirectSent]
}

// New returns the record of an order that goes out by a channel of a shop whose
// pages are under a prefix.
func New(channel shop.Channel, prefix string, o *order.Order) Record {
	r := Record{ID: o.ID, Kind: channel.Kind, URL: channel.URL, Body: string(o.AppendJSON(nil)), State: Waiting, Redirect: channel.Redirect == shop.RedirectSent}
	if channel.Kind == shop.ServerChannel {
		r.URL = prefix + "/api/orders"
	}
	return r
}

// Over returns the record to keep where there already is one of the same number,
// as when two tabs send an order: one that was sent is not sent again, and one
// that waits unchanged goes on to wait.
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

// Answer is what came back. Its zero value is that nothing did.
type Answer struct {
	Status     int    // HTTP status; 302 of any redirect
	Away       bool   // whether the browser was on no network at all: without a status nothing went out
	Body       string // JSON from the shop's own server; from others whatever they write
	RetryAfter int64  // for how long nothing is to be sent, in milliseconds, as the field of that name says (RFC 9110, 10.2.3)
}

// MaxRetryAfter is the longest that an answer can put an order off, in
// milliseconds: a server that says next year is not believed.
const MaxRetryAfter = 60 * 60 * 1000

// Answered returns the record after it was sent and answered at a time, in
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

// settled returns the state that an answer puts an order in. What is not the
// answer of an inbox leaves it waiting: the sign-in page of a network has a
// status, too.
func (r Record) settled(a Answer) State {
	own := r.Kind == shop.ServerChannel
	said := read(a.Body)
	switch {
	case a.Status >= 200 && a.Status < 300:
		if own && said.id != r.ID {
			return Waiting
		}
		return Sent
	case r.Redirect && a.Status >= 300 && a.Status < 400:
		return Sent
	case a.Status < 400, a.Status >= 500, a.Status == 408, a.Status == 425, a.Status == 429:
		return Waiting
	case a.Status == 409 && said.reason == "changed" && said.order != "":
		return Changed
	case a.Status == 409 && said.reason == "taken":
		return Taken
	case own && said.reason == "":
		return Waiting
	}
	return Refused
}

// PostLimit is how long the answer to a try may take, in milliseconds.
const PostLimit = 20 * 1000

// Longest and shortest rest between two tries while the shop is open, in
// milliseconds.
const (
	firstRest = 5 * 1000
	lastRest  = 5 * 60 * 1000
)

// Rest returns for how long an order that waits is left alone after a try, in
// milliseconds: twice as long each time, or longer where an answer says so.
func (r Record) Rest(now int64) int64 {
	rest := int64(lastRest)
	if r.Tries < 7 {
		rest = firstRest << max(r.Tries-1, 0)
	}
	return max(rest, r.After-now)
}

// Due reports whether a record is to be sent at a time, in milliseconds since
// 1970.
func (r Record) Due(now int64) bool { return r.State == Waiting && r.After <= now }

// LongestWait is how long an order goes out by itself, in milliseconds. After
// that prices and wishes are likely to be others.
const LongestWait = 14 * 24 * 60 * 60 * 1000

// Aged reports whether a record waits for so long, at a time in milliseconds since
// 1970, that the shopper is to be asked.
func (r Record) Aged(now int64) bool {
	return r.State == Waiting && r.Since > 0 && now-r.Since > LongestWait
}

// Order returns the order that the record is of, with the shop's number of
// decimals.
func (r Record) Order(digits int) (order.Order, error) { return order.Parse(r.Body, digits) }
