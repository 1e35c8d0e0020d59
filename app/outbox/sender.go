package outbox

import (
	"fmt"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
)

// Browser is what a [Sender] needs of the browser. All pages of the shop and its
// service worker share one store, one lock and one channel.
type Browser interface {
	// All returns every record that is stored.
	All() ([]Record, error)
	// Change updates the record with the given id in one transaction. fn receives
	// the current record, if any, and returns the new one; if fn returns false,
	// the record is deleted.
	Change(id string, fn func(current Record, exists bool) (Record, bool)) error
	// Lock calls do while nobody else holds the lock.
	Lock(do func())
	// Post sends an order and returns the answer.
	Post(r Record) Answer
	// Sync asks the service worker to send the stored orders as soon as there is a
	// network. It does not block.
	Sync()
	// Broadcast sends a record to all other pages.
	Broadcast(r Record)
	// Hidden reports whether the page is hidden from the shopper.
	Hidden() bool
}

// Page shows the shopper the states of orders.
type Page interface {
	// Do calls f when the page can change, and then draws the page.
	Do(f func())
	// Deliver shows the state of an order. It is called by functions passed to
	// Do. It returns false if it defers the news.
	Deliver(id string, d Delivery) bool
}

// Sender stores orders and sends them, as long as the page is open. If the browser
// has Background Sync, the service worker sends them too, even if no page is open.
// Whoever holds the lock sends the orders that wait and stores the answers.
//
// A settled order stays in the store until a shopper has seen its state. Otherwise
// the next page that is opened shows it.
type Sender struct {
	browser Browser
	page    Page
	prefix  string
	digits  int
	woken   chan struct{}
}

// NewSender returns a sender for a shop whose pages are under prefix. digits is
// the number of decimals of the shop's currency.
func NewSender(browser Browser, page Page, prefix string, digits int) *Sender {
	return &Sender{browser: browser, page: page, prefix: prefix, digits: digits, woken: make(chan struct{}, 1)}
}

// now returns the time in milliseconds since 1970.
func now() int64 { return time.Now().UnixMilli() }

// Send stores an order and sends it by a channel. It does not block.
func (s *Sender) Send(channel shop.Channel, o order.Order) {
	r := New(channel, s.prefix, &o)
	r.Since = now()
	go s.store(r)
}

// store stores a new record and wakes Run. An order that was sent already is not
// sent again.
func (s *Sender) store(r Record) {
	s.show(r, Sending)
	err := s.browser.Change(r.ID, func(current Record, exists bool) (Record, bool) {
		if exists {
			r = r.Over(current)
		}
		return r, true
	})
	switch {
	case err != nil:
		fmt.Println("carrito: the order is not kept:", err)
		s.sendUnkept(r)
	case r.State != Waiting:
		s.report(r)
	default:
		s.browser.Sync()
		s.Wake()
	}
}

// sendUnkept sends an order that the browser cannot store, once. Some browsers
// store nothing in private windows, and a disk may be full.
func (s *Sender) sendUnkept(r Record) {
	s.browser.Lock(func() { r = r.Answered(s.browser.Post(r), now()) })
	if r.State == Waiting {
		s.show(r, Unkept)
		return
	}
	s.report(r)
}

// Cancel takes back an order that waits. It does not block. Nobody sends while
// the sender holds the lock, so the order is either taken back for good or
// already settled; the page shows which.
func (s *Sender) Cancel(id string) {
	go s.browser.Lock(func() {
		var r Record
		err := s.browser.Change(id, func(current Record, exists bool) (Record, bool) {
			r = current
			return current, exists && current.State != Waiting
		})
		if err != nil || r.ID == "" { // a page has shown the outcome and deleted the record
			return
		}
		if r.State == Waiting {
			r.State = Cancelled
		}
		s.report(r)
	})
}

// Wake makes Run send the stored orders soon. It does not block.
func (s *Sender) Wake() {
	select {
	case s.woken <- struct{}{}:
	default: // Run is about to send
	}
}

// Run sends the stored orders each time that Wake is called, and when the pause
// after an attempt is over. It begins with the orders that an earlier page left.
func (s *Sender) Run() {
	s.Wake()
	timer := time.AfterFunc(time.Hour, s.Wake)
	for range s.woken {
		timer.Stop()
		if rest := s.sendAll(); rest > 0 {
			timer.Reset(time.Duration(rest) * time.Millisecond)
		}
	}
}

// sendAll sends each stored order that is due, and shows all stored orders on
// the pages. It returns how long to pause, in milliseconds, or 0 if no order
// waits.
func (s *Sender) sendAll() (rest int64) {
	s.browser.Lock(func() {
		records, err := s.browser.All()
		if err != nil {
			return // no order was ever stored
		}
		for _, r := range records {
			if r.Due(now()) {
				r = s.try(r)
			}
			s.report(r)
			if r.State == Waiting && (rest == 0 || r.Rest(now()) < rest) {
				rest = r.Rest(now())
			}
		}
	})
	if rest > 0 {
		s.browser.Sync()
	}
	return rest
}

// try sends an order and stores its new state. It does not send an order that
// has waited too long; the shopper is asked first. If the record was replaced
// meanwhile, try leaves the new one as it is and returns it.
func (s *Sender) try(r Record) Record {
	next := r
	if r.Aged(now()) {
		next.State = Old
	} else {
		if r.Tries == 0 {
			s.show(r, Sending)
		}
		next = r.Answered(s.browser.Post(r), now())
	}
	err := s.browser.Change(r.ID, func(current Record, exists bool) (Record, bool) {
		if exists && current.Body == r.Body {
			return next, true
		}
		next = current
		return current, exists
	})
	if err != nil { // the order is sent again; its number keeps it one order
		fmt.Println("carrito: an order stays as it was:", err)
	}
	return next
}

// report shows the state of an order on every page.
func (s *Sender) report(r Record) {
	s.browser.Broadcast(r)
	s.Hear(r)
}

// Hear shows the state of an order on this page. It is for the records that
// other pages broadcast.
func (s *Sender) Hear(r Record) { s.show(r, r.State) }

// show shows an order in the given state on this page. Once the shopper has
// seen the state of a settled order, the record is deleted.
func (s *Sender) show(r Record, state State) {
	d := r.Delivery(state, s.digits)
	s.page.Do(func() {
		seen := s.page.Deliver(r.ID, d)
		if seen && r.State != Waiting && !s.browser.Hidden() {
			go s.forget(r)
		}
	})
}

// forget deletes the record of an order, unless the record has changed.
func (s *Sender) forget(r Record) {
	err := s.browser.Change(r.ID, func(current Record, exists bool) (Record, bool) {
		return current, exists && (current.State != r.State || current.Body != r.Body)
	})
	if err != nil {
		fmt.Println("carrito: an order that is settled stays:", err)
	}
}
