// Package pages maps addresses to pages, and draws the layout around them:
// header, live region, messages and footer.
//
// [New] returns a [Shop]. [Shop.Route] lists all pages. [NewRoot] returns the
// component that shows the page at an address: the browser program mounts it,
// and the server writes its HTML.
package pages

import (
	"carrito/app/address"
	"carrito/app/catalog"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/ui/cart"
	"carrito/app/ui/checkout"
	"carrito/app/ui/list"
	"carrito/app/ui/part"
	"carrito/app/ui/product"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Shop is all pages of a shop, for one shopper.
type Shop struct {
	*part.Screen

	list     *list.Screen
	product  *product.Screen
	cart     *cart.Screen
	checkout *checkout.Screen

	changed func(renewed bool) // draws the page again; renewed reports a new catalogue
	here    string             // path of the page that is shown
	old     bool               // whether Here is of an earlier catalogue
	status  status
}

// New returns the pages of a valid shop. As on the server, the session is empty
// and in memory until [Shop.Open].
func New(s *shop.Shop, products *catalog.Catalog) *Shop {
	screen := part.NewScreen(s, products)
	l := list.New(screen)
	return &Shop{
		Screen: screen, list: l, product: product.New(screen, l), cart: cart.New(screen), checkout: checkout.New(screen),
		changed: func(bool) {},
	}
}

// Arrive connects the pages with a browser, in which they will replace the
// server's page once they are drawn. It must be called before [Shop.Open].
func (s *Shop) Arrive(b part.Browser) { s.Browser, s.Phase = b, part.Arriving }

// Open reads the shopper's session from storage.
func (s *Shop) Open(storage session.Storage) {
	s.Shopper.Open(storage, early())
	if s.Phase != part.Arriving {
		s.Phase = part.Live
		s.join()
	}
}

// join connects the session with those of other tabs. Until the page is handed
// over, boot.js talks to them.
func (s *Shop) join() {
	s.Join(s.Browser.Tabs(), func(renewed bool) {
		s.changed(renewed)
		if s.here == address.Checkout {
			// After pending input events, so that nothing just typed is overwritten.
			s.Root.Dispatch(func(ctx app.Context) { ctx.Defer(func(app.Context) { s.checkout.Fill(false) }) })
		}
	})
}

// AddressChanged opens the cart link that the shopper has put into the address of
// the open page, if any. It must not be called before the first page is drawn.
func (s *Shop) AddressChanged() { s.cart.AddressChanged() }

// Whole tells that all of the program is there. It may be called from any goroutine.
func (s *Shop) Whole() { s.Do(s.list.DrawFilters) }
