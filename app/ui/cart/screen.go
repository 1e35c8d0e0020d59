// Package cart draws the cart, the cart of a link, and the link that shares the
// cart.
package cart

import (
	"carrito/app/cart"
	"carrito/app/ui/part"
)

// Screen draws the cart.
type Screen struct {
	*part.Screen

	sharing sharing
	before  *drawn // what stays until a press has ended; nil without one
}

// drawn is what the page shows of the cart.
type drawn struct{ lines, removed []cart.Line }

// now returns what the page is to show of the cart.
func (s *Screen) now() drawn { return drawn{s.Session.Cart().Lines(), s.Removed()} }

// shown returns what the page shows of the cart.
func (s *Screen) shown() drawn {
	if s.before != nil {
		return *s.before
	}
	return s.now()
}

// New returns a Screen that draws on s.
func New(s *part.Screen) *Screen { return &Screen{Screen: s} }

// Leave resets what the shopper opened on the page that they leave.
func (s *Screen) Leave() { s.sharing, s.before = sharing{}, nil }
