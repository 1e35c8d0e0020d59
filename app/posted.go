//go:build js && wasm

package main

import (
	"fmt"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/app/ui"
)

// post keeps an order and sends it; see [ui.Store.Post].
func (s *sender) post(channel shop.Channel, o order.Order) {
	r := outbox.New(channel, s.store.Prefix, &o)
	r.Since = now()
	go func() {
		s.say(r, ui.Sending)
		err := s.orders.Change(r.ID, func(was outbox.Record, there bool) (outbox.Record, bool) {
			if there {
				r = r.Over(was)
			}
			return r, true
		})
		switch {
		case err != nil:
			fmt.Println("carrito: the order is not kept:", err)
			s.sendUnkept(r)
		case r.State != outbox.Waiting:
			s.tell(r)
		default:
			s.orders.Sync()
			s.wake()
		}
	}()
}

// sendUnkept sends an order that the browser does not keep: private windows of
// some keep nothing, and a disk may be full.
func (s *sender) sendUnkept(r outbox.Record) {
	s.orders.Lock(func() { r = r.Answered(s.orders.Post(r), now()) })
	if r.State == outbox.Waiting {
		s.say(r, ui.Unkept)
		return
	}
	s.tell(r)
}

// cancel takes an order that waits back; see [ui.Store.Cancel]. Under the lock
// nobody is sending it: it is taken back for good, or told to be settled.
func (s *sender) cancel(id string) {
	go s.orders.Lock(func() {
		var r outbox.Record
		err := s.orders.Change(id, func(was outbox.Record, there bool) (outbox.Record, bool) {
			r = was
			return was, there && was.State != outbox.Waiting
		})
		if err != nil || r.ID == "" { // what is not kept any more was told
			return
		}
		if r.State == outbox.Waiting {
			r.State = cancelled
		}
		s.tell(r)
	})
}

// cancelled is the state of an order that is told and not kept.
const cancelled = outbox.State(ui.Cancelled)

// tell says on every page what is known of an order.
func (s *sender) tell(r outbox.Record) {
	s.orders.Broadcast(r)
	s.hear(r)
}

// hear says on this page what is known of an order. Once the shopper sees a page
// that says what became of it, the browser keeps it no longer; until then it is
// what tells them the next time that the shop is opened.
func (s *sender) hear(r outbox.Record) {
	s.say(r, ui.DeliveryState(r.State))
}

// forget keeps an order no longer, unless it is another by now.
func (s *sender) forget(r outbox.Record) {
	err := s.orders.Change(r.ID, func(was outbox.Record, there bool) (outbox.Record, bool) {
		return was, there && (was.State != r.State || was.Body != r.Body)
	})
	if err != nil {
		fmt.Println("carrito: an order that is settled stays:", err)
	}
}

// say says on this page how far an order has come.
func (s *sender) say(r outbox.Record, state ui.DeliveryState) {
	digits := s.store.Shop.Money.Digits
	d := ui.Delivery{State: state, Kind: r.Kind, Hold: r.Hold(), Faults: r.Faults(), Reason: r.Message(), Unsure: r.Unsure}
	if o, err := r.Order(digits); err == nil {
		d.Order = &o
	}
	if o, ok := r.Proposal(digits); ok {
		d.Proposal = &o
	} else if state == ui.Changed {
		d.State = ui.Refused // in words that cannot be read
	}
	s.store.Do(func() {
		told := s.store.OrderTold(r.ID, d)
		if told && r.State != outbox.Waiting && !s.orders.Hidden() {
			go s.forget(r)
		}
	})
}
