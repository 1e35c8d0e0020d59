package outbox

import "carrito/app/order"

// Delivery is what a page shows about an order on its way.
type Delivery struct {
	State    State
	Kind     string       // of the channel
	Hold     string       // of Sent: until when the shop keeps the products (RFC 3339), or [Unheld]; may be empty
	Proposal *order.Order // of Changed; never nil then
	Faults   order.Faults // of Refused, if the answer has any
	Reason   string       // of Refused: a sentence from the server, for the console
	Unsure   bool         // of Cancelled: an attempt had no answer, so the order may have arrived
	Order    *order.Order // as it was sent; nil if it cannot be read
}

// Unheld is the Hold of an order that the shop must confirm before it keeps
// anything for the shopper.
const Unheld = "no"

// Delivery returns what a page shows of a record in a state. An order counts as
// refused if the one that the shop proposes cannot be read.
func (r Record) Delivery(state State, digits int) Delivery {
	said := read(r.Answer)
	d := Delivery{State: state, Kind: r.Kind, Hold: said.hold, Faults: said.faults, Reason: said.message, Unsure: r.Unsure}
	if o, err := r.Order(digits); err == nil {
		d.Order = &o
	}
	if o, err := order.Parse(said.order, digits); err == nil && r.State == Changed {
		d.Proposal = &o
	} else if state == Changed {
		d.State = Refused
	}
	return d
}
