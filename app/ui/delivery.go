package ui

import "carrito/app/order"

// DeliveryState is how far an order has come on its way to the owner.
type DeliveryState string

// The states of a delivery. They are written into the session.
const (
	Sending   DeliveryState = "sending"   // tried right now
	Waiting   DeliveryState = "waiting"   // for the network, or for a server that is not well
	Sent      DeliveryState = "sent"      // stored by whoever it was sent to
	Changed   DeliveryState = "changed"   // refused for what is in Proposal: 409
	Refused   DeliveryState = "refused"   // refused for what is in Faults or Reason: any other 4xx
	Taken     DeliveryState = "taken"     // its number belongs to another order: 409
	ByHand    DeliveryState = "by hand"   // a message or letter that the shopper has to send
	Told      DeliveryState = "told"      // a message or letter that the shopper says was sent
	Cancelled DeliveryState = "cancelled" // taken back by the shopper
	Unkept    DeliveryState = "unkept"    // neither sent nor kept: it is to be sent again by hand
	Old       DeliveryState = "old"       // waited too long: the shopper is asked before it goes out
)

// Unheld is the Hold of an order that the shop must confirm before it keeps anything
// for the shopper.
const Unheld = "no"

// Delivery is what became of an order that was sent.
type Delivery struct {
	State    DeliveryState
	Kind     string       // of the channel
	Hold     string       // of Sent: until when the shop keeps the products (RFC 3339), or Unheld; may be empty
	Proposal *order.Order // of Changed, always
	Faults   order.Faults // of Refused, as far as they were told
	Reason   string       // of Refused: a sentence of the server's, for the console
	Unsure   bool         // of Cancelled: a try had no answer, so that the order may have arrived all the same
	Order    *order.Order // as it was sent; nil where it cannot be read
}
