package order_test

import (
	"reflect"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

// Without settings, the terms neither add nor subtract anything.
func TestNewTermsOfNothing(t *testing.T) {
	terms := order.NewTerms(&shop.Shop{Currency: "JPY", Money: money.Format{Code: "JPY"}})
	f := terms.Price([]order.Line{{ProductID: 1, UnitPrice: money.FromMinor(500, 0), Quantity: 2}}, order.Delivery{}, order.Promo{}, "")
	if got, want := figures(f), "1000 0 0 0 1000"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPromo(t *testing.T) {
	terms := terms(t, nil)
	for _, test := range []struct {
		typed string
		want  bool
	}{
		{"DIEZ", true}, {"diez", true}, {"  Diez\n", true}, {"quince", true},
		{"", false}, {" ", false}, {"diezz", false}, {"di ez", false}, {"once", false},
	} {
		if p, got := terms.Promo(test.typed); got != test.want || got && p.Code != shop.NormalCode(test.typed) {
			t.Errorf("%q: got %q, %t, want %t", test.typed, p.Code, got, test.want)
		}
	}
	// A page does not know the codes, and finds no promo for an empty one.
	s := settings()
	for i := range s.Orders.Promos {
		s.Orders.Promos[i].Code, s.Orders.Promos[i].Salt, s.Orders.Promos[i].Hash = "", "salt", "hash"
	}
	page := order.NewTerms(s)
	if _, ok := page.Promo(""); ok || page.Promos[0].Hash != "hash" || page.Promos[1].Salt != "salt" {
		t.Errorf("got %+v and %t for no code, want salt and hash, and none", page.Promos, ok)
	}
}

// A setting that cannot be read, which package strict names to the owner, counts as
// left out.
func TestNewTermsOfFaultySettings(t *testing.T) {
	want := terms(t, func(o *shop.Orders) {
		o.Minimum, o.Tax.Percent, o.Promos[0].Percent, o.Promos[1].Amount, o.Limits = "", "", "", "", shop.Limits{}
		o.Delivery[0].Zones[0].Price, o.Delivery[2].FreeFrom = "", ""
	})
	got := terms(t, func(o *shop.Orders) {
		o.Minimum, o.Tax.Percent, o.Promos[0].Percent, o.Promos[1].Amount = "30,00", "100.01", "diez", "15.005"
		o.Limits = shop.Limits{Quantity: 1000, Units: -1, Lines: 501, Value: "x", Hold: 10_001, PerHour: -5}
		o.Delivery[0].Zones[0].Price, o.Delivery[2].FreeFrom = "S/ 10", "-80"
	})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}
