package shopper

import (
	"net/url"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
)

// payable returns a shopper in the demo shop with these ways of paying, and a valid order
// by the first one.
func payable(t *testing.T, payments ...shop.Payment) (*Shopper, order.Order) {
	t.Helper()
	s := demo(t)
	s.Shop.Payments = payments
	s.Terms = order.NewTerms(s.Shop)
	o := ordered(s)
	o.ID = "01939a3e-7b00-7123-8abc-0123456789ab"
	return s, o
}

func TestPaying(t *testing.T) {
	tests := []struct {
		name    string
		payment shop.Payment
		facts   string // name=text=plain
		link    string
		code    string // a part of it; "" for no code
	}{
		{"cash", shop.Payment{Kind: "cash"}, "", "", ""},
		{"a bank account", shop.Payment{Kind: "transfer", Name: "BCP", Holder: "Moda SAC", Scheme: "cci", Account: "002-193-001234567890-13"},
			"Importe=S/ 119.70=119.70; CCI=002-193-001234567890-13=00219300123456789013; Titular=Moda SAC=Moda SAC; Referencia=456789AB=456789AB", "", ""},
		{"an account of no scheme", shop.Payment{Kind: "transfer", Holder: "Moda SAC", Account: "12-34"},
			"Importe=S/ 119.70=119.70; Cuenta=12-34=12-34; Titular=Moda SAC=Moda SAC; Referencia=456789AB=456789AB", "", ""},
		{"a wallet", shop.Payment{Kind: "wallet", Name: "Yape", Code: "000201", Holder: "Rosa"}, "Importe=S/ 119.70=119.70; Titular=Rosa=Rosa", "", "000201"},
		{"a page of the owner's", shop.Payment{Kind: "link", Name: "PayPal", URL: "https://pay.example/{amount}{currency}?o={order}&e={email}"},
			"Importe=S/ 119.70=119.70; Referencia=456789AB=456789AB", "https://pay.example/119.70PEN?o=456789AB&e=", ""},
		{"a page of a provider", shop.Payment{Kind: "stripe"}, "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, o := payable(t, test.payment)
			got, ok := s.Paying(Sent{Kind: "server", State: outbox.Sent, Order: o})
			if !ok || got.Means.Kind != test.payment.Kind {
				t.Fatalf("got %+v, %t, want the way of paying", got, ok)
			}
			facts := make([]string, len(got.Facts))
			for i, f := range got.Facts {
				facts[i] = f.Name + "=" + strings.ReplaceAll(f.Text, "\u00a0", " ") + "=" + f.Plain
			}
			if text := strings.Join(facts, "; "); text != test.facts {
				t.Errorf("facts: got %s, want %s", text, test.facts)
			}
			if got.Link != test.link {
				t.Errorf("link: got %q, want %q", got.Link, test.link)
			}
			if (got.Code != "") != (test.code != "") || !strings.Contains(got.Code, test.code) {
				t.Errorf("code: got %q, want one with %q", got.Code, test.code)
			}
		})
	}
}

const token = "q83vEjRWeJCrze8SNFZ4kA"

// An order is paid at the page of a provider once the shop has received it, and has given
// the address that leads there.
func TestPayingHosted(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  string
		state outbox.State
		token string
		link  string
		lead  string
	}{
		{"Stripe", "stripe", outbox.Sent, token, "/shop/pedido/" + token + "/pagar", spanishOrder.PayLead["stripe"]},
		{"Mercado Pago", "mercadopago", outbox.Sent, token, "/shop/pedido/" + token + "/pagar", spanishOrder.PayLead["mercadopago"]},
		{"an older server", "stripe", outbox.Sent, "", "", spanishOrder.PayLater},
		{"not received", "stripe", outbox.Waiting, token, "", spanishOrder.PayLater},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, o := payable(t, shop.Payment{Kind: test.kind})
			s.Prefix = "/shop"
			got, ok := s.Paying(Sent{Kind: "server", State: test.state, Token: test.token, Order: o})
			if !ok || !got.Hosted || got.Link != test.link || got.Lead != test.lead {
				t.Errorf("got %+v, %v; want the link %q after %q", got, ok, test.link, test.lead)
			}
		})
	}
}

// Where the order says how it is paid, the shop does not write about the payment.
func TestNextText(t *testing.T) {
	tests := []struct {
		name, method, kind string
		state              outbox.State
		want               string
	}{
		{"received", "cash", "server", outbox.Sent, spanishOrder.NextPaying[outbox.Sent]},
		{"sent by hand", "cash", "whatsapp", outbox.Reported, spanishOrder.NextPaying[outbox.Reported]},
		{"not paid yet", "cash", "server", outbox.Waiting, spanishOrder.Next[outbox.Waiting]},
		{"to be sent by hand", "cash", "email", outbox.ByHand, spanishOrder.NextByHand["email"]},
		{"no way of paying", "", "server", outbox.Sent, spanishOrder.Next[outbox.Sent]},
		{"a way that the shop has no more", "yape", "server", outbox.Sent, spanishOrder.Next[outbox.Sent]},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, o := payable(t, shop.Payment{Kind: "cash"})
			o.Payment.Method = test.method
			if got := s.NextText(Sent{Kind: test.kind, State: test.state, Order: o}); got != test.want || got == "" {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// The codes of a currency carry the exact amount and the order's number.
func TestPayingByCode(t *testing.T) {
	tests := []struct {
		currency string
		payment  shop.Payment
		want     []string
		copied   bool
	}{
		{"BRL", shop.Payment{Kind: "pix", Key: "pix@loja.example", Holder: "Loja", City: "São Paulo"}, []string{"br.gov.bcb.pix", "pix@loja.example", "5406119.70", "456789AB", "Sao Paulo"}, true},
		{"EUR", shop.Payment{Kind: "epc", IBAN: "DE89 3704 0044 0532 0130 00", Holder: "Laden"}, []string{"BCD\n", "EUR119.70", "DE89370400440532013000", "456789AB"}, false},
		{"INR", shop.Payment{Kind: "upi", Address: "shop@bank", Holder: "Shop"}, []string{"upi://pay?", "am=119.70", "pa=shop"}, false},
	}
	for _, test := range tests {
		t.Run(test.payment.Kind, func(t *testing.T) {
			s, o := payable(t, test.payment)
			got, ok := s.Paying(Sent{Kind: "server", State: outbox.Sent, Order: o})
			for _, want := range test.want {
				if !ok || !strings.Contains(got.Code, want) {
					t.Errorf("got %q, want it to contain %q", got.Code, want)
				}
			}
			if got.Copied != test.copied {
				t.Errorf("got copied %t, want %t", got.Copied, test.copied)
			}
		})
	}
}

func TestChange(t *testing.T) {
	s, o := payable(t, shop.Payment{Kind: "cash"})
	for _, test := range []struct{ name, tender, want string }{
		{"more", "200", spanishOrder.Change("S/ 200.00", "S/ 80.30")},
		{"exact", "119.70", spanishOrder.Change("S/ 119.70", "S/ 0.00")},
		{"too little", "100", ""},
		{"unknown", "", ""},
		{"no amount", "un billete", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			o.Payment.Tender = test.tender
			got, _ := s.Paying(Sent{Kind: "server", State: outbox.Sent, Order: o})
			if text := strings.ReplaceAll(got.Change, "\u00a0", " "); text != strings.ReplaceAll(test.want, "\u00a0", " ") {
				t.Errorf("got %q, want %q", text, test.want)
			}
		})
	}
}

// The chosen way of paying is in the order, and another one takes its place if it is no
// longer offered.
func TestChoosePayment(t *testing.T) {
	s, _ := payable(t, shop.Payment{Kind: "cash", Delivery: []string{"recojo"}}, shop.Payment{Kind: "transfer", ID: "bcp", Discount: "10"})
	method := func() string { return s.Checkout.Order().Payment.Method }
	if got := method(); got != "bcp" {
		t.Errorf("got %q, want the first that is offered", got)
	}
	s.Checkout.SetField(WayField("recojo"), "recojo")
	if got := method(); got != "cash" {
		t.Errorf("picked up: got %q, want the first that is offered", got)
	}
	s.Checkout.SetField(TenderField, "500")
	if got := s.Checkout.Order().Payment.Tender; got != "500" {
		t.Errorf("got the tender %q, want 500", got)
	}
	before := s.Checkout.Order().Figures.Total
	s.Checkout.SetField(MeansField("bcp"), "bcp")
	o := s.Checkout.Order()
	if o.Payment != (order.Payment{Method: "bcp"}) || !o.Figures.Total.Less(before) {
		t.Errorf("got %+v for %s, want the transfer with its discount, and no tender", o.Payment, o.Figures.Total)
	}
	if faults := s.Checkout.Faults(o); faults != nil {
		t.Errorf("got the faults %v, want none", faults)
	}
}

// Only channels that the way of paying allows are offered.
func TestChannelsOfPayment(t *testing.T) {
	tests := []struct {
		name    string
		payment shop.Payment
		want    string
	}{
		{"any", shop.Payment{Kind: "cash"}, "server whatsapp email"},
		{"some", shop.Payment{Kind: "cash", Channels: []string{"email", "whatsapp"}}, "whatsapp email"},
		{"of a provider", shop.Payment{Kind: "mercadopago"}, "server"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, o := payable(t, test.payment)
			var kinds []string
			for _, c := range s.Checkout.Channels(o) {
				kinds = append(kinds, c.Kind)
			}
			if got := strings.Join(kinds, " "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// No way of paying fits: the order cannot be sent, and the shop says why.
func TestNoPaymentOffered(t *testing.T) {
	s, _ := payable(t, shop.Payment{Kind: "cash", Maximum: "1.00"})
	faults := s.Checkout.Faults(s.Checkout.Order())
	if faults.Of("payment.method") != order.Missing {
		t.Fatalf("got %v, want a missing way of paying", faults)
	}
	if got := s.Checkout.FaultText(faults[0]); got != spanishOrder.PaymentNone {
		t.Errorf("got %q, want %q", got, spanishOrder.PaymentNone)
	}
}

// The message to the shop has the way of paying, what it costs, and the cash.
func TestMessageWithPayment(t *testing.T) {
	s, _ := payable(t, shop.Payment{Kind: "cash", Name: "Efectivo al llegar", Surcharge: "5"})
	s.Checkout.SetField(TenderField, "200")
	o := s.Checkout.Order()
	text := strings.ReplaceAll(textOf(t, s.MessageLink(shop.MessageOf("whatsapp"), o)), "\u00a0", " ")
	for _, want := range []string{"Pago: Efectivo al llegar\n", "Paga con S/ 200.00\n", "Recargo (Efectivo al llegar): S/ 5.99\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("got\n%s\nwant it to contain %q", text, want)
		}
	}
}

func TestPaidLink(t *testing.T) {
	s, o := payable(t, shop.Payment{Kind: "wallet", Name: "Yape & más"})
	u, err := url.Parse(s.PaidLink(shop.MessageOf("whatsapp"), o))
	if err != nil {
		t.Fatal(err)
	}
	want := spanishOrder.PaidMessage("456789AB", "S/ 119.70", "Yape & más")
	if got := strings.ReplaceAll(u.Query().Get("text"), "\u00a0", " "); u.Host != "wa.me" || got != want {
		t.Errorf("got %s with %q, want %q", u, got, want)
	}
}
