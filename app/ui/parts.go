package ui

import (
	"net/url"
	"strings"

	"carrito/app/money"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// svg is the namespace of icons.
const svg = "http://www.w3.org/2000/svg"

// title is the heading of a page. It takes the focus after a navigation.
func title(text string) app.UI {
	return app.H1().Class("heading heading--page").ID("title").TabIndex(-1).Text(text)
}

// icon draws one of the symbols of web/icons.svg. It says nothing to a screen
// reader: what stands around it must.
func icon(name string) app.UI {
	return app.Elem("svg").XMLNS(svg).Attr("class", "icon").Attr("aria-hidden", "true").Attr("focusable", "false").Body(
		app.Elem("use").XMLNS(svg).Attr("href", icons+"#"+name),
	)
}

// icons is the address of web/icons.svg. It is one for the whole program, set
// before the first page is drawn. The server, which may draw for several shops
// at once, leaves it alone and puts the address into the pages it has drawn.
var icons = Icons

// price writes a price, with the one before a reduction where there is one.
func (s *Store) price(now, before money.Amount, from bool) app.UI {
	reduced := now.Less(before)
	return app.P().Class("price").Body(
		app.If(from, func() app.UI { return app.Span().Class("price__from").Text(s.Text.From + " ") }),
		app.If(reduced, func() app.UI { return app.Span().Class("visually-hidden").Text(s.Text.Now + " ") }),
		app.Span().Class(priceClass(reduced)).Text(s.Money(now)),
		app.If(reduced, func() app.UI {
			return app.Span().Class("price__was").Body(
				app.Span().Class("visually-hidden").Text(s.Text.Before+" "),
				app.Elem("s").Body(app.Text(s.Money(before))),
			)
		}),
	)
}

func priceClass(reduced bool) string {
	if reduced {
		return "price__now price__now--reduced"
	}
	return "price__now"
}

// breadcrumbs links the pages above this one.
func (s *Store) breadcrumbs(trail []Link) app.UI {
	return app.Nav().Class("breadcrumbs").Aria("label", s.Text.Breadcrumbs).Body(
		app.Ol().Class("breadcrumbs__list").Body(
			app.Range(trail).Slice(func(i int) app.UI {
				return app.Li().Class("breadcrumbs__step").Body(
					app.A().Class("breadcrumbs__link").Href(s.href(trail[i].Path)).Text(trail[i].Name),
				)
			}),
		),
	)
}

func queryEscape(text string) string { return url.QueryEscape(strings.TrimSpace(text)) }
