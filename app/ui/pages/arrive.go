package pages

import (
	"cmp"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// arrive puts the shopper where a new page begins, once it is drawn: at its top
// with the focus on its title, or, after Back and Forward, where that page was
// left. Package main keeps the scroll position with each history entry. It must
// hear of a page that is not another one too, whose address alone has changed.
func arrive(ctx app.Context, another bool) {
	if !app.IsClient {
		return
	}
	ctx.Defer(func(app.Context) {
		if another {
			part.OnElement("title", func(title app.Value) { title.Call("focus", map[string]any{"preventScroll": true}) })
		}
		app.Window().Get("carrito").Call("arrive", another)
	})
}

// describe writes title, description and canonical address into the head of
// the document, as the server does for the page that is opened first.
func (s *Shop) describe(ctx app.Context, p part.Page) {
	if !app.IsClient {
		return
	}
	ctx.Page().SetTitle("%s", s.DocumentTitle(p))
	ctx.Page().SetDescription("%s", s.DocumentDescription(p))
	canonical := app.Window().Get("document").Call("querySelector", "link[rel=canonical]")
	if canonical.Truthy() && p.Canonical != "" {
		canonical.Set("href", s.Full(p.Canonical))
	}
}

// DocumentTitle is the title of a page with the shop's name.
func (s *Shop) DocumentTitle(p part.Page) string {
	switch {
	case p.Title == "":
		return s.Shop.Name
	case p.Canonical == address.Home:
		return s.Text.PageTitle(s.Shop.Name, p.Title)
	default:
		return s.Text.PageTitle(p.Title, s.Shop.Name)
	}
}

// DocumentDescription is a page's own description, or else the shop's.
func (s *Shop) DocumentDescription(p part.Page) string {
	return cmp.Or(p.Description, s.Shop.Description)
}
