// Package checkout draws the page where an order is written, and the page of
// the order that was sent.
package checkout

import "carrito/app/ui/part"

// Screen draws the checkout.
type Screen struct{ *part.Screen }

// New returns a Screen that draws on s.
func New(s *part.Screen) *Screen { return &Screen{s} }
