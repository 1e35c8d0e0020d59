package order_test

import (
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

// Every setting whose amount cannot be read is named by its field.
func TestNewTermsRefuses(t *testing.T) {
	tests := []struct {
		name   string
		change func(*shop.Orders)
		want   []string // a fault each
	}{
		{"the minimum", func(o *shop.Orders) { o.Minimum = "30,00" }, []string{`orders.minimum "30,00" is not a decimal number`}},
		{"decimals the currency has not", func(o *shop.Orders) { o.Minimum = "30.005" }, []string{`orders.minimum "30.005" has more decimals`}},
		{"a minimum that is too large", func(o *shop.Orders) { o.Minimum = strings.Repeat("9", 20) }, []string{"orders.minimum", "too large"}},
		{"a negative price", func(o *shop.Orders) { o.Delivery[1].Price = "-1" }, []string{`orders.delivery[1].price "-1"`}},
		{"freeFrom", func(o *shop.Orders) { o.Delivery[1].FreeFrom = "gratis" }, []string{`orders.delivery[1].freeFrom "gratis"`}},
		{"a zone's price", func(o *shop.Orders) { o.Delivery[0].Zones[1].Price = "S/20" }, []string{`orders.delivery[0].zones[1].price "S/20"`}},
		{"a zone's freeFrom", func(o *shop.Orders) { o.Delivery[0].Zones[0].FreeFrom = "1.234" }, []string{`orders.delivery[0].zones[0].freeFrom "1.234"`}},
		{"a tax with its sign", func(o *shop.Orders) { o.Tax.Percent = "18 %" }, []string{`orders.tax.percent "18 %"`}},
		{"a tax above 100", func(o *shop.Orders) { o.Tax.Percent = "100.01" }, []string{`orders.tax.percent "100.01" is more than 100`}},
		{"a tax far above 100", func(o *shop.Orders) { o.Tax.Percent = strings.Repeat("9", 30) }, []string{"orders.tax.percent", "is more than 100"}},
		{"a tax too fine", func(o *shop.Orders) { o.Tax.Percent = "18.125" }, []string{`orders.tax.percent "18.125" has more than two decimals`}},
		{"a promo's percent", func(o *shop.Orders) { o.Promos[0].Percent = "diez" }, []string{`orders.promos[0].percent "diez"`}},
		{"a promo above 100", func(o *shop.Orders) { o.Promos[0].Percent = "101" }, []string{`orders.promos[0].percent "101" is more than 100`}},
		{"a promo's amount", func(o *shop.Orders) { o.Promos[1].Amount = "15,5" }, []string{`orders.promos[1].amount "15,5"`}},
		{"a promo's minimum", func(o *shop.Orders) { o.Promos[0].Minimum = "x" }, []string{`orders.promos[0].minimum "x"`}},
		{"a promo of nothing", func(o *shop.Orders) { o.Promos[1].Amount = "0.00" }, []string{"orders.promos[1] takes nothing off"}},
		{"a promo of no per cent", func(o *shop.Orders) { o.Promos[0].Percent = "0" }, []string{"orders.promos[0] takes nothing off"}},
		{"several", func(o *shop.Orders) { o.Minimum, o.Tax.Percent, o.Promos[0].Percent = "a", "b", "c" },
			[]string{"orders.minimum", "orders.tax.percent", "orders.promos[0].percent"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := settings()
			test.change(&s.Orders)
			_, err := order.NewTerms(s)
			if err == nil {
				t.Fatalf("got no error, want %q", test.want)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want it to say %s", err, want)
				}
			}
			if test.name != "several" && strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want one fault", err)
			}
		})
	}
}

// Without any settings there are terms that take nothing off and add nothing.
func TestNewTermsOfNothing(t *testing.T) {
	terms, err := order.NewTerms(&shop.Shop{Currency: "JPY", Money: money.Format{Code: "JPY"}})
	if err != nil {
		t.Fatal(err)
	}
	f := terms.Price([]order.Line{{ProductID: 1, UnitPrice: money.FromMinor(500, 0), Quantity: 2}}, order.Delivery{}, order.Promo{})
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
	// A page knows no codes, and finds none by an empty one.
	s := settings()
	for i := range s.Orders.Promos {
		s.Orders.Promos[i].Code, s.Orders.Promos[i].Salt, s.Orders.Promos[i].Hash = "", "salt", "hash"
	}
	page, err := order.NewTerms(s)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := page.Promo(""); ok || page.Promos[0].Hash != "hash" || page.Promos[1].Salt != "salt" {
		t.Errorf("got %+v and %t for no code, want salt and hash, and none", page.Promos, ok)
	}
}
