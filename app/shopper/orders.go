package shopper

import (
	"time"

	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shop"
)

// Sender sends orders. What becomes of one is reported to [Orders.Deliver].
type Sender interface {
	// Send stores an order for the channels post and server until it is delivered,
	// and tries to send it at once.
	Send(channel shop.Channel, o order.Order)
	// Cancel takes back an order that waits.
	Cancel(id string)
}

// nobody is the Sender of the server's pages, on which nothing is sent.
type nobody struct{}

func (nobody) Send(shop.Channel, order.Order) {}
func (nobody) Cancel(string)                  {}

// Orders follows the orders that a shopper sends.
type Orders struct {
	Sender Sender

	shopper *Shopper
}

// Last returns the order that was sent last, as the session has it.
func (os *Orders) Last() (Sent, bool) {
	s := os.shopper
	if !s.Live {
		return Sent{}, false
	}
	text := s.Session.Get(session.Ordered)
	if text == "" {
		return Sent{}, false
	}
	last, ok := ParseSent(text, s.Shop.Money.Digits)
	if _, known := s.Text.Order.Thanks[last.State]; !known {
		return Sent{}, false
	}
	return last, ok
}

// Save stores the order that was sent last in the session.
func (os *Orders) Save(last Sent) {
	os.shopper.Session.Set(session.Ordered, string(last.AppendJSON(nil)))
	os.shopper.tellBroken()
}

// Sending reports whether the order that is being written is being sent.
func (os *Orders) Sending() bool {
	last, ok := os.Last()
	return ok && last.State == outbox.Sending && last.Order.ID == os.shopper.Checkout.Draft().ID
}

// SaidSent takes the shopper's word that they sent the last order by hand.
func (os *Orders) SaidSent() Result {
	last, ok := os.Last()
	if !ok {
		return Result{}
	}
	last.State = outbox.Told
	os.empty(last.Order.ID)
	os.Save(last)
	return os.shopper.say(os.shopper.Text.Order.Thanks[outbox.Told], false)
}

// Cancel asks for the last order back. Whether that worked is reported to
// [Orders.Deliver]. It returns false if the order does not wait.
func (os *Orders) Cancel() bool {
	last, ok := os.Last()
	if !ok || last.State != outbox.Waiting {
		return false
	}
	os.Sender.Cancel(last.Order.ID)
	return true
}

// empty empties the cart of an order that is on its way, and begins the next
// order.
func (os *Orders) empty(id string) {
	s := os.shopper
	if s.Checkout.Draft().ID != id {
		return
	}
	s.Checkout.saveDraft(order.Draft{})
	s.change(func(c *cart.Cart) error { c.Clear(); return nil })
	s.Checkout.reset()
	s.removed = nil
}

// bringBack makes the cart and the draft those of an order that needs the
// shopper. What is in the cart already stays, unless the order is a proposal of
// the shop.
func (os *Orders) bringBack(o order.Order, proposed bool) {
	s := os.shopper
	d := s.Checkout.Draft()
	mine := d.ID == o.ID
	if d.ID != "" && !mine || mine && !proposed {
		return // another order is begun, or nothing was taken away
	}
	lines := make([]cart.Line, len(o.Lines))
	notes := map[cart.Key]string{}
	for i, l := range o.Lines {
		lines[i] = cart.Line{ProductID: l.ProductID, VariantID: l.VariantID, UnitPrice: l.UnitPrice, Quantity: l.Quantity}
		if l.Note != "" {
			notes[l.Key()] = l.Note
		}
	}
	back := cart.New(lines)
	back.Reconcile(s.Catalog)
	if mine {
		s.change(func(c *cart.Cart) error { *c = back; return nil })
	} else {
		s.Session.Take(&back)
	}
	if s.Session.Get(session.Customer) == "" { // an earlier session's
		s.Checkout.saveCustomer(o.Customer)
	}
	s.Checkout.saveDraft(order.Draft{ID: o.ID, Delivery: o.Delivery, Promo: o.Promo, Note: o.Note, Notes: notes})
	s.Checkout.reset()
}

// sendingLimit is longer than any attempt to send takes.
const sendingLimit = 30 * time.Second

// expireSending allows an order to be sent again if nobody knows what became of
// it: the page was closed meanwhile, and the browser had not stored it.
func (os *Orders) expireSending() {
	if !os.Sending() {
		return
	}
	id := os.shopper.Checkout.Draft().ID
	os.shopper.Page.After(sendingLimit, func() {
		if os.Sending() && os.shopper.Checkout.Draft().ID == id {
			os.Deliver(id, outbox.Delivery{State: outbox.Unkept})
		}
	})
}
