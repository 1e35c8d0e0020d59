package part

import (
	"strconv"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/shop"
)

// SearchFile is the name of the dictionary of a catalogue in parts. After a slash follow the
// numbers of the parts of its index.
const SearchFile = "busqueda"

// ownIndex returns a function that makes or opens the index of the present catalogue when
// it is first needed.
func (s *Screen) ownIndex() func() *search.Index {
	var index *search.Index
	var indexed *catalog.Catalog
	return func() *search.Index {
		if indexed == s.Catalog {
			return index
		}
		if s.Catalog.Whole() {
			indexed, index = s.Catalog, NewIndex(s.Shop, s.Catalog)
			return index
		}
		dictionary, ok := s.Catalog.File(SearchFile)
		if !ok {
			return nil
		}
		of := s.Catalog
		opened, err := search.Open([]byte(dictionary), func(part int) ([]byte, bool) {
			content, ok := of.File(SearchFile + "/" + strconv.Itoa(part))
			return []byte(content), ok
		})
		if err != nil {
			opened = search.New(nil, nil) // of another version of the program: finds nothing
		}
		indexed, index = of, opened
		return index
	}
}

// NewIndex makes the index of a catalogue's products.
func NewIndex(s *shop.Shop, products *catalog.Catalog) *search.Index {
	return search.New(products.Find(catalog.Query{}), s.Synonyms)
}
