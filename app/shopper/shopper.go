// Package shopper models what a shopper has and does in the shop: the cart,
// the favourites, the order, and what the shop announces.
//
// A [Shopper] holds the state. Each action is a method: it changes the session
// and returns a [Result] with the shop's answer. The answer is also the next
// message of [Notices], so that no caller can forget to show it. A [Checkout]
// is the form of an order, and [Orders] tracks the orders that were sent.
//
// The package knows neither go-app nor the browser. Package ui draws a
// Shopper.
package shopper

import (
	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/text"
)

// Shopper is one shopper in one shop.
type Shopper struct {
	address.Site
	*Notices

	Shop    *shop.Shop
	Terms   *order.Terms
	Catalog *catalog.Catalog // see [Shopper.SetCatalog]
	Text    *text.Text
	Session *session.Session

	// Lacking reports that a part of the catalogue could not be loaded.
	Lacking bool

	// Live is false on the server, where no cart is known.
	Live bool

	Checkout *Checkout
	Orders   *Orders
	Link     *Link

	renewed bool      // whether there are products that pages have not been told of
	removed []removed // what [Shopper.Undo] puts back
}

// New returns a shopper in a valid shop. As on the server, the session is empty
// and in memory until [Shopper.Open].
func New(s *shop.Shop, products *catalog.Catalog) *Shopper {
	c := &Shopper{Shop: s, Catalog: products, Text: text.In(s.Language)}
	c.Site.Base = s.BaseURL
	c.Notices = &Notices{Page: noPage{}}
	c.Terms = order.NewTerms(s)
	c.Session, _ = session.Open(&session.Memory{}, c.catalog, s.Name, s.Money.Digits)
	c.Checkout = &Checkout{shopper: c, Promos: Unchecked{}}
	c.Orders = &Orders{shopper: c, Sender: nobody{}}
	c.Link = &Link{shopper: c}
	return c
}

// catalog returns the present catalogue. Nobody but the shopper stores it.
func (s *Shopper) catalog() *catalog.Catalog { return s.Catalog }

// Early is what boot.js did before the program ran.
type Early struct {
	Lost []string // names of stored lines that it could not read; "" for the whole cart
	Cart string   // JSON of the cart before its last removal, or ""
}

// Open reads the session from storage, and adds to the news what the shopper
// must know about it.
func (s *Shopper) Open(storage session.Storage, early Early) {
	opened, news := session.Open(storage, s.catalog, s.Shop.Name, s.Shop.Money.Digits)
	s.Session, s.Live = opened, true
	for _, name := range early.Lost {
		if name != "" {
			news.Damage.Dropped = append(news.Damage.Dropped, name)
		} else {
			news.Damage.Unreadable = true
		}
	}
	if early.Cart != "" {
		s.removed = s.missing(early.Cart)
	}
	s.Checkout.reset()
	s.report(news)
}

// Reopen reads the session again from the same storage.
func (s *Shopper) Reopen(early Early) { s.Open(s.Session.Storage(), early) }

// missing returns the lines of an earlier cart that the present one does not have.
func (s *Shopper) missing(earlier string) []removed {
	before, _ := cart.Parse(earlier, s.Shop.Money.Digits)
	before.Reconcile(s.Catalog)
	var gone []removed
	for place, line := range before.Lines() {
		if _, ok := s.Session.Cart().Line(line.Key()); !ok {
			gone = append(gone, removed{line, place})
		}
	}
	return gone
}

// Join connects the session with those of the other tabs. changed is called
// after another tab or another catalogue has changed it; renewed reports
// whether the catalogue is new.
func (s *Shopper) Join(tabs session.Tabs, changed func(renewed bool)) {
	s.renewed = false
	tabs.Heard = func(news session.News) {
		renewed := s.renewed
		s.renewed = false
		s.report(news)
		changed(renewed)
	}
	s.Session.Join(tabs)
}

// SetCatalog replaces the catalogue with the one that the shop now has at
// address. The news says what that changes in the cart.
func (s *Shopper) SetCatalog(products *catalog.Catalog, address string) {
	s.Catalog, s.renewed = products, true
	s.Session.Compared(address)
}

// Supplied takes up products that were loaded since the catalogue was set.
func (s *Shopper) Supplied() {
	s.renewed = true
	s.Session.Supplied()
}

// Awaits reports whether a product in the cart is not loaded, so that its price may be old.
// It asks for all such products.
func (s *Shopper) Awaits() bool { return s.Session.Cart().Awaits(s.Catalog) }

// ConfirmCatalog records that the shop still has the present catalogue, at address.
func (s *Shopper) ConfirmCatalog(address string) { s.Session.Compared(address) }

// View records in the session that the shopper looks at a product.
func (s *Shopper) View(p *catalog.Product) {
	s.Session.View(p.ID)
	s.warnOfStorage()
}

// Leave drops the state of the page that the shopper leaves.
func (s *Shopper) Leave() {
	s.removed = nil
	s.Link.linked = nil
	s.Checkout.reset()
	s.Notices.clear()
}

// Money formats an amount in the shop's currency.
func (s *Shopper) Money(a money.Amount) string { return s.Shop.Money.Text(a) }

// products returns the latest of the products with these ids, and asks for those that are not
// loaded.
func (s *Shopper) products(ids []int) []*catalog.Product {
	var products []*catalog.Product
	for _, id := range ids {
		if p, ok := s.Catalog.Latest(id); ok {
			products = append(products, p)
		}
	}
	return products
}
