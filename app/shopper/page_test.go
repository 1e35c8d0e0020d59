package shopper

import (
	"testing"
	"time"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shop"
)

// fakePage is a page on which time passes when the test calls pass.
type fakePage struct {
	path          string
	focused, went string
	pressed       string // id of the button that was pressed last
	loaded        string // every page loaded, each with the page behind it
	after         []func()
	longest       time.Duration
}

func (p *fakePage) Path() string           { return p.path }
func (p *fakePage) Navigate(path string)   { p.went = path }
func (p *fakePage) Load(path, back string) { p.loaded += path + " " + back }
func (p *fakePage) Focus(id string)        { p.focused = id }
func (p *fakePage) Press(id string)        { p.pressed = id }
func (p *fakePage) After(d time.Duration, f func()) {
	p.after, p.longest = append(p.after, f), max(p.longest, d)
}

// pass runs all functions that wait for their time.
func (p *fakePage) pass() {
	for _, f := range p.after {
		f()
	}
	p.after = nil
}

// actions lists everything that a shopper can do, with the preparation it
// needs.
var actions = []struct {
	name  string
	begin func(s *Shopper)
	do    func(s *Shopper)
	toast bool // whether it shows a toast
}{
	{"add", nothing, func(s *Shopper) { s.Add(1, 0, 1) }, true},
	{"add a sold-out product", nothing, func(s *Shopper) { s.Add(4, 0, 1) }, true},
	{"set a quantity", one, func(s *Shopper) { s.SetQuantity("2", "3") }, false},
	{"set an invalid quantity", one, func(s *Shopper) { s.SetQuantity("2", "x") }, true},
	{"remove", one, func(s *Shopper) { s.Remove("2") }, false},
	{"clear", one, func(s *Shopper) { s.Clear() }, false},
	{"undo", func(s *Shopper) { one(s); s.Remove("2") }, func(s *Shopper) { s.Undo() }, false},
	{"favourite", nothing, func(s *Shopper) { p, _ := s.Catalog.Product(1); s.ToggleFavorite(p) }, false},
	{"view", nothing, func(s *Shopper) { p, _ := s.Catalog.Product(1); s.View(p) }, false},
	{"take a link", linked, func(s *Shopper) { s.Link.Take() }, true},
	{"fill in a field", one, func(s *Shopper) { s.Checkout.SetField("customer-name", "Ana") }, false},
	{"write a note", one, func(s *Shopper) { s.Checkout.SetField("note", "Hola") }, false},
	{"begin an order", one, func(s *Shopper) { s.Checkout.Begin() }, false},
	{"forget", one, func(s *Shopper) { s.Checkout.Forget() }, true},
	{"send", sendable, func(s *Shopper) {
		s.Orders.Save(Sent{Kind: "server", State: outbox.Sending, Order: s.Checkout.Order()})
	}, false},
	{"deliver", func(s *Shopper) { sendable(s); save(s, outbox.Sending) }, func(s *Shopper) {
		s.Orders.Deliver(s.Checkout.Draft().ID, outbox.Delivery{State: outbox.Sent, Kind: "server"})
	}, false},
	{"confirm sending by hand", func(s *Shopper) { sendable(s); save(s, outbox.ByHand) }, func(s *Shopper) { s.Orders.ConfirmSent() }, false},
}

func nothing(*Shopper) {}

func one(s *Shopper) { s.Add(2, 0, 1) }

func linked(s *Shopper) {
	p, _ := s.Catalog.Product(2)
	var c cart.Cart
	c.Add(p, 0, 2)
	link, err := c.Link()
	if err != nil {
		panic(err)
	}
	s.Link.Open(link)
}

func sendable(s *Shopper) {
	one(s)
	s.Checkout.Begin()
}

func save(s *Shopper, state outbox.State) {
	s.Orders.Save(Sent{Kind: "server", State: state, Order: s.Checkout.Order()})
}

// After every action, a broken storage is in the news once, and a toast goes by
// itself.
func TestEveryAction(t *testing.T) {
	for _, action := range actions {
		t.Run(action.name, func(t *testing.T) {
			storage := &faulty{}
			s := open(t, "es", few, storage)
			page := &fakePage{}
			s.Page = page
			action.begin(s)
			page.pass()
			storage.off = true
			for range 2 {
				action.do(s)
			}
			if s.Session.Broken() != nil {
				count := 0
				for _, news := range s.News {
					if news == spanish.StorageBroken {
						count++
					}
				}
				if count != 1 {
					t.Errorf("broken storage: got %d sentences in the news, want one", count)
				}
			} else if !action.toast {
				t.Error("the action wrote nothing to storage")
			}
			if s.Message.Toast != action.toast {
				t.Errorf("toast: got %v, want %v", s.Message.Toast, action.toast)
			}
			if page.pass(); s.Message.Toast {
				t.Error("the toast is still shown after its time")
			}
		})
	}
}

// The timer of one toast does not close a later one.
func TestToastTimer(t *testing.T) {
	s := open(t, "es", few, &session.Memory{})
	page := &fakePage{}
	s.Page = page
	s.Add(1, 0, 1)
	first := page.after
	s.Add(2, 0, 1)
	for _, f := range first {
		f()
	}
	if !s.Message.Toast || page.longest != ToastTime {
		t.Errorf("toast: got %v after %v, want the later one still shown", s.Message.Toast, page.longest)
	}
}

// The page that is shown decides how the state of an order is told.
func TestDeliveryOnEachPage(t *testing.T) {
	tests := []struct {
		name, path  string
		d           outbox.Delivery
		went, focus string
		message     string
		news        bool
	}{
		{"sent, at the checkout", address.Checkout, outbox.Delivery{State: outbox.Sent}, address.Thanks, "", "", false},
		{"waiting, at the checkout", address.Checkout, outbox.Delivery{State: outbox.Waiting}, address.Thanks, "", "", false},
		{"sent, at the thanks page", address.Thanks, outbox.Delivery{State: outbox.Sent}, "", "", spanishOrder.Thanks[outbox.Sent] + ". " + spanishOrder.Next[outbox.Sent], false},
		{"sent, elsewhere", address.Home, outbox.Delivery{State: outbox.Sent}, "", "", spanishOrder.Thanks[outbox.Sent] + ". " + spanishOrder.Next[outbox.Sent], false},
		{"changed, at the checkout", address.Checkout, outbox.Delivery{State: outbox.Changed}, "", ChangesID, spanishOrder.ChangedTitle, false},
		{"changed, elsewhere", address.Home, outbox.Delivery{State: outbox.Changed}, "", "", "", true},
		{"refused, at the checkout", address.Checkout, outbox.Delivery{State: outbox.Refused, Faults: order.Faults{{Field: "delivery.zone", Problem: order.Missing}}}, "", FaultsID, spanishOrder.ZoneNotChosen, false},
		{"refused, elsewhere", address.Home, outbox.Delivery{State: outbox.Refused}, "", "", "", true},
		{"cancelled", address.Thanks, outbox.Delivery{State: outbox.Cancelled}, "", "", spanishOrder.Cancelled, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, "es", few, &session.Memory{})
			sendable(s)
			page := &fakePage{path: test.path}
			s.Page = page
			o := s.Checkout.Order()
			test.d.Order, test.d.Proposal = &o, &o
			save(s, outbox.Sending)
			s.Notices.clear()
			s.Orders.Deliver(o.ID, test.d)
			if page.went != test.went || page.focused != test.focus || s.Message.Text != test.message || len(s.News) > 0 != test.news {
				t.Errorf("got the page %q, the focus on %q, the message %q, the news %q; want %q, %q, %q, news %v",
					page.went, page.focused, s.Message.Text, s.News, test.went, test.focus, test.message, test.news)
			}
		})
	}
}

// Once an order has arrived that the shopper has just sent, the page of the provider opens.
// Anywhere else the shopper has to press a button.
func TestPayAtOnce(t *testing.T) {
	sent := outbox.Delivery{State: outbox.Sent, Token: token}
	tests := []struct {
		name, path, kind string
		begin            func(s *Shopper)
		arrived          []outbox.Delivery
		went, loaded     string
	}{
		{"sent", address.Checkout, "stripe", send, []outbox.Delivery{{State: outbox.Sending}, sent}, "", "/pedido/" + token + "/pagar /gracias"},
		{"a second copy", address.Checkout, "stripe", send, []outbox.Delivery{sent, sent}, "", "/pedido/" + token + "/pagar /gracias"},
		{"paid to the shop", address.Checkout, "transfer", send, []outbox.Delivery{sent}, address.Thanks, ""},
		{"an older server", address.Checkout, "stripe", send, []outbox.Delivery{{State: outbox.Sent}}, address.Thanks, ""},
		{"waited", address.Checkout, "stripe", send, []outbox.Delivery{{State: outbox.Waiting}, sent}, address.Thanks, ""},
		{"another page", address.Cart, "stripe", send, []outbox.Delivery{sent}, "", ""},
		{"sent in another tab, or before a reload", address.Checkout, "stripe", func(s *Shopper) { save(s, outbox.Sending) }, []outbox.Delivery{sent}, address.Thanks, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, _ := payable(t, shop.Payment{Kind: test.kind})
			page := &fakePage{path: test.path}
			s.Page = page
			o := s.Checkout.Order()
			test.begin(s)
			for _, d := range test.arrived {
				d.Order = &o
				if s.Orders.Deliver(o.ID, d) && page.went != "" {
					page.path = page.went
				}
			}
			if last, _ := s.Orders.Last(); last.Token != test.arrived[len(test.arrived)-1].Token {
				t.Errorf("session: got the token %q", last.Token)
			}
			if page.went != test.went || page.loaded != test.loaded {
				t.Errorf("got the page %q and loaded %q, want %q and %q", page.went, page.loaded, test.went, test.loaded)
			}
		})
	}
}

func send(s *Shopper) { s.Checkout.Send("server") }

// An order whose state stays unknown can be sent again after a while.
func TestSendingEnds(t *testing.T) {
	s := open(t, "es", few, &session.Memory{})
	sendable(s)
	save(s, outbox.Sending)
	page := &fakePage{path: address.Checkout}
	s.Page = page
	s.Checkout.Begin()
	if !s.Orders.Sending() {
		t.Fatal("Sending: got false, want true")
	}
	page.pass()
	if last, _ := s.Orders.Last(); last.State != outbox.Unkept || page.focused != FaultsID {
		t.Errorf("got the state %q and the focus on %q, want %q and the faults", last.State, page.focused, outbox.Unkept)
	}
}

// The program takes over what boot.js did before it ran.
func TestEarly(t *testing.T) {
	storage := &session.Memory{}
	first := open(t, "es", few, storage)
	first.Add(1, 0, 1)
	first.Add(2, 0, 2)
	before := first.Session.Get(session.Cart)
	first.Remove("2")
	s := New(first.Shop, first.Catalog)
	s.Open(storage, Early{Lost: []string{"Zapato", ""}, Cart: before})
	if want := []string{spanish.EntryDropped("Zapato"), spanish.CartUnreadable}; len(s.News) != 2 || s.News[0] != want[0] || s.News[1] != want[1] {
		t.Errorf("got the news %q, want %q", s.News, want)
	}
	if s.Undo(); keys(s) != "1×1 2×2" {
		t.Errorf("got the cart %q, want the line that boot.js removed back", keys(s))
	}
}
