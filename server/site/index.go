package site

import (
	"sync"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/shop"
	"carrito/app/ui/part"
)

// indexOf returns a function that makes the index of a catalogue, once, and one that
// returns its files. The index of a large shop is read from them, so that the server finds
// the same as a browser.
func indexOf(s *shop.Shop, products *catalog.Catalog) (func() *search.Index, func() ([]byte, [][]byte)) {
	files := sync.OnceValues(func() ([]byte, [][]byte) { return part.NewIndex(s, products).Files() })
	return sync.OnceValue(func() *search.Index {
		if products.Total() <= search.Small {
			return part.NewIndex(s, products)
		}
		dictionary, parts := files()
		index, err := search.Open(dictionary, func(part int) ([]byte, bool) { return parts[part], true })
		if err != nil {
			return part.NewIndex(s, products)
		}
		return index
	}), files
}
