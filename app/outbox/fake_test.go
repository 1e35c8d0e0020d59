package outbox_test

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
)

// shown is a delivery as the page showed it.
type shown struct {
	id string
	outbox.Delivery
}

// fake is a browser with one page.
type fake struct {
	t    *testing.T
	lock chan struct{} // holds a value while the lock is free

	mutex     sync.Mutex
	records   map[string]outbox.Record
	broken    bool // the store fails
	hidden    bool
	busy      bool // the page defers news
	answer    func(outbox.Record) outbox.Answer
	posted    []outbox.Record
	times     []time.Duration // when each record was posted, since start
	start     time.Time
	syncs     int
	broadcast []outbox.Record
	shown     []shown
}

var errBroken = errors.New("broken")

func (f *fake) All() ([]outbox.Record, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.broken {
		return nil, errBroken
	}
	var records []outbox.Record
	for _, id := range slices.Sorted(maps.Keys(f.records)) {
		records = append(records, f.records[id])
	}
	return records, nil
}

func (f *fake) Change(id string, fn func(outbox.Record, bool) (outbox.Record, bool)) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.broken {
		return errBroken
	}
	current, exists := f.records[id]
	if next, keep := fn(current, exists); keep {
		f.records[id] = next
	} else {
		delete(f.records, id)
	}
	return nil
}

func (f *fake) Lock(do func()) {
	<-f.lock
	do()
	f.lock <- struct{}{}
}

func (f *fake) Post(r outbox.Record) outbox.Answer {
	if len(f.lock) > 0 {
		f.t.Errorf("got %s posted without the lock", r.ID)
	}
	f.mutex.Lock()
	f.posted = append(f.posted, r)
	f.times = append(f.times, time.Since(f.start))
	answer := f.answer
	f.mutex.Unlock()
	return answer(r)
}

func (f *fake) Sync() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.syncs++
}

func (f *fake) Broadcast(r outbox.Record) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.broadcast = append(f.broadcast, r)
}

func (f *fake) Hidden() bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.hidden
}

func (f *fake) Do(fn func()) { fn() }

func (f *fake) Deliver(id string, d outbox.Delivery) bool {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.shown = append(f.shown, shown{id, d})
	return !f.busy
}

// states returns the states of an order that the page has shown.
func (f *fake) states(id string) []outbox.State {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	var states []outbox.State
	for _, s := range f.shown {
		if s.id == id {
			states = append(states, s.State)
		}
	}
	return states
}

// broadcasts returns the states that were broadcast.
func (f *fake) broadcasts() []outbox.State {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	var states []outbox.State
	for _, r := range f.broadcast {
		states = append(states, r.State)
	}
	return states
}

// stored returns the state of the stored order, or "" if there is none.
func (f *fake) stored(id string) outbox.State {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.records[id].State
}

func (f *fake) posts() int {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return len(f.posted)
}

func (f *fake) set(change func()) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	change()
}

// in runs a test with a sender in a synctest bubble. The fake stores records,
// and answers every post with a.
func in(t *testing.T, a outbox.Answer, records []outbox.Record, test func(t *testing.T, f *fake, s *outbox.Sender)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := &fake{t: t, lock: make(chan struct{}, 1), records: map[string]outbox.Record{}, start: time.Now()}
		f.lock <- struct{}{}
		f.answer = func(outbox.Record) outbox.Answer { return a }
		for _, r := range records {
			f.records[r.ID] = r
		}
		s := outbox.NewSender(f, f, "/shop", 2)
		test(t, f, s)
		synctest.Wait()
		s.Stop()
	})
}

// run starts a sender and waits until it pauses.
func run(s *outbox.Sender) {
	go s.Run()
	synctest.Wait()
}

// post is a channel. sent answers an order that has arrived, and busy one that
// must be sent again.
var (
	post = shop.Channel{Kind: shop.PostChannel, URL: "https://orders.example/new"}
	sent = outbox.Answer{Status: 204}
	busy = outbox.Answer{Status: 503}
)

// ordered returns an order with one line of the given quantity.
func ordered(id string, quantity int) order.Order {
	o, _ := record(shop.PostChannel).Order(2)
	o.ID, o.Lines[0].Quantity = id, quantity
	return o
}

// waiting returns the record of an order that waits from now on.
func waiting(id string) outbox.Record {
	o := ordered(id, 1)
	r := outbox.New(post, "", &o)
	r.Since = time.Now().UnixMilli()
	return r
}

// inState returns the record of an order in the given state.
func inState(id string, state outbox.State) outbox.Record {
	r := waiting(id)
	r.State = state
	return r
}
