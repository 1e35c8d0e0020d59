package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shownPage is the page that the shopper has before them; see [shopper.Page].
type shownPage struct{ store *Store }

func (p shownPage) Path() string { return p.store.here }

func (p shownPage) Navigate(path string) {
	p.store.root.Dispatch(func(ctx app.Context) { ctx.Navigate(p.store.Href(path)) })
}

func (p shownPage) Focus(id string) { p.store.focus(id) }

func (p shownPage) After(d time.Duration, f func()) {
	p.store.root.After(d, func(app.Context) { f() })
}
