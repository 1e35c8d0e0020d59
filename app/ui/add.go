package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// addPage is "/agregarCarrito/<id>[?variante=<id>]": it asks for one unit to be
// added and shows the cart. The server cannot add anything, since the cart is
// the browser's; it only answers whether there is such a product.
func (s *Store) addPage(id, variant string) Page {
	page := s.cartPage()
	page.Canonical = ""
	page.Add = &Addition{ProductID: number(id), VariantID: number(variant)}
	if p, ok := s.Catalog.Product(page.Add.ProductID); !ok || strings.Contains(id, "/") {
		page.Status = 404
	} else {
		if variant == "" && len(p.Variants) == 1 {
			page.Add.VariantID = p.Variants[0].ID
		}
		named, _ := p.Variant(page.Add.VariantID)
		page.Body = func() app.UI { return s.cartView(p, named) }
	}
	if variant != "" && page.Add.VariantID == 0 {
		page.Add.VariantID = -1 // not a variant: refused by the cart
	}
	return page
}
