package outbox

import (
	"carrito/app/order"
	"carrito/app/shop"
)

// Delivery is what a page shows about an order on its way.
type Delivery struct {
	State    State
	Kind     string       // kind of the channel
	Hold     string       // if Sent: the time until which the shop reserves the products (RFC 3339), or [Unheld]; may be empty
	Token    string       // if Sent: of the order's page on the shop's own server; empty if it has none
	Proposal *order.Order // if Changed: what the shop would accept; never nil then
	Faults   order.Faults // if Refused: the faults that the answer names, if any
	Reason   string       // if Refused: a sentence from the server, for the console
	Unsure   bool         // if Cancelled: an attempt had no answer, so the order may have arrived
	Order    *order.Order // as it was sent; nil if it cannot be read
}

// Unheld is the Hold of an order that the shop must confirm before it reserves
// anything.
const Unheld = "no"

// Delivery returns what a page shows about a record in the given state. If the
// order that the shop proposes cannot be read, the order counts as refused.
func (r Record) Delivery(state State, digits int) Delivery {
	answer := read(r.Answer)
	d := Delivery{State: state, Kind: r.Kind, Hold: answer.hold, Faults: answer.faults, Reason: answer.message, Unsure: r.Unsure}
	if r.Kind == shop.ServerChannel {
		d.Token = answer.token
	}
	if o, err := r.Order(digits); err == nil {
		d.Order = &o
	}
	if o, err := order.Parse(answer.order, digits); err == nil && r.State == Changed {
		d.Proposal = &o
	} else if state == Changed {
		d.State = Refused
	}
	return d
}
