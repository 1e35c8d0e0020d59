package ui

import (
	"net/url"
	"strings"

	"carrito/app/address"
	"carrito/app/money"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// svg is the namespace of icons.
const svg = "http://www.w3.org/2000/svg"

// div, span and paragraph are what pages are mostly made of. To write them out
// each time would make the program larger by a percent.
func div(class string, body ...app.UI) app.UI { return app.Div().Class(class).Body(body...) }

func span(class, text string) app.UI { return app.Span().Class(class).Text(text) }

// exact is a span that translators leave alone: an amount, a count, a size, a
// name that is written the same in every language. Of the texts of a page only
// these are exact: a translator takes "1.500" for one and a half, and "M" for a
// metre. Names of products are translated with all the rest, for the shopper must
// know what they are; cart and order keep the shop's own.
func exact(class, text string) app.HTMLSpan {
	return app.Span().Class(class).Attr("translate", "no").Text(text)
}

func paragraph(class, text string) app.UI { return app.P().Class(class).Text(text) }

// title is the heading of a page. It takes the focus after a navigation.
func title(text string) app.UI {
	return app.H1().Class("heading heading--page").ID("title").TabIndex(-1).Text(text)
}

// section is a part of a page with a heading of its own.
func section(name, heading string, body app.UI) app.UI {
	id := name + "-heading"
	return app.Section().Class(name).Aria("labelledby", id).Body(app.H2().Class("heading").ID(id).Text(heading), body)
}

// empty says that there is nothing yet where something will be, and where to go on.
func (s *Store) empty(symbol, lead, tip string) app.UI {
	return div("empty",
		icon(symbol),
		paragraph("empty__lead", lead),
		paragraph("empty__text", tip),
		app.A().Class("button button--main").Href(s.Href(address.Home)).Text(s.Text.SeeProducts),
	)
}

// button does what press does.
func button(class, text string, press app.EventHandler) app.UI {
	return app.Button().Class(class).Type("button").Text(text).OnClick(press)
}

// closeButton takes away what it stands in.
func (s *Store) closeButton(class string, press app.EventHandler) app.UI {
	return app.Button().Class(class).Type("button").Aria("label", s.Text.Close).OnClick(press).Body(icon("close"))
}

// icon draws one of the symbols of web/icons.svg. It says nothing to a screen
// reader: what stands around it must.
func icon(name string) app.UI {
	return app.Elem("svg").XMLNS(svg).Attr("class", "icon").Attr("aria-hidden", "true").Body(
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
		app.If(from, func() app.UI { return span("price__from", s.Text.From+" ") }),
		app.If(reduced, func() app.UI { return span("visually-hidden", s.Text.Now+" ") }),
		exact(priceClass(reduced), s.Money(now)),
		app.If(reduced, func() app.UI {
			return app.Span().Class("price__was").Body(
				span("visually-hidden", s.Text.Before+" "),
				app.Elem("s").Attr("translate", "no").Body(app.Text(s.Money(before))),
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
					app.A().Class("breadcrumbs__link").Href(s.Href(trail[i].Path)).Text(trail[i].Name),
				)
			}),
		),
	)
}

func queryEscape(text string) string { return url.QueryEscape(strings.TrimSpace(text)) }
