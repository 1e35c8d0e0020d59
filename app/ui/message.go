package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// liveRegion tells a screen reader what changed. It is the only one, and it is
// always there: regions that come and go are not read. The same sentence twice
// differs by a no-break space, so that it is read twice.
func (s *Store) liveRegion() app.UI {
	text := s.message.text
	if text != "" && s.message.number%2 == 1 {
		text += "\u00a0"
	}
	return app.P().Class("visually-hidden").ID("status").Attr("role", "status").Aria("live", "polite").Text(text)
}

// toast shows the last message for a while, with the way to the cart.
func (r *Root) toast() app.UI {
	s := r.store
	if !s.message.toast {
		return div("toast toast--none")
	}
	here, _ := s.within(r.at.Path)
	class := "toast"
	if s.message.error {
		class = "toast toast--error"
	}
	return app.Aside().Class(class).Aria("label", s.Text.Notice).Body(
		paragraph("toast__text", s.message.text),
		app.If(!s.message.error && here != cartPath, func() app.UI {
			return app.A().Class("toast__link").Href(s.href(cartPath)).Text(s.Text.SeeCart)
		}),
		s.closeButton("toast__close", r.onCloseToast),
	)
}

func (r *Root) onCloseToast(ctx app.Context, e app.Event) {
	r.store.message.toast = false
	r.store.focus("content")
}

// newsList is what happened to the session before this page was opened: what
// could not be kept, what changed in the shop.
func (s *Store) newsList() app.UI {
	if len(s.news) == 0 {
		return div("news news--none")
	}
	heading := s.Text.NewsHeading
	if s.newsOfOrder {
		heading = s.Text.Order.Title
	}
	return app.Section().Class("news").Aria("labelledby", "news-heading").Body(
		app.H2().Class("news__heading").ID("news-heading").Text(heading),
		app.Ul().Class("news__list").Body(
			app.Range(s.news).Slice(func(i int) app.UI { return app.Li().Text(s.news[i]) }),
		),
		app.If(s.newsOfOrder, func() app.UI {
			return app.A().Class("news__order").Href(s.href(thanksPath)).Text(s.Text.Order.LastOrder)
		}),
		s.closeButton("news__close", s.onCloseNews),
	)
}

func (s *Store) onCloseNews(ctx app.Context, e app.Event) {
	s.news, s.newsOfOrder = nil, false
	s.focus("content")
}

// toastTime is how long a notice stays. What it says stays in the live region.
const toastTime = 7 * time.Second

// expire takes the notice of the last message away after a while. Handlers call
// it after every change; a notice whose page is left goes with the page.
func (s *Store) expire() {
	if !s.message.toast {
		return
	}
	number := s.message.number
	s.root.After(toastTime, func(app.Context) {
		if s.message.number == number {
			s.message.toast = false
		}
	})
}
