package ui

import (
	"time"

	"carrito/app/cart"
	"carrito/app/order"
	"carrito/app/session"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// OrderTold says what became of an order that [Store.Post] keeps. It is called
// within [Store.Do], as often as something is known, and may tell of an order
// that was sent in another tab or session. It reports whether the shopper has it
// before them by now: until then it must be kept, and told again.
func (s *Store) OrderTold(id string, d Delivery) bool {
	last, ok := s.sent()
	if !ok || last.order.ID != id {
		return s.toldOther(id, d)
	}
	if last.state == Sent || last.state == Cancelled || last.state == Waiting && d.State == Sending {
		return true // settled, or tried again
	}
	again := last.state == d.State
	last.state, last.hold, last.proposal = d.State, d.Hold, d.Proposal
	switch d.State {
	case Waiting, Sent:
		s.delivered(id)
	case Changed:
		s.bringBack(*d.Proposal, true)
	case Refused, Taken, Unkept, Old, Cancelled:
		s.bringBack(last.order, false)
	}
	s.saveSent(last)
	if draft := s.draft(); draft.ID == id && (d.State == Taken || d.State == Cancelled) {
		s.renumber(draft) // or another order, and what came of this one, would be one
	}
	if !again {
		s.showTold(d)
	}
	return true
}

// toldOther is of an order that is not the one that this session sent last. One
// that still needs the shopper becomes it, where nothing else does; where something
// else does, it is told later.
func (s *Store) toldOther(id string, d Delivery) bool {
	last, ok := s.sent()
	busy := ok && last.state != Sent && last.state != Told && last.state != Cancelled
	t := s.Text.Order
	if d.Order == nil && d.State != Sent || d.State == Sending || d.State == Cancelled || d.State == Unkept {
		return true
	}
	if busy && d.State != Sent {
		return false
	}
	if !busy && d.Order != nil {
		s.saveSent(sent{kind: d.Kind, state: d.State, hold: d.Hold, order: *d.Order, proposal: d.Proposal})
	}
	switch d.State {
	case Sent:
		s.tellOrder(t.EarlierArrived(orderNumber(id)))
	case Waiting:
		s.tellOrder(t.EarlierWaits(orderNumber(id)))
	case Changed:
		s.bringBack(*d.Proposal, true)
		s.tellOrder(t.LaterRefused)
	default:
		s.bringBack(*d.Order, false)
		s.tellOrder(t.laterRefused(d.State))
	}
	return true
}

// tellOrder puts a sentence before the shopper, with the way to the last order.
func (s *Store) tellOrder(text string) { s.news, s.newsOfOrder = append(s.news, text), true }

// showTold brings what became of the order before the shopper, wherever they
// are.
func (s *Store) showTold(d Delivery) {
	t := s.Text.Order
	done := d.State == Sent || d.State == Waiting
	switch {
	case d.State == Sending:
	case d.State == Cancelled && d.Unsure:
		s.news = append(s.news, t.CancelledUnsure)
		s.say(t.CancelledUnsure, false)
	case d.State == Cancelled:
		s.say(t.Cancelled, false)
	case s.here == checkoutPath && done:
		s.root.Dispatch(func(ctx app.Context) { ctx.Navigate(s.href(thanksPath)) })
	case s.here == checkoutPath && d.State == Changed:
		s.say(t.ChangedTitle, false)
		s.focus(changesID)
	case s.here == checkoutPath:
		s.checkout.refused, s.checkout.told = true, d.Faults
		if len(d.Faults) == 0 {
			s.checkout.told = order.Faults{{Field: "order", Problem: order.Problem(d.State)}}
		}
		s.say(s.faultText(s.checkout.told[0]), false)
		s.focus(faultsID)
	case done || s.here == thanksPath:
		s.say(t.Thanks[d.State]+". "+t.Next[d.State], false)
	default:
		s.tellOrder(t.laterRefused(d.State))
	}
}

// laterRefused says that an order which went out by itself is not taken.
func (t *OrderText) laterRefused(state DeliveryState) string {
	if state == Old {
		return t.Thanks[Old]
	}
	return t.LaterRefused
}

// delivered empties the cart of an order that is on its way, and lets the next
// one begin.
func (s *Store) delivered(id string) {
	if s.draft().ID != id {
		return
	}
	s.saveDraft(order.Draft{})
	s.checkout = checkout{}
	s.change(func(c *cart.Cart) error { c.Clear(); return nil })
	s.undo = nil
}

// bringBack makes the cart and the draft those of an order that the shopper must
// see to. What is in the cart already stays as it is, but for what is proposed.
func (s *Store) bringBack(o order.Order, proposed bool) {
	d := s.draft()
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
		s.Session.Set(session.Customer, string(o.Customer.AppendJSON(nil)))
	}
	s.saveDraft(order.Draft{ID: o.ID, Delivery: o.Delivery, Promo: o.Promo, Note: o.Note, Notes: notes})
	s.checkout = checkout{}
}

// sendingLimit is longer than any attempt to send takes.
const sendingLimit = 30 * time.Second

// expireSending lets an order be sent again of which nobody knows any more: the
// page was closed over it, and the browser had not kept it.
func (s *Store) expireSending() {
	if !app.IsClient || !s.sending() {
		return
	}
	id := s.draft().ID
	s.root.After(sendingLimit, func(app.Context) {
		if s.sending() && s.draft().ID == id {
			s.OrderTold(id, Delivery{State: Unkept})
		}
	})
}
