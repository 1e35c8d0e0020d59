// Package ui is what the shopper sees: one layout, one file for each page, and
// the parts they are made of.
//
// Use [NewRoot] with a [Store] to show the shop at an address; the browser
// program mounts it, the server writes its HTML. [Store.Route] is the table of
// contents: which address is which page. Pages read the [shopper.Shopper] and
// change it only through its actions.
package ui

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/shopper"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
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
}

// Store is what a page draws: the shopper, and the state of the pages themselves.
type Store struct {
	*shopper.Shopper

	Sized   catalog.Sized // the pictures made from the originals
	Phase   Phase
	Browser Browser

	root    app.Context        // of the Root, which outlives whatever was pressed
	changed func(renewed bool) // draws the page anew, of a renewed catalogue or not
	here    string             // path of the page that is shown
	sharing sharing            // the cart, as a link
	status  status
}

// NewStore returns a store for a checked shop and catalogue whose session is
// empty and in memory: the one the server renders from.
func NewStore(s *shop.Shop, products *catalog.Catalog) *Store {
	return &Store{Shopper: shopper.New(s, products), Browser: nothing{}, changed: func(bool) {}}
}

// Arrive prepares the page of a browser, in which it takes the place of the
// server's once it is drawn. It is called before [Store.Open].
func (s *Store) Arrive(b Browser) { s.Browser, s.Phase = b, Arriving }

// Open reads the shopper's session from storage and makes the store live.
func (s *Store) Open(storage session.Storage) {
	s.Shopper.Open(storage, early())
	if s.Phase != Arriving {
		s.Phase = Live
		s.join()
	}
}

// join makes the session one with those of the other tabs. Until the page is
// handed over boot.js speaks with them.
func (s *Store) join() {
	s.Join(func(renewed bool) {
		s.changed(renewed)
		if s.here == address.Checkout {
			// Behind what was typed and is not yet taken over.
			s.root.Dispatch(func(ctx app.Context) { ctx.Defer(func(app.Context) { s.fill(false) }) })
		}
	})
}

// nothing is the Browser of the server.
type nothing struct{}

func (nothing) Pause()               {}
func (nothing) HandOver() bool       { return true }
func (nothing) Arrived()             {}
func (nothing) Moment(string) string { return "" }
