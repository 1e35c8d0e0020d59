package order_test

import (
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/shop"
)

// settings returns the settings of a shop with tax in its prices and every kind of
// delivery.
func settings() *shop.Shop {
	s := &shop.Shop{Currency: "PEN", Money: money.Format{Code: "PEN", Digits: 2}}
	s.Orders = shop.Orders{
		Delivery: []shop.Delivery{
			{ID: "envio", Name: "Envío", Zones: []shop.Zone{{ID: "lima", Name: "Lima", Price: "10.00", FreeFrom: "150.00"}, {ID: "selva", Name: "Selva", Price: "20"}}},
			{ID: "recojo", Name: "Recojo", Pickup: true},
			{ID: "moto", Name: "Moto", Price: "8.50", FreeFrom: "80.00"},
		},
		Tax: shop.Tax{Name: "IGV", Percent: "18", Included: true}, Minimum: "30.00",
		Promos: []shop.Promo{{Code: "diez", Percent: "10", Minimum: "100"}, {Code: "QUINCE", Amount: "15.00"}},
	}
	return s
}

// terms returns the terms of settings after change has changed them.
func terms(t testing.TB, change func(*shop.Orders)) *order.Terms {
	t.Helper()
	return termsWith(func(s *shop.Shop) {
		if change != nil {
			change(&s.Orders)
		}
	})
}

// termsWith is like terms, for all settings.
func termsWith(change func(*shop.Shop)) *order.Terms {
	s := settings()
	change(s)
	return order.NewTerms(s)
}

// figures returns the figures of an order: subtotal, discount, shipping, tax and total.
func figures(f order.Figures) string {
	return strings.Join([]string{f.Subtotal.String(), f.Discount.String(), f.Shipping.String(), f.Tax.String(), f.Total.String()}, " ")
}

func soles(t testing.TB, text string) money.Amount {
	t.Helper()
	a, err := money.Parse(text, 2)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPrice(t *testing.T) {
	added := func(o *shop.Orders) { o.Tax.Included = false }
	tests := []struct {
		name     string
		change   func(*shop.Orders)
		price    string
		quantity int
		delivery order.Delivery
		promo    string
		want     string // subtotal, discount, shipping, tax, total
	}{
		{"pick-up", nil, "59.00", 1, order.Delivery{Method: "recojo"}, "", "59.00 0.00 0.00 9.00 59.00"},
		{"a zone", nil, "59.00", 2, order.Delivery{Method: "envio", Zone: "lima"}, "", "118.00 0.00 10.00 19.53 128.00"},
		{"free from an amount", nil, "75.00", 2, order.Delivery{Method: "envio", Zone: "lima"}, "", "150.00 0.00 0.00 22.88 150.00"},
		{"not free any more with the discount", nil, "75.00", 2, order.Delivery{Method: "envio", Zone: "lima"}, " Diez ", "150.00 15.00 10.00 22.12 145.00"},
		{"a zone that is never free", nil, "500.00", 1, order.Delivery{Method: "envio", Zone: "selva"}, "", "500.00 0.00 20.00 79.32 520.00"},
		{"no zone yet", nil, "59.00", 1, order.Delivery{Method: "envio"}, "", "59.00 0.00 0.00 9.00 59.00"},
		{"a promo below its minimum", nil, "99.99", 1, order.Delivery{Method: "recojo"}, "DIEZ", "99.99 0.00 0.00 15.25 99.99"},
		{"an amount off", nil, "59.00", 1, order.Delivery{Method: "recojo"}, "quince", "59.00 15.00 0.00 6.71 44.00"},
		{"never below nothing", nil, "9.00", 1, order.Delivery{Method: "recojo"}, "quince", "9.00 9.00 0.00 0.00 0.00"},
		{"tax on top", added, "10.00", 1, order.Delivery{Method: "envio", Zone: "lima"}, "", "10.00 0.00 10.00 3.60 23.60"},
		{"tax on top, rounded up", added, "0.25", 1, order.Delivery{Method: "recojo"}, "", "0.25 0.00 0.00 0.05 0.30"},
		{"one price, free from an amount", nil, "40.00", 2, order.Delivery{Method: "moto"}, "", "80.00 0.00 0.00 12.20 80.00"},
		{"one price, a céntimo below it", nil, "79.99", 1, order.Delivery{Method: "moto"}, "", "79.99 0.00 8.50 13.50 88.49"},
		{"nothing to deliver", nil, "79.99", 0, order.Delivery{Method: "moto"}, "quince", "0.00 0.00 0.00 0.00 0.00"},
		{"an unknown way", nil, "59.00", 1, order.Delivery{Method: "dron"}, "", "59.00 0.00 0.00 9.00 59.00"},
		{"a promo of everything", func(o *shop.Orders) { o.Promos[0].Percent = "100" }, "100.00", 1, order.Delivery{Method: "moto"}, "diez", "100.00 100.00 8.50 1.30 8.50"},
		{"half a céntimo of discount is rounded up", func(o *shop.Orders) { o.Promos[0].Minimum = "" }, "0.05", 1, order.Delivery{Method: "recojo"}, "diez", "0.05 0.01 0.00 0.01 0.04"},
		{"no tax", func(o *shop.Orders) { o.Tax = shop.Tax{} }, "59.00", 1, order.Delivery{Method: "moto"}, "", "59.00 0.00 8.50 0.00 67.50"},
		{"the largest cart", added, "9000000000.00", 999, order.Delivery{Method: "recojo"}, "", "8991000000000.00 0.00 0.00 1618380000000.00 10609380000000.00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			terms := terms(t, test.change)
			promo, _ := terms.Promo(test.promo)
			lines := []order.Line{{ProductID: 1, UnitPrice: soles(t, test.price), Quantity: test.quantity}}
			f := terms.Price(lines[:min(test.quantity, 1)], test.delivery, promo, "")
			if got := figures(f); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// full returns an order with every member.
func full(t testing.TB) order.Order {
	terms := terms(t, nil)
	o := order.Order{
		ID:       "01939a3e-7b00-7123-8abc-0123456789ab",
		Customer: order.Customer{Name: "Rosa Ñahui", Phone: "+51 999 000 111", Email: "rosa@example.pe", Address: "Jr. Los Telares 123\nDpto. 4", City: "Lima", PostalCode: "15001"},
		Delivery: order.Delivery{Method: "envio", Zone: "lima"},
		Lines:    []order.Line{{ProductID: 7, VariantID: 2, Name: `Polo "básico"`, Variant: "M / Blanco", UnitPrice: soles(t, "39.90"), Quantity: 2, Note: "Para regalo"}},
		Note:     "Tocar el timbre\ndos veces", Currency: "PEN",
	}
	o.Figures = terms.Price(o.Lines, o.Delivery, order.Promo{}, "")
	return o
}

func TestParseReadsWhatIsWritten(t *testing.T) {
	want := full(t)
	text := string(want.AppendJSON(nil))
	got, err := order.Parse(text, 2)
	if err != nil {
		t.Fatal(err)
	}
	if again := string(got.AppendJSON(nil)); again != text || !order.Same(got, want) {
		t.Errorf("got  %s\nwant %s", again, text)
	}
	if faults := terms(t, nil).Check(&got); faults != nil {
		t.Errorf("got %v, want no fault", faults)
	}
}
