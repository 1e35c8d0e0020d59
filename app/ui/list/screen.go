// Package list draws lists of products: the home page, categories, searches,
// the favourites, and the rows of products on other pages.
package list

import "carrito/app/ui/part"

// Screen draws lists.
type Screen struct {
	*part.Screen
	lists   lists
	shown   []int // ids of the favourites since the page was opened, and of products whose heart was pressed
	filters *filters
	holds   bool // see Hold
}

// New returns a Screen that draws on s.
func New(s *part.Screen) *Screen {
	l := &Screen{Screen: s, filters: &filters{}}
	l.filters.Screen = l
	return l
}
