package ui

import (
	"carrito/app/address"
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// fewViewed is how many products looked at before stand below other things.
const fewViewed = 6

// viewedRow shows products that the shopper has looked at. It stands at the end
// of a page, behind all that the page is about.
func (s *Store) viewedRow(products []*catalog.Product) app.UI {
	if len(products) == 0 {
		return div("viewed--none")
	}
	return section("viewed", s.Text.RecentlyViewed, app.Ul().Class("viewed__list").Body(
		app.Range(products).Slice(func(i int) app.UI {
			p := products[i]
			return app.Li().Class("viewed__cell").Body(s.tile(address.Product(p.ID), p, inViewed,
				span("viewed__name", p.Name), s.priceFrom(p)))
		}),
	))
}

// priceFrom writes the lowest price of a product.
func (s *Store) priceFrom(p *catalog.Product) app.UI {
	lowest, highest := p.PriceRange()
	return app.Span().Class("viewed__price").Body(
		app.If(lowest.Less(highest), func() app.UI { return span("", s.Text.From+" ") }),
		exact("", s.Money(lowest)),
	)
}
