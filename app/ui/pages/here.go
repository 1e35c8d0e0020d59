package pages

import (
	"carrito/app/catalog"
	"carrito/app/json"
	"carrito/app/ui/part"
)

// HereID is the id of the element that contains what a page shows of a catalogue in parts.
const HereID = "carrito-here"

// ReadHere parses the content of that element: an object with the members at, total, names
// and chosen of [part.Here], words with a list of Near and one of Left, and its products in the form of
// products.json. It returns an empty value if there is none.
func ReadHere(text string, digits int) part.Here {
	var here part.Here
	r := json.NewReader(text)
	r.Object(func(name string) {
		switch name {
		case "at":
			here.At, _ = r.Text()
		case "total":
			literal, _ := r.Literal()
			here.Total = part.Number(literal)
		case "names":
			here.Names, _ = r.Text()
		case "chosen":
			here.Chosen, _ = r.Text()
		case "words":
			r.Array(func(list int) {
				words := &here.Near
				if list > 0 {
					words = &here.Left
				}
				r.Array(func(int) {
					word, _ := r.Text()
					*words = append(*words, word)
				})
			})
		case "products":
			r.Array(func(int) {
				if p := catalog.ReadProduct(r, digits); p != nil {
					here.Products = append(here.Products, p)
				}
			})
		}
	})
	if r.End() != nil {
		return part.Here{}
	}
	return here
}

// Bring takes up what came with the page.
func (s *Shop) Bring(here part.Here) {
	if !s.Catalog.Whole() {
		s.Here = here
		s.Catalog.Seed(here.Products)
	}
}
