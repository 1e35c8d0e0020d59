package part

import (
	"carrito/app/address"
	"carrito/app/catalog"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Here is what the page at an address shows of a catalogue in parts. The server writes it
// into the page, so that the program need not wait for the parts.
type Here struct {
	At       string // address of a list within the shop, in its shortest form, with what it ignores; or of a product
	Products []*catalog.Product
	Total    int    // number of products of the list on all its pages
	Names    string // of the chosen values of its filters, each with a line feed
	Chosen   string // if they are others than in the address, their query after "?" if some do not exist, or after "&"

	// Of a search, the queries that may be meant and the words that were left out.
	Near, Left []string
}

// OpeningPage stands in for a page whose product is on its way.
func (s *Screen) OpeningPage() Page {
	title := s.Text.Opening
	if s.Lacking {
		title = s.Text.Trouble
	}
	return Page{Title: title, Body: s.Loading}
}

// Loading stands in for the content of a page that is on its way.
func (s *Screen) Loading() app.UI {
	if s.Lacking {
		return Div("empty",
			Title(s.Text.Trouble),
			Paragraph("empty__text", s.Text.NotLoaded),
			Button("button button--main", s.Text.Retry, s.onReopen),
			app.A().Class("button").Href(s.Href(address.Home)).Text(s.Text.SeeProducts),
		)
	}
	return s.Skeleton("h1")
}

// Skeleton draws the shape of a page, and says to screen readers in an element with this tag
// that the page is opened: in a heading if the page has no other.
func (s *Screen) Skeleton(tag string) app.UI {
	const cards = 8
	return Div("skeleton",
		app.Elem(tag).Class("visually-hidden").Text(s.Text.Opening),
		app.Div().Class("skeleton__title").Aria("hidden", true),
		app.Div().Class("grid").Aria("hidden", true).Body(
			app.Range(make([]struct{}, cards)).Slice(func(int) app.UI {
				return Div("grid__cell", app.Div().Class("card__frame"))
			}),
		),
	)
}

// Unloaded says below a list that some of its products could not be loaded.
func (s *Screen) Unloaded() app.UI {
	if !s.Lacking {
		return Div("lacking lacking--none")
	}
	return Div("lacking",
		app.P().Class("lacking__text").Attr("role", "alert").Text(s.Text.NotLoaded),
		Button("button", s.Text.Retry, s.onRetry),
	)
}

// UnloadedCart says that products in the cart could not be loaded, so that its prices may
// be old.
func (s *Screen) UnloadedCart() app.UI {
	if !s.Awaits() {
		return Div("lacking lacking--none")
	}
	return s.Unloaded()
}

func (s *Screen) onRetry(ctx app.Context, e app.Event) { s.RetryParts() }

// onReopen is like onRetry, where the button gives way to the page that is opened.
func (s *Screen) onReopen(ctx app.Context, e app.Event) {
	s.RetryParts()
	s.Root.Defer(func(app.Context) { FocusTitle() })
}

// RetryParts asks again for the parts of the catalogue that could not be loaded.
func (s *Screen) RetryParts() {
	if s.Lacking {
		s.Lacking = false
		s.Browser.Retry()
		s.Shopper.Supplied()
	}
}
