// Package part is what all pages are drawn with: pictures, prices, buttons and the
// like, and the [Screen] that they are drawn for.
package part

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"carrito/app/catalog"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/shopper"
)

// Phase is how far the page has come from the server's to the program's.
type Phase int

const (
	Server   Phase = iota // the page is written by the server
	Arriving              // the server's page is shown, while the program draws its own
	Live                  // the program's page is shown
)

// Browser is what pages need of the browser program.
type Browser interface {
	// Pause is called between the parts of the first page, so that the shopper can
	// use the server's page meanwhile.
	Pause()
	// HandOver puts the program's page in the place of the server's. It returns
	// false if that has to wait.
	HandOver() bool
	// Arrived is called when another page is shown.
	Arrived()
	// Moment writes a moment (RFC 3339) as the shop's locale does. It returns "" if
	// it cannot.
	Moment(text string) string
	// Tabs connects the session with those of the other tabs.
	Tabs() session.Tabs
}

// Screen is what a page draws from, and the page as the shopper has it open.
type Screen struct {
	*shopper.Shopper

	Sized   catalog.Sized // the pictures made from the originals
	Phase   Phase
	Browser Browser

	// Root is the context of the component at the top, which outlives whatever was
	// pressed.
	Root app.Context
}

// NewScreen returns the screen of the server: its session is empty and in memory.
func NewScreen(s *shop.Shop, products *catalog.Catalog) *Screen {
	return &Screen{Shopper: shopper.New(s, products), Browser: nothing{}}
}

// Do lets f change the shopper while pages are shown, and draws them anew. It may
// be called from any goroutine once the first page is drawn.
func (s *Screen) Do(f func()) { s.Root.Dispatch(func(app.Context) { f() }) }

// Deliver shows what became of an order; see [shopper.Orders.Deliver].
func (s *Screen) Deliver(id string, d outbox.Delivery) bool { return s.Orders.Deliver(id, d) }

// nothing is the Browser of the server.
type nothing struct{}

func (nothing) Pause()               {}
func (nothing) HandOver() bool       { return true }
func (nothing) Arrived()             {}
func (nothing) Moment(string) string { return "" }
func (nothing) Tabs() session.Tabs   { return session.Tabs{} }
