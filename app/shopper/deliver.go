package shopper

import (
	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/text"
)

// Deliver applies the state of an order to the session. It is called whenever
// the state may have changed, also for orders from other tabs and earlier
// sessions. It returns false if the shopper cannot see the news yet: then the
// order stays stored, and Deliver is called again.
func (os *Orders) Deliver(id string, d outbox.Delivery) bool {
	last, ok := os.Last()
	if !ok || last.Order.ID != id {
		return os.deliverOther(id, d)
	}
	if last.State == outbox.Sent || last.State == outbox.Cancelled || last.State == outbox.Waiting && d.State == outbox.Sending {
		return true // settled, or another attempt
	}
	again, pressed := last.State == d.State, os.pressed == id
	if d.State != outbox.Sending {
		os.pressed = ""
	}
	last.State, last.Hold, last.Token, last.Proposal = d.State, d.Hold, d.Token, d.Proposal
	switch d.State {
	case outbox.Waiting, outbox.Sent:
		os.empty(id)
	case outbox.Changed:
		os.bringBack(*d.Proposal, true)
	case outbox.Refused, outbox.Taken, outbox.Unkept, outbox.Old, outbox.Cancelled:
		os.bringBack(last.Order, false)
	}
	os.Save(last)
	if draft := os.shopper.Checkout.Draft(); draft.ID == id && (d.State == outbox.Taken || d.State == outbox.Cancelled) {
		os.shopper.Checkout.renumber(draft) // the next order must not get this one's state
	}
	if !again {
		os.show(last, d, pressed)
	}
	return true
}

// deliverOther applies the state of an order other than the session's last one.
// If that order needs the shopper's attention and no other order does, it
// becomes the last one. If another one does, deliverOther returns false.
func (os *Orders) deliverOther(id string, d outbox.Delivery) bool {
	last, ok := os.Last()
	busy := ok && last.State != outbox.Sent && last.State != outbox.Reported && last.State != outbox.Cancelled
	t := os.shopper.Text.Order
	if d.Order == nil && d.State != outbox.Sent || d.State == outbox.Sending || d.State == outbox.Cancelled || d.State == outbox.Unkept {
		return true
	}
	if busy && d.State != outbox.Sent {
		return false
	}
	if !busy && d.Order != nil {
		os.Save(Sent{Kind: d.Kind, State: d.State, Hold: d.Hold, Token: d.Token, Order: *d.Order, Proposal: d.Proposal})
	}
	switch d.State {
	case outbox.Sent:
		os.addNews(t.EarlierArrived(OrderNumber(id)))
	case outbox.Waiting:
		os.addNews(t.EarlierWaits(OrderNumber(id)))
	case outbox.Changed:
		os.bringBack(*d.Proposal, true)
		os.addNews(t.LaterRefused)
	default:
		os.bringBack(*d.Order, false)
		os.addNews(laterRefused(t, d.State))
	}
	return true
}

// addNews adds a sentence to the news, and a link to the last order.
func (os *Orders) addNews(sentence string) {
	n := os.shopper.Notices
	n.News, n.NewsOfOrder = append(n.News, sentence), true
}

// show tells the shopper the state of the last order, on whichever page they
// are. pressed reports whether they have just sent it there.
func (os *Orders) show(last Sent, d outbox.Delivery, pressed bool) {
	s, t := os.shopper, os.shopper.Text.Order
	here := s.Page.Path()
	done := d.State == outbox.Sent || d.State == outbox.Waiting
	switch {
	case d.State == outbox.Sending:
	case d.State == outbox.Cancelled && d.Unsure:
		s.News = append(s.News, t.CancelledUnsure)
		s.Announce(t.CancelledUnsure, false)
	case d.State == outbox.Cancelled:
		s.Announce(t.Cancelled, false)
	case here == address.Checkout && pressed && s.hosted(last):
		s.Page.Load(address.PayPage(last.Token), address.Thanks)
	case here == address.Checkout && done:
		s.Page.Navigate(address.Thanks)
	case here == address.Checkout && d.State == outbox.Changed:
		s.Announce(t.ChangedTitle, false)
		s.Page.Focus(ChangesID)
	case here == address.Checkout:
		c := s.Checkout
		c.refused, c.serverFaults = true, d.Faults
		if len(d.Faults) == 0 {
			c.serverFaults = order.Faults{{Field: "order", Problem: order.Problem(d.State)}}
		}
		s.Announce(c.FaultText(c.serverFaults[0]), false)
		s.Page.Focus(FaultsID)
	case done || here == address.Thanks:
		s.Announce(t.Thanks[d.State]+". "+s.NextText(last), false)
	default:
		os.addNews(laterRefused(t, d.State))
	}
}

// laterRefused returns the sentence for an order that was refused after it waited.
func laterRefused(t *text.Order, state outbox.State) string {
	if state == outbox.Old {
		return t.Thanks[outbox.Old]
	}
	return t.LaterRefused
}
