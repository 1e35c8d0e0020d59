// Package cart draws the cart, the carts that come by a link, and the link by which
// a cart is shared.
package cart

import "carrito/app/ui/part"

// Screen draws the cart.
type Screen struct {
	*part.Screen

	sharing sharing
}

// New returns what draws the cart on a screen.
func New(s *part.Screen) *Screen { return &Screen{Screen: s} }

// Leave closes what was open on the page that the shopper leaves.
func (s *Screen) Leave() { s.sharing = sharing{} }
