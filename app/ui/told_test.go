package ui

import (
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/session"
)

const toldID = "01939a3e-7b00-7123-8abc-0123456789ab"

// toldOrder is an order of two caps.
func toldOrder(t *testing.T, id string) *order.Order {
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

// sentStore is a shop in whose session an order was sent.
func sentStore(t *testing.T, id string, state DeliveryState) *Store {
	t.Helper()
	s := store(t, "es", few, &session.Memory{})
	s.saveSent(sent{kind: "server", state: state, order: *toldOrder(t, id)})
	return s
}

func (s *Store) wantSent(t *testing.T, id string, state DeliveryState) {
	t.Helper()
	if last, _ := s.sent(); last.order.ID != id || last.state != state {
		t.Errorf("got order %q %s in the session, want %q %s", last.order.ID, last.state, id, state)
	}
}

// An order that waited when the browser was closed is told of in the next session,
// which takes it over unless it is busy with one of its own.
func TestToldOfAnEarlierSession(t *testing.T) {
	const other = "01939a3e-7b00-7123-8abc-00000000000f"
	tests := []struct {
		name     string
		own      DeliveryState // of the order that the session has sent, empty for none
		told     DeliveryState
		want     bool   // told for good
		news     string // part of it, empty for none
		taken    bool   // into the session
		wantBack bool   // in the cart
	}{
		{"waits", "", Waiting, true, "todavía espera conexión", true, false},
		{"arrived", "", Sent, true, "ya llegó a la tienda", true, false},
		{"changed", "", Changed, true, "no pudo aceptar", true, true},
		{"refused", "", Refused, true, "no pudo aceptar", true, true},
		{"waited too long", "", Old, true, "¿todavía lo quieres?", true, true},
		{"waited too long, beside another", Waiting, Old, false, "", false, false},
		{"tried", "", Sending, true, "", false, false},
		{"taken back in another tab", "", Cancelled, true, "", false, false},
		{"waits, after an order that was sent", Sent, Waiting, true, "todavía espera conexión", true, false},
		{"waits, beside another", Waiting, Waiting, false, "", false, false},
		{"arrived, beside another", Waiting, Sent, true, "ya llegó a la tienda", false, false},
		{"changed, beside another", Waiting, Changed, false, "", false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := store(t, "es", few, &session.Memory{})
			if test.own != "" {
				s = sentStore(t, other, test.own)
			}
			o := toldOrder(t, toldID)
			d := Delivery{State: test.told, Kind: "server", Order: o, Proposal: o}
			if got := s.OrderTold(toldID, d); got != test.want {
				t.Errorf("got told %v, want %v", got, test.want)
			}
			news := strings.Join(s.news, "\n")
			if !strings.Contains(news, test.news) || (test.news == "") != (news == "") {
				t.Errorf("got the news %q, want %q", news, test.news)
			}
			links := with(all(render(t, s.newsList()), "a"), "href", "/gracias")
			if got, want := len(links), len(s.news); got != want {
				t.Errorf("got %d links to the order beside the news, want %d", got, want)
			}
			if test.taken {
				s.wantSent(t, toldID, test.told)
			} else if test.own != "" {
				s.wantSent(t, other, test.own)
			}
			if got := s.Session.Cart().Count() == 2; got != test.wantBack {
				t.Errorf("got it back in the cart %v, want %v", got, test.wantBack)
			}
			if s.OrderTold(toldID, d); strings.Join(s.news, "\n") != news && test.taken {
				t.Errorf("told again: got the news %q, want no more than before", s.news)
			}
		})
	}
}

// What comes back leaves what is in the cart by then, and brings what it needs.
func TestOrderThatComesBack(t *testing.T) {
	s := sentStore(t, toldID, Waiting)
	s.Add(2, 0, 1)
	o := toldOrder(t, toldID)
	s.OrderTold(toldID, Delivery{State: Changed, Order: o, Proposal: o})
	have := s.Session.Cart()
	if socks, ok := have.Line("2"); !ok || socks.Quantity != 1 || have.Count() != 3 {
		t.Errorf("got %v in the cart, want what was put there since, and the order's", have.Lines())
	}

	s = store(t, "es", few, &session.Memory{})
	s.OrderTold(toldID, Delivery{State: Changed, Order: o, Proposal: o})
	if c := s.customer(); c.Name != "Rosa Ñahui" {
		t.Errorf("got the customer %+v, want the order's", c)
	}
	if d := s.draft(); d.ID != toldID || d.Note != "Tocar dos veces" || d.Notes["1"] != "Para regalo" {
		t.Errorf("got the draft %+v, want the order's, to be sent under its number", d)
	}
}

// Only once nobody can send it any more is an order said to be taken back.
func TestToldOfACancelledOrder(t *testing.T) {
	tests := []struct {
		name string
		told Delivery
		news bool
	}{
		{"in time", Delivery{State: Cancelled}, false},
		{"after a try without an answer", Delivery{State: Cancelled, Unsure: true}, true},
		{"too late", Delivery{State: Sent}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := sentStore(t, toldID, Waiting)
			s.OrderTold(toldID, test.told)
			s.wantSent(t, toldID, test.told.State)
			if got, want := s.Session.Cart().Count() == 2, test.told.State != Sent; got != want {
				t.Errorf("got it back in the cart %v, want %v", got, want)
			}
			if d := s.draft(); d.ID == toldID {
				t.Error("got the same number for what is ordered next, want another")
			}
			if got := len(s.news) > 0; got != test.news {
				t.Errorf("got the news %q, want a word of caution: %v", s.news, test.news)
			}
			s.OrderTold(toldID, Delivery{State: Waiting}) // by a tab that knew no better
			s.wantSent(t, toldID, test.told.State)
		})
	}
}
