package shopper

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/session"
)

const deliveredID = "01939a3e-7b00-7123-8abc-0123456789ab"

// orderWithID returns an order of two caps.
func orderWithID(t *testing.T, id string) *order.Order {
	t.Helper()
	hat, _ := read(t, few).Product(1)
	var c cart.Cart
	if err := c.Add(hat, 0, 2); err != nil {
		t.Fatal(err)
	}
	return &order.Order{
		ID: id, Customer: order.Customer{Name: "Rosa Ñahui", Phone: "999 000 111"},
		Lines: order.Lines(&c, map[cart.Key]string{"1": "Para regalo"}), Note: "Tocar dos veces", Currency: "PEN",
	}
}

// sentStore returns a shopper whose session has a sent order.
func sentStore(t *testing.T, id string, state outbox.State) *Shopper {
	t.Helper()
	s := open(t, "es", few, &session.Memory{})
	s.Orders.Save(Sent{Kind: "server", State: state, Order: *orderWithID(t, id)})
	return s
}

func (s *Shopper) wantSent(t *testing.T, id string, state outbox.State) {
	t.Helper()
	if last, _ := s.Orders.Last(); last.Order.ID != id || last.State != state {
		t.Errorf("session: got order %q in state %s, want %q in state %s", last.Order.ID, last.State, id, state)
	}
}

// News of an order from an earlier session reaches the next one. The session
// adopts the order unless one of its own needs attention.
func TestDeliverFromEarlierSession(t *testing.T) {
	const other = "01939a3e-7b00-7123-8abc-00000000000f"
	tests := []struct {
		name     string
		own      outbox.State // state of the session's own order; empty if it has none
		arrived  outbox.State
		want     bool   // result of Deliver
		news     string // part of the news; empty if there are none
		taken    bool   // whether the session adopts the order
		wantBack bool   // whether the lines return to the cart
	}{
		{"waits", "", outbox.Waiting, true, "todavía espera conexión", true, false},
		{"arrived", "", outbox.Sent, true, "ya llegó a la tienda", true, false},
		{"changed", "", outbox.Changed, true, "no pudo aceptar", true, true},
		{"refused", "", outbox.Refused, true, "no pudo aceptar", true, true},
		{"waited too long", "", outbox.Old, true, "¿todavía lo quieres?", true, true},
		{"waited too long, with another order", outbox.Waiting, outbox.Old, false, "", false, false},
		{"being sent", "", outbox.Sending, true, "", false, false},
		{"taken back in another tab", "", outbox.Cancelled, true, "", false, false},
		{"waits, after a sent order", outbox.Sent, outbox.Waiting, true, "todavía espera conexión", true, false},
		{"waits, with another order", outbox.Waiting, outbox.Waiting, false, "", false, false},
		{"arrived, with another order", outbox.Waiting, outbox.Sent, true, "ya llegó a la tienda", false, false},
		{"changed, with another order", outbox.Waiting, outbox.Changed, false, "", false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, "es", few, &session.Memory{})
			if test.own != "" {
				s = sentStore(t, other, test.own)
			}
			o := orderWithID(t, deliveredID)
			d := outbox.Delivery{State: test.arrived, Kind: "server", Token: token, Order: o, Proposal: o}
			if got := s.Orders.Deliver(deliveredID, d); got != test.want {
				t.Errorf("Deliver: got %v, want %v", got, test.want)
			}
			news := strings.Join(s.News, "\n")
			if !strings.Contains(news, test.news) || (test.news == "") != (news == "") {
				t.Errorf("got the news %q, want %q", news, test.news)
			}
			if s.NewsOfOrder != (news != "") {
				t.Errorf("news with a link to the order: got %v, want %v", s.NewsOfOrder, news != "")
			}
			if test.taken {
				s.wantSent(t, deliveredID, test.arrived)
				if last, _ := s.Orders.Last(); last.Token != token {
					t.Errorf("got the token %q, want %q", last.Token, token)
				}
			} else if test.own != "" {
				s.wantSent(t, other, test.own)
			}
			if got := s.Session.Cart().Count() == 2; got != test.wantBack {
				t.Errorf("lines back in the cart: got %v, want %v", got, test.wantBack)
			}
			if s.Orders.Deliver(deliveredID, d); strings.Join(s.News, "\n") != news && test.taken {
				t.Errorf("delivered again: got the news %q, want nothing new", s.News)
			}
		})
	}
}

// An order that returns to the cart keeps the lines added meanwhile, and
// restores the customer and the draft.
func TestOrderReturnsToCart(t *testing.T) {
	s := sentStore(t, deliveredID, outbox.Waiting)
	s.Add(2, 0, 1)
	o := orderWithID(t, deliveredID)
	s.Orders.Deliver(deliveredID, outbox.Delivery{State: outbox.Changed, Order: o, Proposal: o})
	have := s.Session.Cart()
	if socks, ok := have.Line("2"); !ok || socks.Quantity != 1 || have.Count() != 3 {
		t.Errorf("got %v in the cart, want the lines added since and the order's lines", have.Lines())
	}

	s = open(t, "es", few, &session.Memory{})
	s.Orders.Deliver(deliveredID, outbox.Delivery{State: outbox.Changed, Order: o, Proposal: o})
	if c := s.Checkout.Customer(); c.Name != "Rosa Ñahui" {
		t.Errorf("got the customer %+v, want the one of the order", c)
	}
	if d := s.Checkout.Draft(); d.ID != deliveredID || d.Note != "Tocar dos veces" || d.Notes["1"] != "Para regalo" {
		t.Errorf("got the draft %+v, want the one of the order, with its number", d)
	}
}

// An order counts as cancelled only when nobody can send it any more.
func TestDeliverCancelled(t *testing.T) {
	tests := []struct {
		name    string
		arrived outbox.Delivery
		news    bool
	}{
		{"in time", outbox.Delivery{State: outbox.Cancelled}, false},
		{"after an attempt without an answer", outbox.Delivery{State: outbox.Cancelled, Unsure: true}, true},
		{"too late", outbox.Delivery{State: outbox.Sent}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sentStore(t, deliveredID, outbox.Waiting)
			s.Orders.Deliver(deliveredID, test.arrived)
			s.wantSent(t, deliveredID, test.arrived.State)
			if got, want := s.Session.Cart().Count() == 2, test.arrived.State != outbox.Sent; got != want {
				t.Errorf("lines back in the cart: got %v, want %v", got, want)
			}
			if d := s.Checkout.Draft(); d.ID == deliveredID {
				t.Error("got the same number for the next order, want a new one")
			}
			if got := len(s.News) > 0; got != test.news {
				t.Errorf("got the news %q, want a warning: %v", s.News, test.news)
			}
			s.Orders.Deliver(deliveredID, outbox.Delivery{State: outbox.Waiting}) // from a tab that has not heard of it
			s.wantSent(t, deliveredID, test.arrived.State)
		})
	}
}

// The state of an order shows in the page, the cart and the number of the next
// order.
func TestDeliverOwnOrder(t *testing.T) {
	tests := []struct {
		name     string
		arrived  []outbox.State
		state    outbox.State
		units    int
		renewed  bool // whether the next order has a new number
		newsLike string
	}{
		{"sent", []outbox.State{outbox.Sending, outbox.Sent}, outbox.Sent, 0, true, ""},
		{"waits", []outbox.State{outbox.Sending, outbox.Waiting, outbox.Sending}, outbox.Waiting, 0, true, ""},
		{"waits, then sent", []outbox.State{outbox.Sending, outbox.Waiting, outbox.Sending, outbox.Sent, outbox.Sent}, outbox.Sent, 0, true, ""},
		{"taken back", []outbox.State{outbox.Sending, outbox.Waiting, outbox.Cancelled}, outbox.Cancelled, 3, true, ""},
		{"refused", []outbox.State{outbox.Sending, outbox.Refused}, outbox.Refused, 3, false, spanishOrder.LaterRefused},
		{"refused later", []outbox.State{outbox.Sending, outbox.Waiting, outbox.Refused}, outbox.Refused, 3, false, spanishOrder.LaterRefused},
		{"waited too long", []outbox.State{outbox.Sending, outbox.Waiting, outbox.Old}, outbox.Old, 3, false, spanishOrder.Thanks[outbox.Old]},
		{"number of another order", []outbox.State{outbox.Sending, outbox.Taken}, outbox.Taken, 3, true, spanishOrder.LaterRefused},
		{"neither sent nor stored", []outbox.State{outbox.Sending, outbox.Unkept}, outbox.Unkept, 3, false, spanishOrder.LaterRefused},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, posted := posting(t)
			o := ordered(s)
			if !s.Checkout.Send("server") || len(*posted) != 1 || (*posted)[0].ID != o.ID {
				t.Fatalf("got %d orders sent and faults %v, want one and none", len(*posted), s.Checkout.Faults(o))
			}
			for _, state := range test.arrived {
				s.Orders.Deliver(o.ID, outbox.Delivery{State: state, Kind: "server", Order: &o})
			}
			last, _ := s.Orders.Last()
			if last.State != test.state || last.Order.ID != o.ID {
				t.Errorf("got the state %q, want %q", last.State, test.state)
			}
			if got := s.Session.Cart().Count(); got != test.units {
				t.Errorf("got %d units in the cart, want %d", got, test.units)
			}
			if got := s.Checkout.Draft().ID != o.ID; got != test.renewed {
				t.Errorf("new number: got %v, want %v", got, test.renewed)
			}
			if got := strings.Join(s.News, "\n"); got != test.newsLike {
				t.Errorf("news: got %q, want %q", got, test.newsLike)
			}
		})
	}
}

// The session adopts and shows an order of an earlier session that needs
// attention.
func TestOrderOfAnEarlierSession(t *testing.T) {
	s, _ := posting(t)
	o := ordered(s)
	s.Open(&session.Memory{}, Early{})
	s.Orders.Deliver(o.ID, outbox.Delivery{State: outbox.Sending, Kind: "server", Order: &o})
	if _, ok := s.Orders.Last(); ok {
		t.Error("being sent: got it shown, want no news")
	}
	s.Orders.Deliver(o.ID, outbox.Delivery{State: outbox.Waiting, Kind: "server", Order: &o})
	if last, ok := s.Orders.Last(); !ok || last.State != outbox.Waiting || strings.Join(s.News, "") != spanishOrder.EarlierWaits(OrderNumber(o.ID)) {
		t.Errorf("waiting: got the state %v and the news %q, want it shown", last.State, s.News)
	}
	s.Orders.Deliver("0198c0de-0000-7000-8000-00000000abcd", outbox.Delivery{State: outbox.Sent})
	if want := spanishOrder.EarlierArrived("0000ABCD"); s.News[len(s.News)-1] != want {
		t.Errorf("sent: got the news %q, want %q", s.News, want)
	}
}
