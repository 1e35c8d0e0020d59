package shopper

import (
	"slices"
	"strings"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/session"
	"carrito/app/shop"
)

// write fills in the checkout, for a delivery to Lima.
func write(s *Shopper) {
	for id, value := range map[string]string{
		"customer-name": " Ana Quispe ", "customer-phone": "987 654 321", "customer-address": "Jr. Cusco 123", "customer-city": "Lima",
		"zone-envio": "lima", "note": "Tocar fuerte", "note-26:1": "De regalo",
	} {
		s.Checkout.SetField(id, value)
	}
}

// ordered returns a valid order of a full cart.
func ordered(s *Shopper) order.Order {
	filled(s)
	s.Checkout.Begin()
	write(s)
	return s.Checkout.Order()
}

// posts records the orders that are sent.
type posts []order.Order

func (p *posts) Send(_ shop.Channel, o order.Order) { *p = append(*p, o) }
func (p *posts) Cancel(string)                      {}

func TestOrderFromTheForm(t *testing.T) {
	s := demo(t)
	o := ordered(s)
	if faults := s.Checkout.Faults(o); faults != nil {
		t.Fatalf("got the faults %v, want none", faults)
	}
	want := order.Customer{Name: "Ana Quispe", Phone: "987 654 321", Address: "Jr. Cusco 123", City: "Lima"}
	if o.Customer != want || o.Note != "Tocar fuerte" || o.Lines[1].Note != "De regalo" || o.Lines[0].Note != "" {
		t.Errorf("got %+v, want what was typed, without surrounding spaces", o)
	}
	if o.Figures.Shipping.String() != "10.00" {
		t.Errorf("got shipping %s, want the zone's price", o.Figures.Shipping)
	}
	s.Checkout.SetField("way-recojo", "recojo")
	if o := s.Checkout.Order(); o.Customer.Address != "" || o.Customer.City != "" || !o.Figures.Shipping.Zero() {
		t.Errorf("picked up: got %+v and shipping %s, want no address and no cost", o.Customer, o.Figures.Shipping)
	}
	s.Checkout.SetField("way-envio", "envio")
	if o := s.Checkout.Order(); o.Customer.City != "Lima" || o.Delivery.Zone != "lima" {
		t.Errorf("delivered after all: got %+v, %+v; want the address and the zone as before", o.Customer, o.Delivery)
	}
}

// promos lets the test answer which promo code was typed.
type promos struct {
	found func(order.Promo, bool, error)
}

func (p *promos) Check(_ string, found func(order.Promo, bool, error)) { p.found = found }

func TestPromo(t *testing.T) {
	s := demo(t)
	o := ordered(s)
	var asked promos
	found := func(p order.Promo, ok bool) { asked.found(p, ok, nil) }
	s.Checkout.Promos = &asked
	s.Checkout.SetField("promo", " alpaca10 ")
	s.Checkout.CheckPromo()
	if got := s.Checkout.Faults(s.Checkout.Order()).Of("promo"); got != PromoAsking {
		t.Errorf("while it is checked: got %q, want %q", got, PromoAsking)
	}
	found(order.Promo{Percent: 10_00, Hash: "x"}, true)
	if got := s.Checkout.Order().Figures; got.Discount.Minor() != (o.Figures.Subtotal.Minor()+5)/10 || s.Checkout.Faults(s.Checkout.Order()) != nil {
		t.Errorf("valid: got the discount %s and faults %v, want 10%% of %s", got.Discount, s.Checkout.Faults(s.Checkout.Order()), o.Figures.Subtotal)
	}
	s.Checkout.SetField("promo", "alpaca")
	if got := s.Checkout.Order().Figures; got != o.Figures {
		t.Errorf("other code: got %+v, want no discount", got)
	}
	s.Checkout.CheckPromo()
	found(order.Promo{}, false)
	if got := s.Checkout.Faults(s.Checkout.Order()).Of("promo"); got != order.Unknown {
		t.Errorf("unknown: got %q, want %q", got, order.Unknown)
	}
	s.Checkout.SetField("promo", "alpaca10")
	s.Checkout.CheckPromo()
	found(order.Promo{Percent: 10_00, Hash: "x", Minimum: money.FromMinor(9999_00, 2)}, true)
	if got := s.Checkout.Faults(s.Checkout.Order()); got.Of("promo") != order.TooFew || s.Checkout.FaultText(got[0]) != spanishOrder.PromoFrom(s.Money(money.FromMinor(9999_00, 2))) {
		t.Errorf("below its minimum: got %v, want a fault", got)
	}
}

// A press on the button that sends the order, while the promo code is being checked, is made
// again once the code is known.
func TestSendWhileAPromoIsChecked(t *testing.T) {
	tests := []struct {
		name  string
		press func(c *Checkout) bool // reports whether the order was sent
		meant string                 // id of the button
	}{
		{"sent", func(c *Checkout) bool { return c.Send(shop.ServerChannel) }, "send-server"},
		{"by hand", func(c *Checkout) bool { _, ok := c.SendByHand("whatsapp"); return ok }, "send-whatsapp"},
	}
	answers := []struct {
		name      string
		ok        bool
		err       error
		wantReady bool // whether the order can be sent then
	}{
		{"valid", true, nil, true}, {"unknown", false, nil, false}, {"unchecked", false, errUnchecked, true},
	}
	for _, test := range tests {
		for _, answer := range answers {
			t.Run(test.name+", "+answer.name, func(t *testing.T) {
				s, page := demo(t), &fakePage{}
				s.Page = page
				ordered(s)
				var asked promos
				s.Checkout.Promos = &asked
				s.Checkout.SetField("promo", "ALPACA10")
				s.Checkout.CheckPromo()
				if test.press(s.Checkout) || page.focused != "" || page.pressed != "" {
					t.Errorf("while it is checked: got the focus on %q and a press on %q, want the press to wait", page.focused, page.pressed)
				}
				asked.found(order.Promo{Percent: 10_00, Hash: "x"}, answer.ok, answer.err)
				if page.pressed != test.meant {
					t.Errorf("once it is known: got a press on %q, want one on %q", page.pressed, test.meant)
				}
				if _, ready := s.Checkout.Ready(); ready != answer.wantReady {
					t.Errorf("once it is known: got ready %v, want %v", ready, answer.wantReady)
				}
				page.pressed = ""
				s.Checkout.SetField("promo", "VERANO")
				s.Checkout.CheckPromo()
				asked.found(order.Promo{}, false, nil)
				if page.pressed != "" {
					t.Errorf("another code: got a press on %q, want none", page.pressed)
				}
			})
		}
	}
}

func TestForget(t *testing.T) {
	s := demo(t)
	ordered(s)
	s.Checkout.Forget()
	if got := s.Session.Get(session.Customer); got != "" {
		t.Errorf("got the customer %q, want none", got)
	}
	if s.Message.Text != spanishOrder.Forgotten || s.Checkout.Draft().Note == "" {
		t.Errorf("got the message %q and the note %q, want the action announced and the draft kept", s.Message.Text, s.Checkout.Draft().Note)
	}
}

func TestDifferences(t *testing.T) {
	s := demo(t)
	was := ordered(s)
	was.Promo = "ALPACA10"
	now := was
	now.Promo = ""
	now.Lines = slices.Clone(was.Lines[:1])
	now.Lines[0].Quantity, now.Lines[0].Name = 1, "Bolso de lona"
	now.Figures = s.Terms.Price(now.Lines, now.Delivery, order.Promo{}, "")
	got := strings.Join(s.Differences(was, now), "\n")
	for _, want := range []string{
		spanishOrder.LineFewer("Bolso tote de lona", 1, 2), spanish.Renamed("Bolso tote de lona", "Bolso de lona"), spanishOrder.LineGone(OrderedName(was.Lines[1])), spanishOrder.PromoGone("ALPACA10"),
		spanishOrder.AmountChanged("IGV", s.Money(was.Figures.Tax), s.Money(now.Figures.Tax)),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant it to contain\n%s", got, want)
		}
	}
}
