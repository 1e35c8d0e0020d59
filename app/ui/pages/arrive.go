package pages

import (
	"cmp"

	"carrito/app/address"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// arrive moves to the start of a page once it is drawn: to its top, with the
// focus on its title. After Back and Forward it restores the scroll position,
// which package browser stores with each history entry. another is false if
// only the address has changed; package browser must hear of that too.
func arrive(ctx app.Context, another bool) {
	if !app.IsClient {
		return
	}
	ctx.Defer(func(app.Context) {
		if another {
			part.FocusTitle()
		}
		app.Window().Get("carrito").Call("arrive", another)
	})
}

// settle moves the focus to the title of a page that came late, once it is drawn, unless
// the shopper has moved the focus meanwhile.
func settle(ctx app.Context) {
	if !app.IsClient {
		return
	}
	ctx.Defer(func(app.Context) {
		focused := app.Window().Get("document").Get("activeElement")
		if focused.Truthy() && focused.Get("id").String() == part.ContentID {
			part.FocusTitle()
		}
	})
}

// describe sets the title, the description and the canonical address in the
// head of the document. In the first page the server has written them.
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

// DocumentTitle returns the title of a page with the shop's name.
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

// DocumentDescription returns a page's description, or else the shop's.
func (s *Shop) DocumentDescription(p part.Page) string {
	return cmp.Or(p.Description, s.Shop.Description)
}
