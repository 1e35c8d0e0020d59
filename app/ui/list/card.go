package list

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/search"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// card draws a product in a list: picture, name and price. A product without
// variants has a button that adds it.
type card struct {
	app.Compo

	Screen   *Screen
	Product  *catalog.Product
	Favorite bool
	Eager    bool // one of the first in sight: its picture is fetched at once
	First    bool // the first in sight: its picture is fetched before all others
}

// Render draws the card.
func (c *card) Render() app.UI {
	s, p := c.Screen, c.Product
	s.Browser.Pause()
	link := s.Href(address.Product(p.ID))
	lowest, highest := p.PriceRange()
	name := app.A().Class("card__link").Href(link).Text(p.Name)
	if s.Catalog.Total() > search.Small { // the name may not fit
		name.Title(p.Name)
	}
	return app.Article().Class("card").Body(
		part.Div("card__frame",
			app.A().Class("card__picture").Href(link).TabIndex(-1).Aria("hidden", true).Body(
				s.Picture(p, p.First(), part.Picture{In: part.InCard, Lazy: !c.Eager, First: c.First}),
			),
			c.badge(),
			s.Heart(p, c.Favorite, c.onHeart),
			c.action(),
		),
		app.H3().Class("card__name").Body(name),
		s.Price(lowest, compareAt(p), lowest.Less(highest)),
	)
}

// compareAt returns the price before the reduction, for the cheapest variant.
func compareAt(p *catalog.Product) money.Amount {
	lowest, _ := p.PriceRange()
	for _, v := range p.Variants {
		if v.Price == lowest {
			return v.CompareAtPrice
		}
	}
	return p.CompareAtPrice
}

func (c *card) badge() app.UI {
	lowest, _ := c.Product.PriceRange()
	switch {
	case c.Product.SoldOut():
		return part.Span("badge badge--soldout", c.Screen.Text.SoldOut)
	case lowest.Less(compareAt(c.Product)):
		return part.Span("badge badge--sale", c.Screen.Text.Sale)
	default:
		return app.Span().Class("badge badge--none").Aria("hidden", true)
	}
}

func (c *card) action() app.UI {
	s, p := c.Screen, c.Product
	switch {
	case p.SoldOut():
		return app.Span().Class("card__add card__add--none").Aria("hidden", true)
	case len(p.Variants) > 0:
		return app.A().Class("card__add").Href(s.Href(address.Product(p.ID))).
			Aria("label", s.Text.ChooseOptions(p.Name)).Body(part.Icon("options"))
	default:
		return app.Button().Class("card__add").Type("button").
			Attr("data-sale", part.SaleData(p)).Aria("label", s.Text.AddProduct(p.Name)).OnClick(c.onAdd).Body(part.Icon("add"))
	}
}

func (c *card) onHeart(ctx app.Context, e app.Event) {
	c.Screen.ToggleFavorite(c.Product)
	c.Favorite = c.Screen.IsFavorite(c.Product)
	c.Screen.place(c.Product.ID)
}

func (c *card) onAdd(ctx app.Context, e app.Event) {
	c.Screen.Add(c.Product.ID, 0, 1)
}
