package shopper

import (
	"strings"
	"testing"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/session"
	"carrito/app/shop"
)

// divided returns a shopper in a shop whose 33 products come in two parts, none of which
// is there, with units of product 1 and, in the second part, of product 33.
func divided(t *testing.T, stored string) *Shopper {
	t.Helper()
	var storage session.Memory
	storage.Set(session.Cart, stored)
	return open(t, "es", `{"sizes": "}^", "folder": "/p.", "files": {}, "steps": [1, 32], "parts": ["a", "b"], "categories": []}`, &storage)
}

const lastStored = `{"33": {"nombre": "Faja", "precio": "10.00", "cantidad": 1}}`

// supply gives the shopper the second part, of one product that costs 12.00 and of which
// there are three.
func supply(t *testing.T, s *Shopper) {
	t.Helper()
	wanted := s.Catalog.Wanted()
	if len(wanted) != 1 || wanted[0].Index != 1 {
		t.Fatalf("got the parts %v asked for, want the second", wanted)
	}
	content := read(t, `[{"id": 33, "slug": "faja", "name": "Faja", "price": "12.00", "category": "Fajas", "stock": 3}]`)
	if err := s.Catalog.Put(1, content); err != nil {
		t.Fatal(err)
	}
	s.Supplied()
}

// While the products of a link are on their way, nothing of it can be taken. Then it is
// checked like any other.
func TestLinkAwaitsItsProducts(t *testing.T) {
	s := divided(t, "")
	made := cart.New([]cart.Line{{ProductID: 33, Quantity: 5, Name: "Gorra"}})
	link, err := made.Link()
	if err != nil {
		t.Fatal(err)
	}
	s.Link.Open(link)
	if got := s.Link.Take(); got != (Result{}) || s.Session.Cart().Count() != 0 || !s.Link.Awaits() {
		t.Fatalf("before its product: got %+v and %d units, want it to do nothing", got, s.Session.Cart().Count())
	}
	if _, opened := s.Link.Opened(); !opened {
		t.Fatal("before its product: got the link closed, want it open")
	}
	supply(t, s)
	c, less := s.Link.Cart()
	want := []string{spanish.RenamedInLink("Faja"), spanish.OnlyLeft("Faja", 3)}
	if s.Link.Awaits() || strings.Join(less, "\n") != strings.Join(want, "\n") || s.Money(c.Subtotal()) != "S/ 36.00" {
		t.Errorf("with its product: got %q and %s, want %q and S/ 36.00", less, s.Money(c.Subtotal()), want)
	}
	if got := s.Link.Take(); !got.Done || s.Session.Cart().Count() != 3 {
		t.Errorf("with its product: got %+v and %d units, want 3", got, s.Session.Cart().Count())
	}
}

// A quantity can be set before the product is there. Its stock is checked later.
func TestQuantityBeforeTheProduct(t *testing.T) {
	s := divided(t, lastStored)
	for _, test := range []struct {
		typed string
		want  string
		units int
	}{
		{"2", spanish.QuantitySet("Faja", 2) + " " + spanish.SubtotalIs("S/ 20.00"), 2},
		{"1000", spanish.BadQuantity, 2},
		{"-1", spanish.BadQuantity, 2},
		{"7", spanish.QuantitySet("Faja", 7) + " " + spanish.SubtotalIs("S/ 70.00"), 7},
	} {
		got := s.SetQuantity("33", test.typed)
		if got.Text != test.want || got.Error != (test.want == spanish.BadQuantity) || s.Session.Cart().Count() != test.units {
			t.Errorf("%s: got %+v and %d units, want %q and %d", test.typed, got, s.Session.Cart().Count(), test.want, test.units)
		}
	}
	supply(t, s)
	if got := s.Session.Cart().Count(); got != 3 {
		t.Errorf("with the product: got %d units, want 3", got)
	}
}

// An order that nobody checks is not sent with prices that may be old while the products
// are on their way. If they cannot be loaded, or take too long, it can be sent: an order
// must be possible without a connection.
func TestOrderAwaitsPrices(t *testing.T) {
	prepare := func() (*Shopper, *posts, *fakePage) {
		s, posted := posting(t)
		ordered(s)
		page := &fakePage{path: address.Checkout}
		s.Page = page
		s.SetCatalog(read(t, `{"sizes": "}^", "folder": "/p.", "files": {}, "steps": [1, 39], "parts": ["a", "b"], "categories": []}`), "new")
		s.Catalog.Wanted()
		s.Shop.Orders.Channels = append(s.Shop.Orders.Channels, shop.Channel{Kind: shop.PostChannel, URL: "https://orders.example/"})
		return s, posted, page
	}
	sends := map[string]func(s *Shopper) bool{
		shop.WhatsAppChannel: func(s *Shopper) bool { _, ok := s.Checkout.SendByHand(shop.WhatsAppChannel); return ok },
		shop.PostChannel:     func(s *Shopper) bool { return s.Checkout.Send(shop.PostChannel) },
	}
	for kind, send := range sends {
		for name, then := range map[string]func(s *Shopper, page *fakePage){
			"could not be loaded": func(s *Shopper, _ *fakePage) { s.Lacking = true },
			"takes too long":      func(_ *Shopper, page *fakePage) { page.pass() },
		} {
			s, posted, page := prepare()
			for range 2 {
				if send(s) || len(*posted) > 0 {
					t.Fatalf("%s: got the order sent with prices that may be old, want it held", kind)
				}
				announced(t, s, spanishOrder.PricesChecking, true)
			}
			if wanted := s.Catalog.Wanted(); len(wanted) != 1 || wanted[0].Index != 0 {
				t.Errorf("%s: got the parts %v asked for, want the first", kind, wanted)
			}
			if then(s, page); !s.Lacking || !send(s) {
				t.Errorf("%s, %s: got the order held, want it sent", kind, name)
			}
		}
	}
	s, posted, page := prepare()
	if !s.Checkout.Send(shop.ServerChannel) || len(*posted) != 1 {
		t.Error("got the order held, want it sent to the server, which checks the prices")
	}
	s.Checkout.SendByHand(shop.WhatsAppChannel)
	page.path = address.Cart
	if page.pass(); s.Lacking {
		t.Error("on another page: got a part that could not be loaded, want none")
	}
}
