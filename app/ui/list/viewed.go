package list

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// FewViewed is how many recently viewed products are shown at the end of other pages.
const FewViewed = 6

// ViewedRow draws a row of recently viewed products, for the end of a page.
// Without products it draws nothing visible.
func (s *Screen) ViewedRow(products []*catalog.Product) app.UI {
	if len(products) == 0 {
		return part.Div("viewed--none")
	}
	return part.Section("viewed", s.Text.RecentlyViewed, app.Ul().Class("viewed__list").Body(
		app.Range(products).Slice(func(i int) app.UI {
			p := products[i]
			return app.Li().Class("viewed__cell").Body(s.tile(address.Product(p.ID), p, part.InViewed,
				part.Span("viewed__name", p.Name), s.priceFrom(p)))
		}),
	))
}

// priceFrom draws the lowest price of a product.
func (s *Screen) priceFrom(p *catalog.Product) app.UI {
	lowest, highest := p.PriceRange()
	return app.Span().Class("viewed__price").Body(
		app.If(lowest.Less(highest), func() app.UI { return part.Span("", s.Text.From+" ") }),
		part.Exact("", s.Money(lowest)),
	)
}
