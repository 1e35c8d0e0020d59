package cart

import (
	"strings"

	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// AddPage returns the page at /agregarCarrito/<id>[?variante=<id>], which adds
// one unit and shows the cart. Only the browser can add it, since the cart is
// in the browser; the server's status says whether the product exists.
func (s *Screen) AddPage(id, variant string) part.Page {
	if number := part.Number(id); s.Live && s.Catalog.Has(number) {
		if _, ok := s.Catalog.Product(number); !ok {
			s.Catalog.Want(number)
			return s.OpeningPage()
		}
	}
	page := s.Page()
	page.Canonical = ""
	page.Add = &part.Addition{ProductID: part.Number(id), VariantID: part.Number(variant)}
	if p, ok := s.Catalog.Product(page.Add.ProductID); !ok || strings.Contains(id, "/") {
		page.Status = 404
	} else {
		if variant == "" && len(p.Variants) == 1 {
			page.Add.VariantID = p.Variants[0].ID
		}
		named, _ := p.Variant(page.Add.VariantID)
		page.Body = func() app.UI { return s.view(p, named) }
		page.Here = part.Here{At: address.Add(p.ID), Products: []*catalog.Product{p}}
	}
	if variant != "" && page.Add.VariantID == 0 {
		page.Add.VariantID = -1 // no such variant: the cart refuses it
	}
	return page
}
