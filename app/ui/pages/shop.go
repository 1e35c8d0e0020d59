// Package pages is the shop as pages: which address is which page, and what stands
// around each of them.
//
// [New] returns a [Shop]. [Shop.Route] is the table of contents. [NewRoot] returns
// the component that shows the shop at an address: the browser program mounts it,
// the server writes its HTML.
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

	changed func(renewed bool) // draws the page anew, of a renewed catalogue or not
	here    string             // path of the page that is shown
	status  status
}

// New returns the pages of a checked shop and catalogue. The session is empty and
// in memory, as the server draws it, until [Shop.Open].
func New(s *shop.Shop, products *catalog.Catalog) *Shop {
	screen := part.NewScreen(s, products)
	l := list.New(screen)
	return &Shop{
		Screen: screen, list: l, product: product.New(screen, l), cart: cart.New(screen), checkout: checkout.New(screen),
		changed: func(bool) {},
	}
}

// Arrive prepares the page of a browser, in which it takes the place of the
// server's once it is drawn. It is called before [Shop.Open].
func (s *Shop) Arrive(b part.Browser) { s.Browser, s.Phase = b, part.Arriving }

// Open reads the shopper's session from storage and makes the store live.
func (s *Shop) Open(storage session.Storage) {
	s.Shopper.Open(storage, early())
	if s.Phase != part.Arriving {
		s.Phase = part.Live
		s.join()
	}
}

// join makes the session one with those of the other tabs. Until the page is
// handed over boot.js speaks with them.
func (s *Shop) join() {
	s.Join(s.Browser.Tabs(), func(renewed bool) {
		s.changed(renewed)
		if s.here == address.Checkout {
			// Behind what was typed and is not yet taken over.
			s.Root.Dispatch(func(ctx app.Context) { ctx.Defer(func(app.Context) { s.checkout.Fill(false) }) })
		}
	})
}

// AddressChanged opens the cart link that the shopper has put into the address
// while the page was open. It may be called once the first page is drawn.
func (s *Shop) AddressChanged() { s.cart.AddressChanged() }
