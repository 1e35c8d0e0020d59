package ui

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/session"
	"carrito/app/shop"

	"golang.org/x/net/html"
)

// write fills the checkout in, for a delivery to Lima.
func write(s *Store) {
	for id, value := range map[string]string{
		"customer-name": " Ana Quispe ", "customer-phone": "987 654 321", "customer-address": "Jr. Cusco 123", "customer-city": "Lima",
		"zone-envio": "lima", "note": "Tocar fuerte", "note-26:1": "De regalo",
	} {
		s.SetField(id, value)
	}
}

// ordered returns an order of a full cart that nothing is wrong with.
func ordered(s *Store) order.Order {
	filled(s)
	s.begin()
	write(s)
	return s.order()
}

// change tells a store that its order is for another price now.
func change(s *Store, o order.Order) order.Order {
	s.saveSent(sent{kind: "server", state: Sending, order: o})
	p := o
	p.Lines = slices.Clone(o.Lines)
	p.Lines[0].UnitPrice = money.FromMinor(p.Lines[0].UnitPrice.Minor()+500, 2)
	p.Figures = s.terms.Price(p.Lines, p.Delivery, order.Promo{})
	s.OrderTold(o.ID, Delivery{State: Changed, Kind: "server", Proposal: &p})
	return p
}

// posting returns the demo shop, in which all that is sent is noted.
func posting(t *testing.T) (*Store, *[]order.Order) {
	t.Helper()
	var posted []order.Order
	s := demoStore(t, "es")
	s.Post = func(_ shop.Channel, o order.Order) { posted = append(posted, o) }
	v := visit(t, s, "/pedido")
	s.root = v.ctx
	return s, &posted
}

func TestOrderFromTheForm(t *testing.T) {
	s := demoStore(t, "es")
	o := ordered(s)
	if faults := s.faults(o); faults != nil {
		t.Fatalf("got the faults %v, want none", faults)
	}
	want := order.Customer{Name: "Ana Quispe", Phone: "987 654 321", Address: "Jr. Cusco 123", City: "Lima"}
	if o.Customer != want || o.Note != "Tocar fuerte" || o.Lines[1].Note != "De regalo" || o.Lines[0].Note != "" {
		t.Errorf("got %+v, want what was typed, without the spaces around it", o)
	}
	if o.Figures.Shipping.String() != "10.00" {
		t.Errorf("got shipping %s, want that of the zone", o.Figures.Shipping)
	}
	s.SetField("way-recojo", "recojo")
	if o := s.order(); o.Customer.Address != "" || o.Customer.City != "" || !o.Figures.Shipping.Zero() {
		t.Errorf("picked up: got %+v and shipping %s, want no address and none", o.Customer, o.Figures.Shipping)
	}
	s.SetField("way-envio", "envio")
	if o := s.order(); o.Customer.City != "Lima" || o.Delivery.Zone != "lima" {
		t.Errorf("delivered after all: got %+v, %+v; want the address and the zone still there", o.Customer, o.Delivery)
	}
}

// Every field has a label, tells the browser what it is, and is marked with what
// is wrong with it.
func TestCheckoutFields(t *testing.T) {
	s := demoStore(t, "es")
	filled(s)
	s.checkout.refused = true
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
				t.Errorf("aria-invalid: got %v, want it with the fault %q only", got, test.fault)
			}
			if test.fault == "" {
				return
			}
			said := one(t, "fault", with(all(root, "p"), "id", attr(field, "aria-describedby")))
			if got := text(said); got != test.fault {
				t.Errorf("got %q, want %q", got, test.fault)
			}
			one(t, "link in the summary", with(named(all(root, "a"), test.fault), "href", "#"+test.id))
		})
	}
}

// What the server writes can be used before the program is there, and sends
// nothing.
func TestCheckoutOfTheServer(t *testing.T) {
	root := render(t, NewRoot(demoStore(t, "es"), at(t, "/pedido")))
	form := one(t, "form", with(all(root, "form"), "class", "checkout"))
	if got := attr(form, "method"); got != "dialog" {
		t.Errorf("got a form of the method %q, want one that goes nowhere", got)
	}
	one(t, "name", with(all(form, "input"), "id", "customer-name"))
	if got := with(all(form, "button"), "type", "submit"); len(got) > 0 {
		t.Errorf("got %d buttons that send, want none", len(got))
	}
	if got := text(one(t, "noscript", all(form, "noscript"))); got != spanishOrder.NeedsJavaScript {
		t.Errorf("without JavaScript: got %q, want %q", got, spanishOrder.NeedsJavaScript)
	}
}

func TestNoCheckoutWithoutChannels(t *testing.T) {
	s := store(t, "es", few, &session.Memory{})
	s.Add(1, 0, 1)
	for _, path := range []string{checkoutPath, thanksPath} {
		if got := s.Route(at(t, path)).Status; got != 404 {
			t.Errorf("%s: got %d, want 404", path, got)
		}
		if slices.Contains(s.PlainPaths(), path) {
			t.Errorf("got the page %s, want none", path)
		}
	}
	if got := text(render(t, NewRoot(s, at(t, cartPath)))); strings.Contains(got, spanishOrder.Order) || !strings.Contains(got, spanish.SubtotalNote) {
		t.Errorf("got %q, want no way to order", got)
	}
	shop := demoStore(t, "es")
	filled(shop)
	if got := linked(render(t, NewRoot(shop, at(t, cartPath))), spanishOrder.Order); got != checkoutPath {
		t.Errorf("got the link %q, want %s", got, checkoutPath)
	}
	if slices.Contains(shop.Paths(), checkoutPath) || !slices.Contains(shop.PlainPaths(), checkoutPath) {
		t.Error("want the checkout as a file, and in no sitemap")
	}
}

func TestMinimum(t *testing.T) {
	s := demoStore(t, "es")
	s.terms.Minimum = money.FromMinor(1000_00, 2)
	o := ordered(s)
	if got := s.faults(o).Of("subtotal"); got != order.TooFew {
		t.Errorf("got %q, want %q", got, order.TooFew)
	}
	want := spanishOrder.Minimum("S/\u00a01,000.00", s.Money(money.FromMinor(1000_00-o.Figures.Subtotal.Minor(), 2)))
	if got := text(render(t, NewRoot(s, at(t, checkoutPath)))); !strings.Contains(got, fold(want)) {
		t.Errorf("got %q, want %q in it", got, want)
	}
}

func TestPromo(t *testing.T) {
	s := demoStore(t, "es")
	o := ordered(s)
	v := visit(t, s, checkoutPath)
	var found func(order.Promo, bool)
	s.root = v.ctx
	s.CheckPromo = func(typed string, f func(order.Promo, bool)) { found = f }
	s.SetField("promo", " alpaca10 ")
	s.checkPromo()
	if got := s.faults(s.order()).Of("promo"); got != promoAsking {
		t.Errorf("while it is asked: got %q, want %q", got, promoAsking)
	}
	found(order.Promo{Percent: 10_00, Hash: "x"}, true)
	if got := s.order().Figures; got.Discount.Minor() != (o.Figures.Subtotal.Minor()+5)/10 || s.faults(s.order()) != nil {
		t.Errorf("found: got the discount %s and %v, want a tenth of %s", got.Discount, s.faults(s.order()), o.Figures.Subtotal)
	}
	s.SetField("promo", "alpaca")
	if got := s.order().Figures; got != o.Figures {
		t.Errorf("another one: got %+v, want no discount", got)
	}
	s.checkPromo()
	found(order.Promo{}, false)
	if got := s.faults(s.order()).Of("promo"); got != order.Unknown {
		t.Errorf("unknown: got %q, want %q", got, order.Unknown)
	}
	s.SetField("promo", "alpaca10")
	s.checkPromo()
	found(order.Promo{Percent: 10_00, Hash: "x", Minimum: money.FromMinor(9999_00, 2)}, true)
	if got := s.faults(s.order()); got.Of("promo") != order.TooFew || s.faultText(got[0]) != spanishOrder.PromoFrom(s.Money(money.FromMinor(9999_00, 2))) {
		t.Errorf("below its minimum: got %v, want it said", got)
	}
}

func TestForget(t *testing.T) {
	s := demoStore(t, "es")
	ordered(s)
	s.Forget()
	if got := s.Session.Get(session.Customer); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
	if s.message.text != spanishOrder.Forgotten || s.draft().Note == "" {
		t.Errorf("got the message %q and the note %q, want it said, and the order kept", s.message.text, s.draft().Note)
	}
}

// What becomes of an order is known by the page, the cart and the next order.
func TestOrderTold(t *testing.T) {
	tests := []struct {
		name     string
		told     []DeliveryState
		state    DeliveryState
		units    int
		renewed  bool // whether the next order has another number
		newsLike string
	}{
		{"sent", []DeliveryState{Sending, Sent}, Sent, 0, true, ""},
		{"waits", []DeliveryState{Sending, Waiting, Sending}, Waiting, 0, true, ""},
		{"waits, then sent", []DeliveryState{Sending, Waiting, Sending, Sent, Sent}, Sent, 0, true, ""},
		{"taken back", []DeliveryState{Sending, Waiting, Cancelled}, Cancelled, 3, true, ""},
		{"refused", []DeliveryState{Sending, Refused}, Refused, 3, false, spanishOrder.LaterRefused},
		{"refused later", []DeliveryState{Sending, Waiting, Refused}, Refused, 3, false, spanishOrder.LaterRefused},
		{"waited too long", []DeliveryState{Sending, Waiting, Old}, Old, 3, false, spanishOrder.Thanks[Old]},
		{"another's number", []DeliveryState{Sending, Taken}, Taken, 3, true, spanishOrder.LaterRefused},
		{"neither sent nor kept", []DeliveryState{Sending, Unkept}, Unkept, 3, false, spanishOrder.LaterRefused},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, posted := posting(t)
			o := ordered(s)
			s.here = homePath
			if !s.Send("server") || len(*posted) != 1 || (*posted)[0].ID != o.ID {
				t.Fatalf("got %d orders sent, %v, want this one", len(*posted), s.faults(o))
			}
			for _, state := range test.told {
				s.OrderTold(o.ID, Delivery{State: state, Kind: "server", Order: &o})
			}
			last, _ := s.sent()
			if last.state != test.state || last.order.ID != o.ID {
				t.Errorf("got the state %q, want %q", last.state, test.state)
			}
			if got := s.Session.Cart().Count(); got != test.units {
				t.Errorf("got %d units in the cart, want %d", got, test.units)
			}
			if got := s.draft().ID != o.ID; got != test.renewed {
				t.Errorf("another number: got %v, want %v", got, test.renewed)
			}
			if got := strings.Join(s.news, "\n"); got != test.newsLike {
				t.Errorf("news: got %q, want %q", got, test.newsLike)
			}
		})
	}
}

// What the shop would take instead is shown, and sent under the same number when
// the shopper says so.
func TestChangedOrder(t *testing.T) {
	s, posted := posting(t)
	o := ordered(s)
	p := change(s, o)
	root := render(t, NewRoot(s, at(t, checkoutPath)))
	panel := text(one(t, "panel", with(all(root, "section"), "id", changesID)))
	for _, want := range []string{
		spanish.PriceChanged("Bolso tote de lona", s.Money(o.Lines[0].UnitPrice), s.Money(p.Lines[0].UnitPrice)),
		spanishOrder.AmountChanged("Total", s.Money(o.Figures.Total), s.Money(p.Figures.Total)),
	} {
		if !strings.Contains(panel, fold(want)) {
			t.Errorf("got %q, want %q in it", panel, want)
		}
	}
	s.SetField("customer-name", "Eva Rojas")
	if !s.Confirm() || len(*posted) != 1 {
		t.Fatalf("got %d orders sent, want one", len(*posted))
	}
	if got := (*posted)[0]; got.ID != o.ID || !order.Same(got, p) || got.Customer.Name != "Eva Rojas" || got.Lines[1].Note != "De regalo" {
		t.Errorf("got %+v, want %+v for Eva Rojas", got, p)
	}
	change(s, o)
	s.SetQuantity("3", "1")
	if got := with(all(render(t, NewRoot(s, at(t, checkoutPath))), "section"), "id", changesID); len(got) > 0 || s.Confirm() {
		t.Error("another cart: want what was proposed for the old one gone")
	}
}

func TestChangesInWords(t *testing.T) {
	s := demoStore(t, "es")
	was := ordered(s)
	was.Promo = "ALPACA10"
	now := was
	now.Promo = ""
	now.Lines = slices.Clone(was.Lines[:1])
	now.Lines[0].Quantity, now.Lines[0].Name = 1, "Bolso de lona"
	now.Figures = s.terms.Price(now.Lines, now.Delivery, order.Promo{})
	got := strings.Join(s.changesOf(was, now), "\n")
	for _, want := range []string{
		spanishOrder.LineFewer("Bolso tote de lona", 1, 2), spanish.Renamed("Bolso tote de lona", "Bolso de lona"), spanishOrder.LineGone(orderedName(was.Lines[1])), spanishOrder.PromoGone("ALPACA10"),
		spanishOrder.AmountChanged("IGV", s.Money(was.Figures.Tax), s.Money(now.Figures.Tax)),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant in it\n%s", got, want)
		}
	}
}

// An order of an earlier session that needs the shopper is brought before them.
func TestOrderOfAnEarlierSession(t *testing.T) {
	s, _ := posting(t)
	o := ordered(s)
	s.Open(&session.Memory{})
	s.OrderTold(o.ID, Delivery{State: Sending, Kind: "server", Order: &o})
	if _, ok := s.sent(); ok {
		t.Error("on its way: got it shown, want nothing said")
	}
	s.OrderTold(o.ID, Delivery{State: Waiting, Kind: "server", Order: &o})
	if last, ok := s.sent(); !ok || last.state != Waiting || strings.Join(s.news, "") != spanishOrder.EarlierWaits(orderNumber(o.ID)) {
		t.Errorf("waiting: got %v and the news %q, want it shown", last.state, s.news)
	}
	s.OrderTold("0198c0de-0000-7000-8000-00000000abcd", Delivery{State: Sent})
	if want := spanishOrder.EarlierArrived("0000ABCD"); s.news[len(s.news)-1] != want {
		t.Errorf("sent: got the news %q, want %q", s.news, want)
	}
}

func TestThanks(t *testing.T) {
	tests := []struct {
		state   DeliveryState
		kind    string
		buttons []string
		links   []string
	}{
		{ByHand, "whatsapp", []string{spanishOrder.SaidSent}, []string{spanishOrder.SendAgainBy["whatsapp"]}},
		{ByHand, "email", []string{spanishOrder.SaidSent}, []string{spanishOrder.SendAgainBy["email"]}},
		{Waiting, "server", []string{spanishOrder.Cancel}, nil},
		{Sent, "server", nil, []string{"/admin/pedidos/"}},
		{Refused, "server", nil, []string{spanishOrder.CheckAgain}},
	}
	for _, test := range tests {
		t.Run(string(test.state)+" "+test.kind, func(t *testing.T) {
			s := demoStore(t, "es")
			o := ordered(s)
			s.saveSent(sent{kind: test.kind, state: test.state, order: o})
			main := one(t, "main", all(render(t, NewRoot(s, at(t, thanksPath))), "main"))
			said := text(main)
			next := spanishOrder.Next[test.state]
			if test.state == ByHand {
				next = spanishOrder.NextByHand[test.kind]
			}
			for _, want := range []string{next, o.ID, orderNumber(o.ID), "Bolso tote de lona", "De regalo", "Ana Quispe", "Lima y Callao", s.Money(o.Figures.Total)} {
				if !strings.Contains(said, fold(want)) {
					t.Errorf("got %q, want %q in it", said, want)
				}
			}
			for _, want := range test.buttons {
				one(t, want, named(all(main, "button"), want))
			}
			for _, want := range test.links {
				if !slices.ContainsFunc(all(main, "a"), func(a *html.Node) bool { return strings.Contains(nameOf(a), want) }) {
					t.Errorf("got no link %q, want one", want)
				}
			}
		})
	}
}

// A line's note is found again by its line, wherever the line has gone.
func TestFaultsOfLines(t *testing.T) {
	s := demoStore(t, "es")
	ordered(s)
	s.SetField("note-26:1", strings.Repeat("n", order.MaxLineNote+1))
	faults := s.faults(s.order())
	if len(faults) != 1 || s.fieldID(faults[0].Field) != lineNoteID(cart.KeyOf(26, 1)) || s.faultText(faults[0]) != spanishOrder.TooLong(order.MaxLineNote) {
		t.Errorf("got %v at %q, want the note of the second line", faults, s.fieldID(faults[0].Field))
	}
}
