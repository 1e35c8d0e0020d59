// Package checkout draws the page on which an order is written, and the one of the
// order that was sent.
package checkout

import "carrito/app/ui/part"

// Screen draws the checkout.
type Screen struct{ *part.Screen }

// New returns what draws the checkout on a screen.
func New(s *part.Screen) *Screen { return &Screen{s} }
