package shopper

import (
	"time"

	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/shop"
)

// Sender sends orders. It reports the state of each to [Orders.Deliver].
type Sender interface {
	// Send stores an order for a channel of kind post or server until it is
	// delivered, and tries to send it at once.
	Send(channel shop.Channel, o order.Order)
	// Cancel takes back an order that waits.
	Cancel(id string)
}

// nobody is the Sender on the server, where nothing is sent.
type nobody struct{}

func (nobody) Send(shop.Channel, order.Order) {}
func (nobody) Cancel(string)                  {}

// Orders tracks the orders that a shopper has sent.
type Orders struct {
	Sender Sender

	shopper *Shopper
	pressed string // number of the order that was sent on the open page and has no answer yet
}

// Last returns the order that was sent last, from the session.
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

// Save stores the last order in the session.
func (os *Orders) Save(last Sent) {
	os.shopper.Session.Set(session.Ordered, string(last.AppendJSON(nil)))
	os.shopper.warnOfStorage()
}

// Sending reports whether the order in the checkout is being sent.
func (os *Orders) Sending() bool {
	last, ok := os.Last()
	return ok && last.State == outbox.Sending && last.Order.ID == os.shopper.Checkout.Draft().ID
}

// ConfirmSent records that the shopper says they have sent the last order by hand.
func (os *Orders) ConfirmSent() Result {
	last, ok := os.Last()
	if !ok {
		return Result{}
	}
	last.State = outbox.Reported
	os.empty(last.Order.ID)
	os.Save(last)
	return os.shopper.done(os.shopper.Text.Order.Thanks[outbox.Reported], false)
}

// Cancel asks the Sender to take back the last order, which reports the result
// to [Orders.Deliver]. It returns false if the order does not wait.
func (os *Orders) Cancel() bool {
	last, ok := os.Last()
	if !ok || last.State != outbox.Waiting {
		return false
	}
	os.Sender.Cancel(last.Order.ID)
	return true
}

// empty clears the cart and the draft of an order that is on its way, so that
// the next order can begin.
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

// bringBack fills the cart and the draft from an order that needs the shopper's
// attention. Lines in the cart stay, unless the order is the shop's proposal
// for that very cart.
func (os *Orders) bringBack(o order.Order, proposed bool) {
	s := os.shopper
	d := s.Checkout.Draft()
	mine := d.ID == o.ID
	if d.ID != "" && !mine || mine && !proposed {
		return // the shopper writes another order, or the cart still has this one
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
	if s.Session.Get(session.Customer) == "" { // the order is of an earlier session
		s.Checkout.saveCustomer(o.Customer)
	}
	s.Checkout.saveDraft(order.Draft{ID: o.ID, Delivery: o.Delivery, Payment: o.Payment, Promo: o.Promo, Note: o.Note, Notes: notes})
	s.Checkout.reset()
}

// sendingLimit is longer than any attempt to send an order.
const sendingLimit = 30 * time.Second

// expireSending allows an order to be sent again if its state stays unknown: the
// page was closed during the attempt, and the browser had not stored the order.
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
