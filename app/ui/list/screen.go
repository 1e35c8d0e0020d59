// Package list draws lists of products: the home page, a category, a search, the
// favourites, and rows of products on other pages.
package list

import "carrito/app/ui/part"

// Screen draws lists.
type Screen struct{ *part.Screen }

// New returns what draws lists on a screen.
func New(s *part.Screen) *Screen { return &Screen{s} }
