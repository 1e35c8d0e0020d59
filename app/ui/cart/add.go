package cart

import (
	"strings"

	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// AddPage is "/agregarCarrito/<id>[?variante=<id>]": it asks for one unit to be
// added and shows the cart. The server cannot add anything, since the cart is
// the browser's; it only answers whether there is such a product.
func (s *Screen) AddPage(id, variant string) part.Page {
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
	}
	if variant != "" && page.Add.VariantID == 0 {
		page.Add.VariantID = -1 // not a variant: refused by the cart
	}
	return page
}
