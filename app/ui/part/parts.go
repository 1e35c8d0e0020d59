package part

import (
	"net/url"
	"strings"

	"carrito/app/address"
	"carrito/app/money"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// SVG is the XML namespace of SVG.
const SVG = "http://www.w3.org/2000/svg"

// Div, Span and Paragraph make the elements that pages use most. Without them
// the program would be one percent larger.
func Div(class string, body ...app.UI) app.UI { return app.Div().Class(class).Body(body...) }

func Span(class, text string) app.UI { return app.Span().Class(class).Text(text) }

// Exact draws a span that translators leave alone: an amount, a count, a
// size, or a name. A translator would take "1.500" for one and a half, and
// "M" for a metre. Names of products are translated on the page, so that
// shoppers understand them; the cart and the order keep the original
// names.
func Exact(class, text string) app.HTMLSpan {
	return app.Span().Class(class).Attr("translate", "no").Text(text)
}

func Paragraph(class, text string) app.UI { return app.P().Class(class).Text(text) }

// Title draws the heading of a page. It takes the focus after a navigation.
func Title(text string) app.UI {
	return app.H1().Class("heading heading--page").ID("title").TabIndex(-1).Text(text)
}

// Section draws a part of a page with a heading.
func Section(name, heading string, body app.UI) app.UI {
	id := name + "-heading"
	return app.Section().Class(name).Aria("labelledby", id).Body(app.H2().Class("heading").ID(id).Text(heading), body)
}

// Empty says that there is nothing here yet, and links to the products.
func (s *Screen) Empty(symbol, lead, tip string) app.UI {
	return Div("empty",
		Icon(symbol),
		Paragraph("empty__lead", lead),
		Paragraph("empty__text", tip),
		app.A().Class("button button--main").Href(s.Href(address.Home)).Text(s.Text.SeeProducts),
	)
}

// Button draws a button that calls press.
func Button(class, text string, press app.EventHandler) app.UI {
	return app.Button().Class(class).Type("button").Text(text).OnClick(press)
}

// CloseButton draws a button that closes what surrounds it.
func (s *Screen) CloseButton(class string, press app.EventHandler) app.UI {
	return app.Button().Class(class).Type("button").Aria("label", s.Text.Close).OnClick(press).Body(Icon("close"))
}

// Icon draws a symbol of web/icons.svg. Screen readers ignore it, so the text
// around it must suffice.
func Icon(name string) app.UI {
	return app.Elem("svg").XMLNS(SVG).Attr("class", "icon").Attr("aria-hidden", "true").Body(
		app.Elem("use").XMLNS(SVG).Attr("href", icons+"#"+name),
	)
}

// Icons is the address of the icons unless UseIcons sets another one.
const Icons = "/web/icons.svg"

// icons is the address of web/icons.svg for the whole program.
var icons = Icons

// UseIcons sets the address of the icons. It must be called before the first
// page is drawn. The server, which may draw several shops at once, does not
// call it: it replaces the address in the pages that it has drawn.
func UseIcons(address string) { icons = address }

// Price draws a price, and the price before a reduction if there is one.
func (s *Screen) Price(now, before money.Amount, from bool) app.UI {
	reduced := now.Less(before)
	return app.P().Class("price").Body(
		app.If(from, func() app.UI { return Span("price__from", s.Text.From+" ") }),
		app.If(reduced, func() app.UI { return Span("visually-hidden", s.Text.Now+" ") }),
		Exact(PriceClass(reduced), s.Money(now)),
		app.If(reduced, func() app.UI {
			return app.Span().Class("price__was").Body(
				Span("visually-hidden", s.Text.Before+" "),
				app.Elem("s").Attr("translate", "no").Body(app.Text(s.Money(before))),
			)
		}),
	)
}

func PriceClass(reduced bool) string {
	if reduced {
		return "price__now price__now--reduced"
	}
	return "price__now"
}

// Breadcrumbs draws links to the pages above this one.
func (s *Screen) Breadcrumbs(trail []Link) app.UI {
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

func QueryEscape(text string) string { return url.QueryEscape(strings.TrimSpace(text)) }

// Meanwhile draws a template that boot.js shows in place of the page until the program
// runs. A host of static files needs it for addresses whose page only the program knows.
func (s *Screen) Meanwhile(text string) app.UI {
	return app.If(s.Folders && !s.Live, func() app.UI {
		return app.Elem("template").ID("meanwhile").Body(Title(text))
	})
}
