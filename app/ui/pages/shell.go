package pages

import (
	"net/url"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// NewShell returns the shell: the frame of every page around a placeholder. Without a
// network the service worker serves it for any address; the program then draws the page.
func NewShell(s *Shop) (*Root, part.Page) {
	page := part.Page{Body: s.skeleton}
	return &Root{shop: s, at: &url.URL{Path: s.Href(address.Home)}, page: page}, page
}

func (s *Shop) skeleton() app.UI {
	const cards = 8
	return part.Div("skeleton",
		part.Paragraph("visually-hidden", s.Text.Opening),
		app.Div().Class("skeleton__title").Aria("hidden", true),
		app.Div().Class("grid").Aria("hidden", true).Body(
			app.Range(make([]struct{}, cards)).Slice(func(int) app.UI {
				return part.Div("grid__cell", app.Div().Class("card__frame"))
			}),
		),
	)
}
