package shopper

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/session"
)

// divided returns a shopper in a shop whose 33 products come in two parts, none of which
// is there, with units of product 1 and, in the second part, of product 33.
func divided(t *testing.T, stored string) *Shopper {
	t.Helper()
	var storage session.Memory
	storage.Set(session.Cart, stored)
	return open(t, "es", `{"total": 33, "folder": "/p.", "files": {}, "first": [1, 33], "parts": ["a", "b"], "categories": []}`, &storage)
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
