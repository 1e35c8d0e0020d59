package list

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/address"
	"carrito/app/ui/part"
)

// AboutClass is the class of the place for what the owner says about a category. The server
// and start.js fill it.
const AboutClass = "about"

// CategoryPage returns the page at /categoria/<slug>, with the products of a category.
func (s *Screen) CategoryPage(slug string, l Listing) part.Page {
	category, ok := s.Catalog.Category(slug)
	if !ok {
		return s.NotFoundPage(s.Text.NoCategory)
	}
	l.path, l.Text, l.Category = address.Category(slug), "", slug
	f := s.find(l)
	trail := []part.Link{{Name: s.Text.Home, Path: address.Home}}
	image, _ := category.Newest.ImageOf(category.Newest.First())
	return part.Page{
		Status:      200,
		Title:       category.Name,
		Description: s.Text.CategorySummary(category.Name, category.Count),
		Canonical:   f.canonical(),
		Image:       image,
		Trail:       trail,
		Here:        s.here(f),
		Body: func() app.UI {
			return part.Div("category",
				s.Breadcrumbs(trail),
				part.Title(category.Name),
				part.Div(AboutClass),
				s.productList(f),
			)
		},
	}
}
