// Package part draws what all pages share: pictures, prices, buttons and the
// like. A [Screen] is what pages draw from.
package part

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/catalog"
	"carrito/app/outbox"
	"carrito/app/search"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/shopper"
)

// Phase is how far the program's page has come to replace the server's.
type Phase int

const (
	Server   Phase = iota // the server writes the page
	Arriving              // the browser shows the server's page while the program draws its own
	Live                  // the browser shows the program's page
)

// Browser is what pages need from the browser.
type Browser interface {
	// Pause is called between the parts of the first page, so that the server's
	// page stays responsive.
	Pause()
	// HandOver replaces the server's page with the program's. It returns false
	// if that has to wait.
	HandOver() bool
	// Pressed reports whether a press of the shopper lasts. It must end on the element on
	// which it began.
	Pressed() bool
	// Arrived is called when another page is shown.
	Arrived()
	// Supply is called after each drawing. It starts to fetch the parts of the catalogue
	// that were asked for.
	Supply()
	// Retry tries again to fetch the parts that could not be fetched.
	Retry()
	// Load loads a page that the server draws, by its address. The page at the address
	// back takes the place of the shown one.
	Load(address, back string)
	// Moment formats an RFC 3339 time in the shop's locale. It returns "" if it
	// cannot.
	Moment(text string) string
	// Tabs returns the connection between the session and those of other tabs.
	Tabs() session.Tabs
}

// Screen is what a page draws from, and the state of the page that is open.
type Screen struct {
	*shopper.Shopper

	Sized   catalog.Sized // which pictures were made from the originals
	Phase   Phase
	Browser Browser
	Here    Here // what came with the page

	// Alerts is empty if the shop offers no way to be told when a product is back. Otherwise
	// it is the path of the page that says which data the shop keeps, or AlertsAlone.
	Alerts string

	// Loaded is called after the page was drawn with parts of the catalogue that were
	// loaded, or with another catalogue. It may be nil.
	Loaded func()

	// Index returns the index of the catalogue's products, or nil while it is on its way.
	Index func() *search.Index

	// Refining is set if the next navigation opens the same list with other filters. It
	// is what to announce then.
	Refining string

	// Root is the context of the component at the top, which outlives the
	// element that was pressed.
	Root app.Context
}

// AlertsAlone is the value of [Screen.Alerts] for a shop without a page about data.
const AlertsAlone = "-"

// NewScreen returns a screen as on the server, where the session is empty and in memory.
func NewScreen(s *shop.Shop, products *catalog.Catalog) *Screen {
	screen := &Screen{Shopper: shopper.New(s, products), Browser: nothing{}}
	screen.Index = screen.ownIndex()
	return screen
}

// Do runs f on go-app's UI goroutine and then draws the page again, as [Screen.DrawAfterPress]
// does. It may be called from any goroutine once the first page is drawn.
func (s *Screen) Do(f func()) {
	s.Root.Dispatch(func(ctx app.Context) {
		f()
		s.DrawAfterPress(ctx)
	})
}

// pressRest is how long DrawAfterPress waits between two looks.
const pressRest = 15 * time.Millisecond

// DrawAfterPress ends an event that changes the page. If a press lasts, the page is drawn once
// that has ended: the press must end where it began, and what is pressed may move.
func (s *Screen) DrawAfterPress(ctx app.Context) {
	if s.Browser.Pressed() {
		ctx.PreventUpdate()
		s.Root.After(pressRest, s.DrawAfterPress)
	}
}

// Deliver applies the state of an order; see [shopper.Orders.Deliver].
func (s *Screen) Deliver(id string, d outbox.Delivery) bool { return s.Orders.Deliver(id, d) }

// nothing is the Browser on the server.
type nothing struct{}

func (nothing) Pause()               {}
func (nothing) HandOver() bool       { return true }
func (nothing) Pressed() bool        { return false }
func (nothing) Arrived()             {}
func (nothing) Supply()              {}
func (nothing) Retry()               {}
func (nothing) Load(string, string)  {}
func (nothing) Moment(string) string { return "" }
func (nothing) Tabs() session.Tabs   { return session.Tabs{} }
