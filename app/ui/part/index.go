package part

import (
	"strconv"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/shop"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
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
		dictionary, ok := s.Content(SearchFile)
		if !ok {
			return nil
		}
		opened, err := search.Open([]byte(dictionary), s.Catalog.Ordinals(), func(part int) ([]byte, bool) {
			content, ok := s.Content(SearchFile + "/" + strconv.Itoa(part))
			return []byte(content), ok
		})
		if err != nil { // perhaps of another version of the program
			s.RefuseFile(SearchFile)
			return nil
		}
		indexed, index = s.Catalog, opened
		return index
	}
}

// Content returns the content of a file of a catalogue in parts, or false while it is on its
// way. The page says so if it will not come.
func (s *Screen) Content(name string) (content string, ok bool) {
	if content, ok = s.Catalog.File(name); !ok && s.Catalog.Lacks(name) {
		s.Lacking = true
	}
	return content, ok
}

// RefuseFile takes back a file that cannot be read. The page says that it could not be loaded.
func (s *Screen) RefuseFile(name string) {
	s.Catalog.Refuse(name)
	s.Lacking = true
}

// NewIndex makes the index of a catalogue's products. In the browser, where a whole
// catalogue is small, no ordinal is without a product.
func NewIndex(s *shop.Shop, products *catalog.Catalog) *search.Index {
	if !app.IsClient {
		return search.New(products.ByOrdinal(), s.Synonyms)
	}
	return search.New(products.Find(catalog.Query{}), s.Synonyms)
}
