package pages

import (
	"net/url"
	"strconv"
	"strings"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// header draws the top of every page: name, search, favourites, cart and categories.
func (s *Shop) header(at *url.URL) app.UI {
	return app.Header().Class("header").Body(
		part.Div("header__bar",
			s.backButton(),
			app.A().Class("header__name").Href(s.Href(address.Home)).Attr("translate", "no").Text(s.Shop.Name),
			s.list.SiteSearch(at.Query().Get("q")),
			s.favoritesLink(),
			s.cartLink(),
		),
		s.categoryLinks(at),
	)
}

func (s *Shop) cartLink() app.UI {
	class, number, word := "cart-link__count", "", ""
	if s.Live { // on the server the count is unknown; boot.js fills it in
		n := s.Session.Cart().Count()
		number, word = strconv.Itoa(n), unit(s, n)
		if n == 0 {
			class += " cart-link__count--none"
		}
	}
	return app.A().Class("cart-link").Href(s.Href(address.Cart)).Body(
		part.Icon("cart"),
		part.Span("cart-link__name", s.Text.Cart+" "),
		app.Span().Class(class).Body(
			part.Exact("cart-link__number", number).ID("cart-count"),
			app.Span().Class("visually-hidden").ID("cart-unit").Text(word),
		),
	)
}

// unit returns the word after a count, for screen readers.
func unit(s *Shop, n int) string {
	return strings.TrimPrefix(s.Text.Units(n), strconv.Itoa(n))
}

func (s *Shop) categoryLinks(at *url.URL) app.UI {
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

func (s *Shop) footer() app.UI {
	contact := s.Shop.Contact
	return app.Footer().Class("footer").Body(
		part.Div("footer__inner",
			app.Div().Body(
				app.P().Class("footer__name").Attr("translate", "no").Text(s.Shop.Name),
				part.Paragraph("footer__note", s.pricesNote()),
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
					return part.Exact("footer__note", contact.Address)
				}),
				app.If(contact.Hours != "", func() app.UI {
					return part.Span("footer__note", contact.Hours)
				}),
			),
		),
		app.Nav().Class("footer__own").ID(OwnLinksID),
		// Last, so that it moves nothing when it appears.
		part.Div("footer__end", s.installButton()),
	)
}

// pricesNote states the currency of all prices, and whether they contain the
// tax or it is added at the checkout.
func (s *Shop) pricesNote() string {
	switch tax := s.Terms.Tax; {
	case tax.Percent == 0:
		return s.Text.PricesIn(s.Shop.Currency)
	case tax.Included:
		return s.Text.Order.PricesIn(s.Shop.Currency, tax.Name)
	default:
		return s.Text.Order.PricesPlus(s.Shop.Currency, tax.Name)
	}
}

// favoritesLink draws the link to the favourites with their number. The number
// takes no space, so that nothing moves when it appears.
func (s *Shop) favoritesLink() app.UI {
	number := ""
	if n := len(s.Session.Favorites()); n > 0 {
		number = strconv.Itoa(n)
	}
	return app.A().Class("favorites-link").Href(s.Href(address.Favorites)).Body(
		part.Icon("heart"),
		part.Span("visually-hidden", s.Text.Favorites+" "),
		part.Exact("favorites-link__number", number).ID("favorites-count"),
	)
}
