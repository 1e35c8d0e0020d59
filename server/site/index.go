package site

import (
	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/shop"
	"carrito/app/ui/part"
)

// newIndex returns the index of a catalogue's products. That of a large shop is in parts,
// so that the server finds the same as a browser that reads them.
func newIndex(s *shop.Shop, products *catalog.Catalog) *search.Index {
	index := part.NewIndex(s, products)
	if len(products.Products()) <= search.Small {
		return index
	}
	dictionary, parts := index.Files()
	opened, err := search.Open(dictionary, func(part int) ([]byte, bool) { return parts[part], true })
	if err != nil {
		return index
	}
	return opened
}
