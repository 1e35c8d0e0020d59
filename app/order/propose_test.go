package order_test

import (
	"reflect"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/order"
)

const shelf = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "40.00", "stock": 5},
	{"id": 2, "slug": "bolso", "name": "Bolso", "price": "60.00"},
	{"id": 3, "slug": "polo", "name": "Polo", "price": "30.00", "options": [{"name": "Talla", "values": ["S", "M"]}],
	 "variants": [{"id": 1, "values": ["S"], "stock": 2}, {"id": 2, "values": ["M"], "price": "35.00"}]}]`

func products(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse(shelf, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// leftOf returns a function that returns the stock in the catalogue.
func leftOf(c *catalog.Catalog) func(product, variant int) int {
	return func(product, variant int) int {
		p, _ := c.Product(product)
		v, _ := p.Variant(variant)
		return v.Stock
	}
}

// ordered returns an order of the given lines that the shop accepts.
func ordered(t testing.TB, promo string, lines ...order.Line) order.Order {
	t.Helper()
	terms := terms(t, nil)
	o := full(t)
	o.Delivery, o.Lines, o.Promo = order.Delivery{Method: "moto"}, lines, promo
	p, _ := terms.Promo(promo)
	o.Figures = terms.Price(lines, o.Delivery, p, "")
	return o
}

func TestPropose(t *testing.T) {
	hat := order.Line{ProductID: 1, Name: "Gorra", UnitPrice: soles(t, "40.00"), Quantity: 2, Note: "roja"}
	bag := order.Line{ProductID: 2, Name: "Bolso", UnitPrice: soles(t, "60.00"), Quantity: 1}
	shirt := order.Line{ProductID: 3, VariantID: 2, Name: "Polo", Variant: "M", UnitPrice: soles(t, "35.00"), Quantity: 1}
	with := func(l order.Line, change func(*order.Line)) order.Line { change(&l); return l }
	tests := []struct {
		name   string
		order  order.Order
		change func(*order.Order) // changes the order before it is sent
		left   map[cart.Key]int   // instead of the stock in the catalogue
		want   order.Order
		same   bool
	}{
		{"taken as it is", ordered(t, "", hat, shirt), nil, nil, ordered(t, "", hat, shirt), true},
		{"another name", ordered(t, "", hat), func(o *order.Order) { o.Lines[0].Name = "GRATIS" }, nil, ordered(t, "", hat), false},
		{"another name of the variant", ordered(t, "", shirt), func(o *order.Order) { o.Lines[0].Variant = "XXL" }, nil, ordered(t, "", shirt), false},
		{"no names", ordered(t, "", shirt), func(o *order.Order) { o.Lines[0].Name, o.Lines[0].Variant = "", "" }, nil, ordered(t, "", shirt), true},
		{"another price", ordered(t, "", with(hat, func(l *order.Line) { l.UnitPrice = soles(t, "0.01") })), nil, nil, ordered(t, "", hat), false},
		{"the price of the product, not of the variant", ordered(t, "", with(shirt, func(l *order.Line) { l.UnitPrice = soles(t, "30.00") })), nil, nil, ordered(t, "", shirt), false},
		{"another total", ordered(t, "", hat), func(o *order.Order) { o.Figures.Total = soles(t, "1.00") }, nil, ordered(t, "", hat), false},
		{"another tax", ordered(t, "", hat), func(o *order.Order) { o.Figures.Tax = soles(t, "0.00") }, nil, ordered(t, "", hat), false},
		{"no shipping", ordered(t, "", shirt), func(o *order.Order) { o.Figures.Shipping = soles(t, "0.00") }, nil, ordered(t, "", shirt), false},
		{"figures left out", ordered(t, "", hat), func(o *order.Order) { o.Figures = order.Figures{} }, nil, ordered(t, "", hat), false},
		{"another currency", ordered(t, "", hat), func(o *order.Order) { o.Currency = "CLP" }, nil, ordered(t, "", hat), false},

		{"fewer left", ordered(t, "", hat, bag), nil, map[cart.Key]int{"1": 1}, ordered(t, "", with(hat, func(l *order.Line) { l.Quantity = 1 }), bag), false},
		{"just as many left", ordered(t, "", hat), nil, map[cart.Key]int{"1": 2}, ordered(t, "", hat), true},
		{"sold out", ordered(t, "", hat, bag), nil, map[cart.Key]int{"1": 0}, ordered(t, "", bag), false},
		{"oversold before", ordered(t, "", hat, bag), nil, map[cart.Key]int{"1": -3}, ordered(t, "", bag), false},
		{"not counted", ordered(t, "", with(bag, func(l *order.Line) { l.Quantity = 999 })), nil, nil, ordered(t, "", with(bag, func(l *order.Line) { l.Quantity = 999 })), true},
		{"more than a line holds", ordered(t, "", with(bag, func(l *order.Line) { l.Quantity = 5000 })), nil, nil, ordered(t, "", with(bag, func(l *order.Line) { l.Quantity = 999 })), false},
		{"fewer than one", ordered(t, "", with(bag, func(l *order.Line) { l.Quantity = -1 }), hat), nil, nil, ordered(t, "", hat), false},
		{"a line that stands twice has its units once", ordered(t, "", with(hat, func(l *order.Line) { l.Quantity = 4 }), with(hat, func(l *order.Line) { l.Quantity = 4 })), nil, nil,
			ordered(t, "", with(hat, func(l *order.Line) { l.Quantity = 4 })), false},
		{"a product that is gone", ordered(t, "", with(hat, func(l *order.Line) { l.ProductID = 9 }), bag), nil, nil, ordered(t, "", bag), false},
		{"a variant that is gone", ordered(t, "", with(shirt, func(l *order.Line) { l.VariantID = 9 }), bag), nil, nil, ordered(t, "", bag), false},
		{"no variant of what has some", ordered(t, "", with(shirt, func(l *order.Line) { l.VariantID = 0 }), bag), nil, nil, ordered(t, "", bag), false},
		{"a variant of what has none", ordered(t, "", with(hat, func(l *order.Line) { l.VariantID = 1 }), bag), nil, nil, ordered(t, "", bag), false},
		{"nothing left", ordered(t, "quince", hat), nil, map[cart.Key]int{"1": 0}, ordered(t, ""), false},

		{"a promo", ordered(t, "quince", hat), nil, nil, ordered(t, "quince", hat), true},
		{"a promo in other letters", ordered(t, "quince", hat), func(o *order.Order) { o.Promo = " QUINCE" }, nil, ordered(t, "quince", hat), true},
		{"a promo whose discount is not in yet", ordered(t, "", hat), func(o *order.Order) { o.Promo = "quince" }, nil, ordered(t, "quince", hat), false},
		{"an unknown promo", ordered(t, "once", hat), nil, nil, ordered(t, "", hat), false},
		{"a discount without a promo", ordered(t, "quince", hat), func(o *order.Order) { o.Promo = "" }, nil, ordered(t, "", hat), false},
		{"a promo below its minimum", ordered(t, "diez", hat), nil, nil, ordered(t, "", hat), false},
		{"a promo that holds", ordered(t, "diez", hat, bag), nil, nil, ordered(t, "diez", hat, bag), true},
		{"a promo that holds no more with what is left", ordered(t, "diez", hat, bag), nil, map[cart.Key]int{"1": 0}, ordered(t, "", bag), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			terms, products := terms(t, nil), products(t)
			sent := test.order
			sent.Lines = append([]order.Line(nil), sent.Lines...)
			if test.change != nil {
				test.change(&sent)
			}
			before := string(sent.AppendJSON(nil))
			left := func(product, variant int) int {
				if n, ok := test.left[cart.KeyOf(product, variant)]; ok {
					return n
				}
				return leftOf(products)(product, variant)
			}
			promo, _ := terms.Promo(sent.Promo)
			got := terms.Propose(sent, products, promo, left)
			want := test.want
			if len(want.Lines) == 0 {
				want.Lines = nil
			}
			if strings.TrimSpace(strings.ToLower(got.Promo)) == want.Promo {
				got.Promo = want.Promo // as it was typed
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %s\nwant %s", got.AppendJSON(nil), want.AppendJSON(nil))
			}
			if same := order.Same(sent, got); same != test.same || order.Same(got, sent) != same {
				t.Errorf("Same: got %t, want %t", same, test.same)
			}
			if after := string(sent.AppendJSON(nil)); after != before {
				t.Errorf("Propose changed the order to %s", after)
			}
			// A proposal is accepted. Otherwise there would be no end of proposals.
			promo, _ = terms.Promo(got.Promo)
			if again := terms.Propose(got, products, promo, left); !order.Same(got, again) {
				t.Errorf("proposing again: got another order %s", again.AppendJSON(nil))
			}
		})
	}
}

func TestSame(t *testing.T) {
	line := order.Line{ProductID: 1, VariantID: 2, Name: "Gorra", Variant: "S", UnitPrice: soles(t, "40.00"), Quantity: 2}
	tests := []struct {
		name   string
		change func(*order.Order)
		want   bool
	}{
		{"all", func(*order.Order) {}, true},
		{"another name", func(o *order.Order) { o.Lines[0].Name = "Gorro" }, false},
		{"another variant's name", func(o *order.Order) { o.Lines[0].Variant = "XS" }, false},
		{"no names", func(o *order.Order) { o.Lines[0].Name, o.Lines[0].Variant = "", "" }, true},
		{"another shopper", func(o *order.Order) { o.Customer, o.Note, o.ID, o.Lines[0].Note = order.Customer{}, "", "", "" }, true},
		{"one line more", func(o *order.Order) { o.Lines = append(o.Lines, order.Line{ProductID: 9}) }, false},
		{"no line", func(o *order.Order) { o.Lines = nil }, false},
		{"another product", func(o *order.Order) { o.Lines[0].ProductID = 2 }, false},
		{"another variant", func(o *order.Order) { o.Lines[0].VariantID = 3 }, false},
		{"another quantity", func(o *order.Order) { o.Lines[0].Quantity = 3 }, false},
		{"another price", func(o *order.Order) { o.Lines[0].UnitPrice = soles(t, "40.01") }, false},
		{"another zone", func(o *order.Order) { o.Delivery.Zone = "lima" }, false},
		{"another way", func(o *order.Order) { o.Delivery.Method = "recojo" }, false},
		{"another currency", func(o *order.Order) { o.Currency = "USD" }, false},
		{"another total", func(o *order.Order) { o.Figures.Total = soles(t, "1") }, false},
		{"a promo code", func(o *order.Order) { o.Promo = "once" }, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := ordered(t, "", line), ordered(t, "", line)
			test.change(&b)
			if got := order.Same(a, b); got != test.want {
				t.Errorf("got %t, want %t", got, test.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	c := cart.New([]cart.Line{
		{ProductID: 3, VariantID: 2, Name: "Polo", Variant: "M", UnitPrice: soles(t, "35.00"), Quantity: 2, Image: "/web/images/a.svg"},
		{ProductID: 1, Name: "Gorra", UnitPrice: soles(t, "40.00"), Quantity: 1},
	})
	got := order.Lines(&c, map[cart.Key]string{"3:2": "para Ana", "9": "de nada"})
	want := []order.Line{
		{ProductID: 3, VariantID: 2, Name: "Polo", Variant: "M", UnitPrice: soles(t, "35.00"), Quantity: 2, Note: "para Ana"},
		{ProductID: 1, Name: "Gorra", UnitPrice: soles(t, "40.00"), Quantity: 1},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got[0].Key() != "3:2" || got[0].Total() != soles(t, "70.00") {
		t.Errorf("got the key %s and the total %s, want 3:2 and 70.00", got[0].Key(), got[0].Total())
	}
	if none := order.Lines(&cart.Cart{}, nil); len(none) != 0 {
		t.Errorf("from an empty cart: got %v, want none", none)
	}
}

func TestNewID(t *testing.T) {
	last := ""
	for range 100 {
		id, err := order.NewID()
		if err != nil {
			t.Fatal(err)
		}
		o := full(t)
		o.ID = id
		if faults := terms(t, nil).Check(&o); faults != nil {
			t.Errorf("%s: got %v, want no fault", id, faults)
		}
		if id <= last {
			t.Errorf("got %s after %s, want increasing ids", id, last)
		}
		last = id
	}
}
