// Package cart draws the cart, the cart of a link, and the link that shares the
// cart.
package cart

import "carrito/app/ui/part"

// Screen draws the cart.
type Screen struct {
	*part.Screen

	sharing sharing
}

// New returns a Screen that draws on s.
func New(s *part.Screen) *Screen { return &Screen{Screen: s} }

// Leave resets what the shopper opened on the page that they leave.
func (s *Screen) Leave() { s.sharing = sharing{} }
