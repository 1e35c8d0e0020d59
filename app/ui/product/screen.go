// Package product draws the page of a product, where the shopper chooses a variant
// and adds it to the cart.
package product

import (
	"carrito/app/ui/list"
	"carrito/app/ui/part"
)

// Screen draws products.
type Screen struct {
	*part.Screen

	list *list.Screen
}

// New returns a Screen that draws on s, with lists of other products drawn by
// l.
func New(s *part.Screen, l *list.Screen) *Screen { return &Screen{s, l} }
