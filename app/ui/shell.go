package ui

import (
	"net/url"

	"carrito/app/address"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// NewShell returns what stands in the shell: the frame of every page, with a calm
// picture of one where the program will draw the page of the address.
func NewShell(s *Store) (*Root, Page) {
	page := Page{Body: s.skeleton}
	return &Root{store: s, at: &url.URL{Path: s.Href(address.Home)}, page: page}, page
}

func (s *Store) skeleton() app.UI {
	const cards = 8
	return div("skeleton",
		paragraph("visually-hidden", s.Text.Opening),
		app.Div().Class("skeleton__title").Aria("hidden", true),
		app.Div().Class("grid").Aria("hidden", true).Body(
			app.Range(make([]struct{}, cards)).Slice(func(int) app.UI {
				return div("grid__cell", app.Div().Class("card__frame"))
			}),
		),
	)
}
