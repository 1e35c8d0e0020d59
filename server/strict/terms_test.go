package strict_test

import (
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/shop"
	"carrito/server/strict"
)

// termsSettings are those of a shop with tax in its prices, and every way of
// delivery.
func termsSettings() *shop.Shop {
	s := &shop.Shop{Currency: "PEN", Money: money.Format{Code: "PEN", Digits: 2}}
	s.Orders = shop.Orders{
		Delivery: []shop.Delivery{
			{ID: "envio", Name: "Envío", Zones: []shop.Zone{{ID: "lima", Name: "Lima", Price: "10.00", FreeFrom: "150.00"}, {ID: "selva", Name: "Selva", Price: "20"}}},
			{ID: "recojo", Name: "Recojo", Pickup: true},
		},
		Tax: shop.Tax{Name: "IGV", Percent: "18", Included: true}, Minimum: "30.00",
		Promos: []shop.Promo{{Code: "diez", Percent: "10", Minimum: "100"}, {Code: "QUINCE", Amount: "15.00"}},
	}
	return s
}

// Every setting whose amount cannot be read is named by its field.
func TestTermsRefuses(t *testing.T) {
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
		{"a limit below 1", func(o *shop.Orders) { o.Limits.Units = -1 }, []string{"orders.limits.units is -1; it must be 1 to"}},
		{"a limit too high", func(o *shop.Orders) { o.Limits.Lines = 501 }, []string{"orders.limits.lines is 501; it must be 1 to 500"}},
		{"a limit's amount", func(o *shop.Orders) { o.Limits.Value = "much" }, []string{`orders.limits.value "much" is not a decimal number`}},
		{"several", func(o *shop.Orders) { o.Minimum, o.Tax.Percent, o.Promos[0].Percent = "a", "b", "c" },
			[]string{"orders.minimum", "orders.tax.percent", "orders.promos[0].percent"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := termsSettings()
			test.change(&s.Orders)
			err := strict.Terms(s)
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

func TestTermsOfGoodSettings(t *testing.T) {
	for name, s := range map[string]*shop.Shop{"all kinds": termsSettings(), "none": {}} {
		if err := strict.Terms(s); err != nil {
			t.Errorf("%s: got %v, want no fault", name, err)
		}
	}
}
