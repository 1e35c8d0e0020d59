package pages

import (
	"carrito/app/catalog"
	"carrito/app/ui/part"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// status is what the foot of the page says of the shop.
type status struct {
	stale  catalog.Staleness
	day    string // of the prices, in words, while they are stale
	update func() // takes the new version of the shop; nil if there is none
}

// SetStaleness sets why the prices on every page may be old, and of which day
// they are, in words; an empty day is unknown.
func (s *Shop) SetStaleness(why catalog.Staleness, day string) {
	began := s.status.stale == catalog.Fresh && why != catalog.Fresh
	s.status.stale, s.status.day = why, day
	if began && !s.Message.Toast {
		s.Announce(s.staleText(), false)
	}
}

// Renew shows another catalogue, from an address, in place of the present one.
func (s *Shop) Renew(products *catalog.Catalog, address string, sized catalog.Sized) {
	s.Sized = sized
	s.SetCatalog(products, address)
}

// OfferUpdate says that there is a new version of the shop, which take takes.
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

// bars are at the foot of every page, and of the screen: that prices may be old,
// and that there is a new version. They cover nothing and move nothing.
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

// class is the class of every page. It says which bars are at the foot of the
// screen, for the button that buys to make room.
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

// installButton is shown by boot.js, which also takes the press, as long as the
// browser offers to install the shop.
func (s *Shop) installButton() app.UI {
	return app.Button().Class("button footer__install").Type("button").Text(s.Text.Install)
}

// backButton stands in for the browser's own where the shop is shown without one.
// boot.js takes the press.
func (s *Shop) backButton() app.UI {
	return app.Button().Class("header__back").Type("button").Aria("label", s.Text.GoBack).Body(part.Icon("back"))
}
