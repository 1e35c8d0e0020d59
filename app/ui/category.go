package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/address"
)

// categoryPage is "/categoria/<slug>": the products of one category.
func (s *Store) categoryPage(slug string, l listing) Page {
	category, ok := s.Catalog.Category(slug)
	if !ok {
		return s.notFoundPage(s.Text.NoCategory)
	}
	l.path, l.category = address.Category(slug), slug
	f := s.find(l)
	trail := []Link{{s.Text.Home, address.Home}}
	image, _ := f.products[0].ImageOf(f.products[0].First())
	return Page{
		Status:      200,
		Title:       category.Name,
		Description: s.Text.CategorySummary(category.Name, f.total),
		Canonical:   f.canonical(),
		Image:       image,
		Trail:       trail,
		Body: func() app.UI {
			return div("category",
				s.breadcrumbs(trail),
				title(category.Name),
				s.productList(f),
			)
		},
	}
}
