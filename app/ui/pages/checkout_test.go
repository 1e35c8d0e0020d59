package pages

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shop"
	"carrito/app/shopper"

	"golang.org/x/net/html"
)

// write fills in the checkout, for a delivery to Lima.
func write(s *Shop) {
	for id, value := range map[string]string{
		"customer-name": " Ana Quispe ", "customer-phone": "987 654 321", "customer-address": "Jr. Cusco 123", "customer-city": "Lima",
		"zone-envio": "lima", "note": "Tocar fuerte", "note-26:1": "De regalo",
	} {
		s.Checkout.SetField(id, value)
	}
}

// ordered returns a valid order of a full cart.
func ordered(s *Shop) order.Order {
	filled(s)
	s.Checkout.Begin()
	write(s)
	return s.Checkout.Order()
}

// change makes the shop propose the order with another price, and returns the
// proposal.
func change(s *Shop, o order.Order) order.Order {
	s.Orders.Save(shopper.Sent{Kind: "server", State: outbox.Sending, Order: o})
	p := o
	p.Lines = slices.Clone(o.Lines)
	p.Lines[0].UnitPrice = money.FromMinor(p.Lines[0].UnitPrice.Minor()+500, 2)
	p.Figures = s.Terms.Price(p.Lines, p.Delivery, order.Promo{}, "")
	s.Deliver(o.ID, outbox.Delivery{State: outbox.Changed, Kind: "server", Proposal: &p})
	return p
}

// posts records the orders that are sent.
type posts []order.Order

func (p *posts) Send(_ shop.Channel, o order.Order) { *p = append(*p, o) }
func (p *posts) Cancel(string)                      {}

// posting returns the demo shop, and the orders that it sends.
func posting(t *testing.T) (*Shop, *posts) {
	t.Helper()
	var posted posts
	s := demoStore(t, "es")
	s.Orders.Sender = &posted
	v := visit(t, s, "/pedido")
	s.Root = v.ctx
	return s, &posted
}

// Every field has a label, tells the browser its kind, and is marked if it has
// a fault.
func TestCheckoutFields(t *testing.T) {
	s := demoStore(t, "es")
	filled(s)
	s.Checkout.Ready() // refused, so that faults are shown
	root := render(t, NewRoot(s, at(t, "/pedido")))
	fields := slices.Concat(all(root, "input"), all(root, "textarea"), all(root, "select"))
	tests := []struct{ id, label, autocomplete, mode, fault string }{
		{"customer-name", "Nombre y apellido *", "name", "", spanishOrder.NameMissing},
		{"customer-phone", "Teléfono", "tel", "tel", spanishOrder.ReachMissing},
		{"customer-email", "Correo electrónico", "email", "email", ""},
		{"customer-address", "Calle, número y referencia *", "street-address", "", spanishOrder.StreetMissing},
		{"customer-city", "Distrito o ciudad *", "address-level2", "", spanishOrder.CityMissing},
		{"customer-postalCode", "Código postal", "postal-code", "numeric", ""},
		{"zone-envio", "Zona de envío *", "off", "", spanishOrder.ZoneNotChosen},
		{"note", "Nota para la tienda (opcional)", "", "", ""},
		{"note-3", "Nota para Bolso tote de lona", "off", "", ""},
	}
	for _, test := range tests {
		t.Run(test.id, func(t *testing.T) {
			field := one(t, "field", with(fields, "id", test.id))
			if got := labelOf(root, field); got != test.label {
				t.Errorf("label: got %q, want %q", got, test.label)
			}
			if got := attr(field, "autocomplete"); got != test.autocomplete {
				t.Errorf("autocomplete: got %q, want %q", got, test.autocomplete)
			}
			if got := attr(field, "inputmode"); got != test.mode {
				t.Errorf("inputmode: got %q, want %q", got, test.mode)
			}
			if got, want := has(field, "required"), strings.HasSuffix(test.label, "*"); got != want {
				t.Errorf("required: got %v, want %v", got, want)
			}
			if got := has(field, "aria-invalid"); got != (test.fault != "") {
				t.Errorf("aria-invalid: got %v, want true only with the fault %q", got, test.fault)
			}
			if test.fault == "" {
				return
			}
			announced := one(t, "fault", with(all(root, "p"), "id", attr(field, "aria-describedby")))
			if got := wordsOf(announced); got != test.fault {
				t.Errorf("got %q, want %q", got, test.fault)
			}
			one(t, "link in the summary", with(named(all(root, "a"), test.fault), "href", "#"+test.id))
		})
	}
}

// The server's page can be used before the program runs, but sends nothing.
func TestCheckoutOfTheServer(t *testing.T) {
	root := render(t, NewRoot(demoStore(t, "es"), at(t, "/pedido")))
	form := one(t, "form", with(all(root, "form"), "class", "checkout"))
	if got := attr(form, "method"); got != "dialog" {
		t.Errorf("got the form method %q, want one that sends nothing", got)
	}
	one(t, "name", with(all(form, "input"), "id", "customer-name"))
	if got := with(all(form, "button"), "type", "submit"); len(got) > 0 {
		t.Errorf("got %d buttons that send, want none", len(got))
	}
	if got := wordsOf(one(t, "noscript", all(form, "noscript"))); got != spanishOrder.NeedsJavaScript {
		t.Errorf("without JavaScript: got %q, want %q", got, spanishOrder.NeedsJavaScript)
	}
}

func TestNoCheckoutWithoutChannels(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	for _, path := range []string{address.Checkout, address.Thanks} {
		if got := s.Route(at(t, path)).Status; got != 404 {
			t.Errorf("%s: got %d, want 404", path, got)
		}
		if slices.Contains(s.PlainPaths(), path) {
			t.Errorf("got the page %s among the paths, want none", path)
		}
	}
	if got := wordsOf(render(t, NewRoot(s, at(t, address.Cart)))); strings.Contains(got, spanishOrder.Order) || !strings.Contains(got, spanish.SubtotalNote) {
		t.Errorf("got %q, want no link to the checkout", got)
	}
	shop := demoStore(t, "es")
	filled(shop)
	if got := linked(render(t, NewRoot(shop, at(t, address.Cart))), spanishOrder.Order); got != address.Checkout {
		t.Errorf("got the link %q, want %s", got, address.Checkout)
	}
	if slices.Contains(shop.Paths(), address.Checkout) || !slices.Contains(shop.PlainPaths(), address.Checkout) {
		t.Error("want the checkout in PlainPaths and not in Paths")
	}
}

func TestMinimum(t *testing.T) {
	s := demoStore(t, "es")
	s.Terms.Minimum = money.FromMinor(1000_00, 2)
	o := ordered(s)
	if got := s.Checkout.Faults(o).Of("subtotal"); got != order.TooFew {
		t.Errorf("got %q, want %q", got, order.TooFew)
	}
	want := spanishOrder.Minimum("S/\u00a01,000.00", s.Money(money.FromMinor(1000_00-o.Figures.Subtotal.Minor(), 2)))
	if got := wordsOf(render(t, NewRoot(s, at(t, address.Checkout)))); !strings.Contains(got, fold(want)) {
		t.Errorf("got %q, want it to contain %q", got, want)
	}
}

// The order that the shop proposes is shown. If the shopper agrees, it is sent
// with the same number.
func TestChangedOrder(t *testing.T) {
	s, posted := posting(t)
	o := ordered(s)
	p := change(s, o)
	root := render(t, NewRoot(s, at(t, address.Checkout)))
	panel := wordsOf(one(t, "panel", with(all(root, "section"), "id", shopper.ChangesID)))
	for _, want := range []string{
		spanish.PriceChanged("Bolso tote de lona", s.Money(o.Lines[0].UnitPrice), s.Money(p.Lines[0].UnitPrice)),
		spanishOrder.AmountChanged("Total", s.Money(o.Figures.Total), s.Money(p.Figures.Total)),
	} {
		if !strings.Contains(panel, fold(want)) {
			t.Errorf("got %q, want it to contain %q", panel, want)
		}
	}
	s.Checkout.SetField("customer-name", "Eva Rojas")
	if !s.Checkout.Confirm() || len(*posted) != 1 {
		t.Fatalf("got %d orders sent, want one", len(*posted))
	}
	if got := (*posted)[0]; got.ID != o.ID || !order.Same(got, p) || got.Customer.Name != "Eva Rojas" || got.Lines[1].Note != "De regalo" {
		t.Errorf("got %+v, want %+v for Eva Rojas", got, p)
	}
	change(s, o)
	s.SetQuantity("3", "1")
	if got := with(all(render(t, NewRoot(s, at(t, address.Checkout))), "section"), "id", shopper.ChangesID); len(got) > 0 || s.Checkout.Confirm() {
		t.Error("after a change of the cart: got the old proposal, want none")
	}
}

func TestThanks(t *testing.T) {
	tests := []struct {
		state   outbox.State
		kind    string
		buttons []string
		links   []string
	}{
		{outbox.ByHand, "whatsapp", []string{spanishOrder.ConfirmSent}, []string{spanishOrder.SendAgainBy["whatsapp"]}},
		{outbox.ByHand, "fax", []string{spanishOrder.ConfirmSent}, nil}, // from another version of the program
		{outbox.ByHand, "email", []string{spanishOrder.ConfirmSent}, []string{spanishOrder.SendAgainBy["email"]}},
		{outbox.Waiting, "server", []string{spanishOrder.Cancel}, nil},
		{outbox.Sent, "server", nil, nil},
		{outbox.Refused, "server", nil, []string{spanishOrder.CheckAgain}},
	}
	for _, test := range tests {
		t.Run(string(test.state)+" "+test.kind, func(t *testing.T) {
			s := demoStore(t, "es")
			o := ordered(s)
			s.Orders.Save(shopper.Sent{Kind: test.kind, State: test.state, Order: o})
			main := one(t, "main", all(render(t, NewRoot(s, at(t, address.Thanks))), "main"))
			announced := wordsOf(main)
			for _, want := range []string{s.NextText(shopper.Sent{Kind: test.kind, State: test.state, Order: o}), o.ID, shopper.OrderNumber(o.ID), "Bolso tote de lona", "De regalo", "Ana Quispe", "Lima y Callao", s.Money(o.Figures.Total)} {
				if !strings.Contains(announced, fold(want)) {
					t.Errorf("got %q, want it to contain %q", announced, want)
				}
			}
			for _, want := range test.buttons {
				one(t, want, named(all(main, "button"), want))
			}
			for _, want := range test.links {
				if !slices.ContainsFunc(all(main, "a"), func(a *html.Node) bool { return strings.Contains(nameOf(a), want) }) {
					t.Errorf("no link %q", want)
				}
			}
			if got := len(with(all(main, "section"), "class", "online")); got > 0 {
				t.Errorf("got %d sections for the order's page, want none without a token", got)
			}
		})
	}
}

// The fault of a line's note links to that line, wherever the line is now.
func TestFaultsOfLines(t *testing.T) {
	s := demoStore(t, "es")
	ordered(s)
	s.Checkout.SetField("note-26:1", strings.Repeat("n", order.MaxLineNote+1))
	s.Checkout.Ready() // refused
	root := render(t, NewRoot(s, at(t, address.Checkout)))
	link := one(t, "fault", named(all(root, "a"), spanishOrder.TooLong(order.MaxLineNote)))
	if got, want := attr(link, "href"), "#"+shopper.LineNoteField(cart.KeyOf(26, 1)); got != want {
		t.Errorf("got the fault at %q, want it at the note of the second line, %q", got, want)
	}
}
