package ui

import (
	"cmp"

	"carrito/app/address"

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
			onElement("title", func(title app.Value) { title.Call("focus", map[string]any{"preventScroll": true}) })
		}
		app.Window().Call("carritoArrive", another)
	})
}

// focus moves the focus to the element with this id once the page is drawn. It
// goes by the root's context: what was pressed may be gone by then.
func (s *Store) focus(id string) {
	s.root.Defer(func(app.Context) {
		onElement(id, func(e app.Value) { e.Call("focus") })
	})
}

// onElement calls do with the element with this id. An extension may have taken
// it off the page: then it does nothing.
func onElement(id string, do func(app.Value)) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		do(e)
	}
}

// describe writes title, description and canonical address into the head of
// the document, as the server does for the page that is opened first.
func (s *Store) describe(ctx app.Context, p Page) {
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
func (s *Store) DocumentTitle(p Page) string {
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
func (s *Store) DocumentDescription(p Page) string { return cmp.Or(p.Description, s.Shop.Description) }
