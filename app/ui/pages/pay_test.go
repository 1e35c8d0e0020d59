package pages

import (
	"strings"
	"testing"

	"carrito/app/outbox"
	"carrito/app/shopper"

	"golang.org/x/net/html"
)

// choices returns the names of the ways of paying on a page, the chosen one in brackets.
func choices(root *html.Node) string {
	var names []string
	for _, radio := range with(all(root, "input"), "name", "means") {
		name := strings.TrimPrefix(attr(radio, "id"), shopper.MeansField(""))
		if has(radio, "checked") {
			name = "[" + name + "]"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// The server's page offers every way of paying, because it does not know the order. The
// program's page offers those that fit.
func TestCheckoutPayments(t *testing.T) {
	s := demoStore(t, "es")
	if got := choices(render(t, NewRoot(s, at(t, "/pedido")))); got != "[cash] wallet transfer mercadopago stripe" {
		t.Errorf("on the server: got %s, want all, the first chosen", got)
	}
	ordered(s)
	s.Checkout.SetField(shopper.MeansField("transfer"), "transfer")
	if got := choices(render(t, NewRoot(s, at(t, "/pedido")))); got != "cash wallet [transfer] mercadopago stripe" {
		t.Errorf("got %s, want the transfer chosen", got)
	}
	s.Add(3, 0, 15) // more than the maximum for cash
	root := render(t, NewRoot(s, at(t, "/pedido")))
	if got := choices(root); got != "wallet [transfer] mercadopago stripe" {
		t.Errorf("a large order: got %s, want no cash", got)
	}
	if got := with(all(root, "input"), "id", shopper.TenderField); len(got) > 0 {
		t.Errorf("got %d fields for cash, want none", len(got))
	}
}

// A refused order names the fault of the cash at its field.
func TestTenderFault(t *testing.T) {
	s := demoStore(t, "es")
	ordered(s)
	s.Checkout.SetField(shopper.TenderField, "1")
	s.Checkout.Ready()
	root := render(t, NewRoot(s, at(t, "/pedido")))
	field := one(t, "field", with(all(root, "input"), "id", shopper.TenderField))
	want := spanishOrder.TenderFew(s.Money(s.Checkout.Order().Figures.Total))
	one(t, "link in the summary", with(named(all(root, "a"), want), "href", "#"+shopper.TenderField))
	if got := wordsOf(one(t, "fault", with(all(root, "p"), "id", attr(field, "aria-describedby")))); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The page of an order that has left shows how to pay it. Before it leaves, and if the
// shop refuses it, there is nothing to pay.
func TestThanksPayment(t *testing.T) {
	tests := []struct {
		state outbox.State
		want  bool
	}{
		{outbox.Sent, true}, {outbox.ByHand, true}, {outbox.Reported, true},
		{outbox.Sending, false}, {outbox.Waiting, false}, {outbox.Refused, false}, {outbox.Cancelled, false}, {outbox.Old, false},
	}
	for _, test := range tests {
		t.Run(string(test.state), func(t *testing.T) {
			s := demoStore(t, "es")
			o := ordered(s)
			o.Payment.Method = "transfer"
			s.Orders.Save(shopper.Sent{Kind: "whatsapp", State: test.state, Order: o})
			root := render(t, NewRoot(s, at(t, "/gracias")))
			shown := len(with(all(root, "section"), "class", "pay")) > 0
			if shown != test.want {
				t.Fatalf("got shown %t, want %t", shown, test.want)
			}
			if !test.want {
				return
			}
			for _, want := range []string{"Cómo pagar: Transferencia BCP", "002-193-001234567890-13", s.Money(o.Figures.Total), shopper.OrderNumber(o.ID)} {
				if !strings.Contains(wordsOf(root), want) {
					t.Errorf("got %q, want it to contain %q", wordsOf(root), want)
				}
			}
			one(t, "button", named(all(root, "button"), "Copiar: CCI"))
		})
	}
}

// The QR code of a wallet is drawn once, however often the page is.
func TestThanksCode(t *testing.T) {
	s := demoStore(t, "es")
	o := ordered(s)
	o.Payment.Method = "wallet"
	s.Orders.Save(shopper.Sent{Kind: "whatsapp", State: outbox.ByHand, Order: o})
	page := NewRoot(s, at(t, "/gracias"))
	for range 2 {
		root := render(t, page)
		code := one(t, "code", with(all(root, "svg"), "class", "qr"))
		if got := attr(code, "aria-label"); got != spanishOrder.PayCode("Yape") {
			t.Errorf("got %q, want a named code", got)
		}
		one(t, "button", named(all(root, "button"), spanishOrder.SaveCode))
	}
}

// The words below the button that sends the order say that the shopper goes on to the
// page of a provider, and nothing of a time that is not this order's.
func TestTipOfHostedPayment(t *testing.T) {
	s := demoStore(t, "es")
	ordered(s)
	tip := func() string {
		return wordsOf(with(all(render(t, NewRoot(s, at(t, "/pedido"))), "p"), "class", "send__tip")[0])
	}
	if got := tip(); !strings.Contains(got, "Aún no pagas nada") {
		t.Errorf("in cash: got %q", got)
	}
	s.Checkout.SetField(shopper.MeansField("stripe"), "stripe")
	if got := tip(); !strings.Contains(got, "pasas a la página de pago") || strings.Contains(got, "48") {
		t.Errorf("by a provider: got %q", got)
	}
}
