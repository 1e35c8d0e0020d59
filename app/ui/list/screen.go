// Package list draws lists of products: the home page, a category, a search, the
// favourites, and rows of products on other pages.
package list

import (
	"carrito/app/catalog"
	"carrito/app/ui/part"
)

// Screen draws lists.
type Screen struct {
	*part.Screen
	hearted []*catalog.Product // whose heart was pressed since FavoritesPage
}

// New returns what draws lists on a screen.
func New(s *part.Screen) *Screen { return &Screen{Screen: s} }
