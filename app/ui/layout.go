package ui

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/app/address"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// header is the top of every page: name, search, favourites, cart and categories.
func (s *Store) header(at *url.URL) app.UI {
	return app.Header().Class("header").Body(
		div("header__bar",
			s.backButton(),
			app.A().Class("header__name").Href(s.Href(address.Home)).Attr("translate", "no").Text(s.Shop.Name),
			s.siteSearch(at.Query().Get("q")),
			s.favoritesLink(),
			s.cartLink(),
		),
		s.categoryLinks(at),
	)
}

func (s *Store) cartLink() app.UI {
	class, number, word := "cart-link__count", "", ""
	if s.Live { // or else only the browser knows; see boot.js
		n := s.Session.Cart().Count()
		number, word = strconv.Itoa(n), unit(s, n)
		if n == 0 {
			class += " cart-link__count--none"
		}
	}
	return app.A().Class("cart-link").Href(s.Href(address.Cart)).Body(
		icon("cart"),
		span("cart-link__name", s.Text.Cart+" "),
		app.Span().Class(class).Body(
			exact("cart-link__number", number).ID("cart-count"),
			app.Span().Class("visually-hidden").ID("cart-unit").Text(word),
		),
	)
}

// unit is the word behind the count, for who hears the header.
func unit(s *Store, n int) string {
	text := s.Text.Units(n)
	return text[len(strconv.Itoa(n)):]
}

func (s *Store) categoryLinks(at *url.URL) app.UI {
	categories := s.Catalog.Categories()
	here, _ := s.Within(at.EscapedPath())
	return app.Nav().Class("header__categories").Aria("label", s.Text.Categories).Body(
		app.Ul().Class("header__list").Body(
			app.Range(categories).Slice(func(i int) app.UI {
				path := address.Category(categories[i].Slug)
				link := app.A().Class("header__category").Href(s.Href(path)).Text(categories[i].Name)
				if strings.HasPrefix(here+"/", path+"/") {
					link = link.Aria("current", "page")
				}
				return app.Li().Body(link)
			}),
		),
	)
}

func (s *Store) footer() app.UI {
	contact := s.Shop.Contact
	return app.Footer().Class("footer").Body(
		div("footer__inner",
			app.Div().Body(
				app.P().Class("footer__name").Attr("translate", "no").Text(s.Shop.Name),
				paragraph("footer__note", s.pricesNote()),
			),
			app.Address().Class("footer__contact").Body(
				app.If(contact.WhatsApp != "", func() app.UI {
					return app.A().Class("footer__link").Href("https://wa.me/" + contact.WhatsApp).
						Target("_blank").Rel("noopener").Text(s.Text.WhatsApp)
				}),
				app.If(contact.Email != "", func() app.UI {
					return app.A().Class("footer__link").Href("mailto:"+contact.Email).Attr("translate", "no").Text(contact.Email)
				}),
				app.If(contact.Address != "", func() app.UI {
					return exact("footer__note", contact.Address)
				}),
				app.If(contact.Hours != "", func() app.UI {
					return span("footer__note", contact.Hours)
				}),
			),
		),
		// At the very end: it comes late, and moves nothing there.
		div("footer__end", s.installButton()),
	)
}

// pricesNote says of all prices in which currency they are, and what tax is in
// them.
func (s *Store) pricesNote() string {
	switch tax := s.Terms.Tax; {
	case tax.Percent == 0:
		return s.Text.PricesIn(s.Shop.Currency)
	case tax.Included:
		return s.Text.Order.PricesIn(s.Shop.Currency, tax.Name)
	default:
		return s.Text.Order.PricesPlus(s.Shop.Currency, tax.Name)
	}
}
