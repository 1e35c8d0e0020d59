package pages

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shownPage is the page that is shown, as a [shopper.Page].
type shownPage struct{ shop *Shop }

func (p shownPage) Path() string { return p.shop.here }

func (p shownPage) Navigate(path string) {
	p.shop.Root.Dispatch(func(ctx app.Context) { ctx.Navigate(p.shop.Href(path)) })
}

func (p shownPage) Load(path, back string) {
	p.shop.Root.Dispatch(func(app.Context) { p.shop.Browser.Load(p.shop.Prefix+path, p.shop.Href(back)) })
}

func (p shownPage) Focus(id string) { p.shop.Focus(id) }

func (p shownPage) Press(id string) { p.shop.Press(id) }

func (p shownPage) After(d time.Duration, f func()) {
	p.shop.Root.After(d, func(ctx app.Context) {
		f()
		p.shop.DrawAfterPress(ctx)
	})
}
