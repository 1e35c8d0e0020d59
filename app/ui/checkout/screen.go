// Package checkout draws the page where an order is written, and the page of
// the order that was sent.
package checkout

import (
	"carrito/app/order"
	"carrito/app/ui/part"
	"carrito/app/ui/qr"
)

// Screen draws the checkout.
type Screen struct {
	*part.Screen

	order  order.Order  // as it would be sent while the checkout is drawn
	faults order.Faults // that the checkout shows

	chosen bool    // whether a picture of the receipt is chosen
	coded  string  // the text in qr
	qr     qr.Code // of the payment of the last order; empty if it does not fit
}

// New returns a Screen that draws on s.
func New(s *part.Screen) *Screen { return &Screen{Screen: s} }
