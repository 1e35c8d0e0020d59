package pages

import (
	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// liveRegion announces the latest message to screen readers. It is the only live region
// and always in the page: a region that has just been added may not be read. Every
// second message ends in a no-break space, so that the same sentence is read twice.
func (s *Shop) liveRegion() app.UI {
	text := s.Message.Text
	if text != "" && s.Message.Number%2 == 1 {
		text += "\u00a0"
	}
	return app.P().Class("visually-hidden").ID("status").Attr("role", "status").Aria("live", "polite").Text(text)
}

// toast shows the latest message for a while, with a link to the cart.
func (r *Root) toast() app.UI {
	s := r.shop
	if !s.Message.Toast {
		return part.Div("toast toast--none")
	}
	here, _ := s.Within(r.at.Path)
	class := "toast"
	if s.Message.Error {
		class = "toast toast--error"
	}
	return app.Aside().Class(class).Aria("label", s.Text.Notice).Body(
		part.Paragraph("toast__text", s.Message.Text),
		app.If(!s.Message.Error && here != address.Cart, func() app.UI {
			return app.A().Class("toast__link").Href(s.Href(address.Cart)).Text(s.Text.SeeCart)
		}),
		s.CloseButton("toast__close", r.onCloseToast),
	)
}

func (r *Root) onCloseToast(ctx app.Context, e app.Event) {
	r.shop.CloseToast()
	r.shop.Focus("content")
}

// newsList draws the news: what was lost from the stored session, and what
// changed in the shop.
func (s *Shop) newsList() app.UI {
	if len(s.News) == 0 {
		return part.Div("news news--none")
	}
	heading := s.Text.NewsHeading
	if s.NewsOfOrder {
		heading = s.Text.Order.Title
	}
	return app.Section().Class("news").Aria("labelledby", "news-heading").Body(
		app.H2().Class("news__heading").ID("news-heading").Text(heading),
		app.Ul().Class("news__list").Body(
			app.Range(s.News).Slice(func(i int) app.UI { return app.Li().Text(s.News[i]) }),
		),
		app.If(s.NewsOfOrder, func() app.UI {
			return app.A().Class("news__order").Href(s.Href(address.Thanks)).Text(s.Text.Order.LastOrder)
		}),
		s.CloseButton("news__close", s.onCloseNews),
	)
}

func (s *Shop) onCloseNews(ctx app.Context, e app.Event) {
	s.CloseNews()
	s.Focus("content")
}
