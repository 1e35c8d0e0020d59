package ui

import "carrito/app/outbox"

// DeliveryState is how far an order has come on its way to the owner. It is
// written into the session.
type DeliveryState = outbox.State

// The states of a delivery. Beyond those of package outbox they are those of a
// message or letter.
const (
	Sending   = outbox.Sending
	Waiting   = outbox.Waiting
	Sent      = outbox.Sent
	Changed   = outbox.Changed
	Refused   = outbox.Refused
	Taken     = outbox.Taken
	Cancelled = outbox.Cancelled
	Unkept    = outbox.Unkept
	Old       = outbox.Old

	ByHand DeliveryState = "by hand" // the shopper has to send it
	Told   DeliveryState = "told"    // the shopper says that it was sent
)

// Unheld is the Hold of an order that the shop must confirm before it keeps anything
// for the shopper.
const Unheld = outbox.Unheld

// Delivery is what became of an order that was sent.
type Delivery = outbox.Delivery
