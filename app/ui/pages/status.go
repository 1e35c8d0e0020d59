package pages

import (
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// status is what the foot of the page says about the shop.
type status struct {
	stale  catalog.Staleness
	day    string // day of the prices, in words, while they are stale
	update func() // switches to the new version of the shop; nil if there is none
}

// SetStaleness sets why the prices on every page may be out of date, and their
// day in words. The day is empty if it is unknown.
func (s *Shop) SetStaleness(why catalog.Staleness, day string) {
	began := s.status.stale == catalog.Fresh && why != catalog.Fresh
	s.status.stale, s.status.day = why, day
	if began && !s.Message.Toast {
		s.Announce(s.staleText(), false)
	}
}

// Renew replaces the catalogue with the one at address. The list that is shown keeps its places.
func (s *Shop) Renew(products *catalog.Catalog, address string, sized catalog.Sized) {
	s.Sized, s.old, s.Lacking = sized, true, false
	s.list.Hold()
	s.SetCatalog(products, address)
	s.drawLoaded()
}

// Supplied draws the page with products that were loaded since the catalogue was set.
// failed reports whether others could not be loaded.
func (s *Shop) Supplied(failed bool) {
	s.Lacking = failed
	s.Shopper.Supplied()
	s.drawLoaded()
}

// drawLoaded calls Loaded once the page is drawn with what was loaded, and draws it again.
func (s *Shop) drawLoaded() {
	s.Root.Defer(func(ctx app.Context) {
		if s.Loaded != nil {
			s.Loaded()
			ctx.Dispatch(nil)
		}
	})
}

// OfferUpdate offers a new version of the shop. take switches to it.
func (s *Shop) OfferUpdate(take func()) { s.status.update = take }

func (s *Shop) staleText() string {
	text := s.Text.NoConnection
	switch {
	case s.status.stale == catalog.Fresh:
		return ""
	case s.status.stale == catalog.Unreadable:
		text = s.Text.PricesUnreadable
	}
	if s.status.day == "" {
		return text + " " + s.Text.PricesMayDiffer
	}
	return text + " " + s.Text.PricesOf(s.status.day)
}

// bars draws bars at the foot of the page and of the screen: that prices may be out
// of date, and that there is a new version. They cover nothing and move nothing.
func (s *Shop) bars() app.UI {
	if s.status.stale == catalog.Fresh && s.status.update == nil {
		return part.Div("bars bars--none")
	}
	var bars []app.UI
	if s.status.stale != catalog.Fresh {
		bars = append(bars, part.Paragraph("bars__doubt", s.staleText()))
	}
	if s.status.update != nil {
		bars = append(bars, app.P().Class("bars__update").Body(
			part.Span("", s.Text.NewVersion),
			app.Button().Class("bars__take").Type("button").Text(s.Text.TakeUpdate).OnClick(s.onUpdate),
		))
	}
	return app.Aside().Class("bars").Aria("label", s.Text.ShopState).Body(bars...)
}

// class returns the class of the page. It says which bars are shown, so that
// the fixed button on a product's page makes room for them.
func (s *Shop) class() string {
	class := "shop"
	if s.status.stale != catalog.Fresh {
		class += " shop--doubt"
	}
	if s.status.update != nil {
		class += " shop--update"
	}
	return class
}

func (s *Shop) onUpdate(ctx app.Context, e app.Event) { s.status.update() }

// installButton draws the button that installs the shop. boot.js shows it while
// the browser offers that, and handles the press.
func (s *Shop) installButton() app.UI {
	return app.Button().Class("button footer__install").Type("button").Text(s.Text.Install)
}

// backButton draws a Back button, for windows without the browser's own.
// boot.js handles the press.
func (s *Shop) backButton() app.UI {
	return app.Button().Class("header__back").Type("button").Aria("label", s.Text.GoBack).Body(part.Icon("back"))
}
