package order_test

import (
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/app/shop"
)

// paid returns the terms of settings with ways of paying.
func paid(included bool) *order.Terms {
	s := settings()
	s.Orders.Tax.Included = included
	s.Payments = []shop.Payment{
		{Kind: "cash", Delivery: []string{"recojo", "moto"}, Maximum: "100.00"},
		{Kind: "transfer", ID: "bcp", Discount: "5"},
		{Kind: "stripe", Surcharge: "3.99", Minimum: "50.00"},
	}
	return order.NewTerms(s)
}

func TestPriceOfPayments(t *testing.T) {
	tests := []struct {
		name, price string
		included    bool
		payment     string
		want        string // surcharge, discount, tax, total
	}{
		{"none", "100.00", true, "", "0.00 0.00 15.25 100.00"},
		{"free of charge", "100.00", true, "cash", "0.00 0.00 15.25 100.00"},
		{"a discount", "100.00", true, "bcp", "0.00 5.00 14.49 95.00"},
		{"a discount, half a céntimo up", "0.10", true, "bcp", "0.00 0.01 0.01 0.09"},
		{"a surcharge", "100.00", true, "stripe", "3.99 0.00 15.86 103.99"},
		{"taxed like the rest", "100.00", false, "stripe", "3.99 0.00 18.72 122.71"},
		{"a discount before the tax", "100.00", false, "bcp", "0.00 5.00 17.10 112.10"},
		{"unknown", "100.00", true, "yape", "0.00 0.00 15.25 100.00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lines := []order.Line{{ProductID: 1, UnitPrice: soles(t, test.price), Quantity: 1}}
			f := paid(test.included).Price(lines, order.Delivery{Method: "recojo"}, order.Promo{}, test.payment)
			got := strings.Join([]string{f.Surcharge.String(), f.PaymentDiscount.String(), f.Tax.String(), f.Total.String()}, " ")
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// What is offered does not depend on the way of paying that is chosen, or the choice
// could take itself back.
func TestOffered(t *testing.T) {
	tests := []struct{ name, price, way, want string }{
		{"small", "49.99", "recojo", "cash bcp"},
		{"from a minimum", "50.00", "recojo", "cash bcp stripe"},
		{"up to a maximum", "100.00", "recojo", "cash bcp stripe"},
		{"beyond it", "100.01", "recojo", "bcp stripe"},
		{"with the delivery", "92.00", "moto", "cash bcp stripe"},
		{"another way of delivery", "60.00", "envio", "bcp stripe"},
		{"no way yet", "60.00", "", "cash bcp stripe"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			terms := paid(true)
			for _, chosen := range []string{"", "cash", "bcp", "stripe"} {
				lines := []order.Line{{ProductID: 1, UnitPrice: soles(t, test.price), Quantity: 1}}
				delivery := order.Delivery{Method: test.way}
				var ids []string
				for _, m := range terms.Offered(delivery, terms.Price(lines, delivery, order.Promo{}, chosen)) {
					ids = append(ids, m.ID)
				}
				if got := strings.Join(ids, " "); got != test.want {
					t.Errorf("with %q chosen: got %s, want %s", chosen, got, test.want)
				}
			}
		})
	}
}

func TestCheckPayment(t *testing.T) {
	tests := []struct {
		name, price, way string
		payment          order.Payment
		want             string // faults
	}{
		{"fine", "60.00", "recojo", order.Payment{Method: "bcp"}, ""},
		{"fine, with a tender", "60.00", "recojo", order.Payment{Method: "cash", Tender: "100"}, ""},
		{"the exact tender", "60.00", "recojo", order.Payment{Method: "cash", Tender: "60.00"}, ""},
		{"none, from a page of before", "60.00", "recojo", order.Payment{}, ""},
		{"unknown", "60.00", "recojo", order.Payment{Method: "yape"}, "payment.method is unknown"},
		{"not offered for the delivery", "60.00", "envio", order.Payment{Method: "cash"}, "payment.method is invalid"},
		{"not offered for the total", "40.00", "recojo", order.Payment{Method: "stripe"}, "payment.method is invalid"},
		{"too little cash", "60.00", "recojo", order.Payment{Method: "cash", Tender: "59.99"}, "payment.tender is too few"},
		{"no amount", "60.00", "recojo", order.Payment{Method: "cash", Tender: "un billete"}, "payment.tender is invalid"},
		{"below nothing", "60.00", "recojo", order.Payment{Method: "cash", Tender: "-100"}, "payment.tender is invalid"},
		{"a tender of a transfer", "60.00", "recojo", order.Payment{Method: "bcp", Tender: "100"}, "payment.tender is invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			terms, o := paid(true), full(t)
			o.Lines = []order.Line{{ProductID: 1, UnitPrice: soles(t, test.price), Quantity: 1}}
			o.Delivery = order.Delivery{Method: test.way}
			if test.way == "envio" {
				o.Delivery.Zone = "lima"
			}
			o.Payment = test.payment
			o.Figures = terms.Price(o.Lines, o.Delivery, order.Promo{}, o.Payment.Method)
			got := ""
			if faults := terms.Check(&o); faults != nil {
				got = faults.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// An order without a way of paying has the JSON that it had before there were any: one
// that is sent again after an update of the shop is the same order.
func TestPaymentInJSON(t *testing.T) {
	o := full(t)
	if text := string(o.AppendJSON(nil)); strings.Contains(text, "payment") || strings.Contains(text, "surcharge") {
		t.Errorf("got %s, want nothing about a payment", text)
	}
	o.Payment = order.Payment{Method: "cash", Tender: "100"}
	text := string(o.AppendJSON(nil))
	for _, want := range []string{`"delivery":{"method":"envio","zone":"lima"},"payment":{"method":"cash","tender":"100"},`, `"surcharge":"0.00","paymentDiscount":"0.00","tax"`} {
		if !strings.Contains(text, want) {
			t.Errorf("got %s, want it to contain %s", text, want)
		}
	}
	if again, err := order.Parse(text, 2); err != nil || again.Payment != o.Payment || again.Figures != o.Figures {
		t.Errorf("read again: got %+v, %v, want the same payment", again, err)
	}
	if _, err := order.Parse(strings.Replace(text, `"tender"`, `"card":"4111","tender"`, 1), 2); err == nil || !strings.Contains(err.Error(), `"payment.card" is unknown`) {
		t.Errorf("got %v, want the unknown member named", err)
	}
}

// A proposal has the way of paying of the order, and its price.
func TestProposeWithPayment(t *testing.T) {
	terms, o := paid(true), full(t)
	o.Delivery = order.Delivery{Method: "recojo"}
	o.Lines = []order.Line{{ProductID: 2, Name: "Bolso", UnitPrice: soles(t, "60.00"), Quantity: 1}}
	o.Payment.Method = "bcp"
	o.Figures = terms.Price(o.Lines, o.Delivery, order.Promo{}, "")
	p := terms.Propose(o, products(t), order.Promo{}, leftOf(products(t)))
	if order.Same(o, p) || p.Payment != o.Payment || p.Figures.Total != soles(t, "57.00") {
		t.Errorf("got %s, want the discount of the way of paying", p.AppendJSON(nil))
	}
	p.Payment.Method = "cash"
	if order.Same(p, terms.Propose(o, products(t), order.Promo{}, leftOf(products(t)))) {
		t.Error("got orders with two ways of paying for the same")
	}
}
