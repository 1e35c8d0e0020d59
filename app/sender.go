//go:build js && wasm

package main

import (
	"fmt"
	"time"

	"carrito/app/browser"
	"carrito/app/outbox"
	"carrito/app/ui"
)

// sender sends the orders that are kept, as long as the page is open. Where the
// browser has Background Sync (Web Background Synchronization) the service
// worker does so as well, the page open or not: whoever holds the lock sends what
// is not settled then, and settles it.
type sender struct {
	store  *ui.Store
	orders *browser.Orders
	woken  chan struct{}
}

func newSender(store *ui.Store) *sender {
	return &sender{store: store, orders: browser.NewOrders(store.Prefix), woken: make(chan struct{}, 1)}
}

// start sends what an earlier page has left, and again whenever it may succeed.
func (s *sender) start() {
	s.orders.Listen(s.hear, s.wake)
	s.wake()
	go s.run()
}

// wake has what waits sent, soon.
func (s *sender) wake() {
	select {
	case s.woken <- struct{}{}:
	default: // is about to be
	}
}

func (s *sender) run() {
	timer := time.AfterFunc(time.Hour, s.wake)
	for range s.woken {
		timer.Stop()
		if rest := s.sendAll(); rest > 0 {
			timer.Reset(time.Duration(rest) * time.Millisecond)
		}
	}
}

// sendAll sends each order that is due, tells what became of all that are kept,
// and returns for how long to rest, in milliseconds; 0 where nothing waits.
func (s *sender) sendAll() (rest int64) {
	s.orders.Lock(func() {
		records, err := s.orders.All()
		if err != nil {
			return // none was ever kept
		}
		for _, r := range records {
			if r.Due(now()) {
				r = s.try(r)
			}
			s.tell(r)
			if r.State == outbox.Waiting && (rest == 0 || r.Rest(now()) < rest) {
				rest = r.Rest(now())
			}
		}
	})
	if rest > 0 {
		s.orders.Sync()
	}
	return rest
}

// try sends an order, and settles it by the answer; one that waited too long it
// does not send, so that the shopper is asked. If the record was replaced
// meanwhile the answer is not of what is kept now, which waits for another turn.
func (s *sender) try(r outbox.Record) outbox.Record {
	sent := r
	if r.Aged(now()) {
		sent.State = outbox.Old
	} else {
		if r.Tries == 0 {
			s.say(r, ui.Sending)
		}
		sent = r.Answered(s.orders.Post(r), now())
	}
	err := s.orders.Change(r.ID, func(was outbox.Record, there bool) (outbox.Record, bool) {
		if there && was.Body == r.Body {
			return sent, true
		}
		sent = was
		return was, there
	})
	if err != nil { // it is sent again, and is one order all the same
		fmt.Println("carrito: an order stays as it was:", err)
	}
	return sent
}

// now is the time in milliseconds since 1970.
func now() int64 { return time.Now().UnixMilli() }
