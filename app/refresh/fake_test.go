package refresh_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"carrito/app/catalog"
	"carrito/app/refresh"
)

// Two catalogues and their addresses.
const (
	oldAddress, newAddress = "/web/products.1.json", "/web/products.2.json"

	oldProducts = `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "10.00", "stock": 5}]`
	newProducts = `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "12.00", "stock": 5}]`
)

const (
	currentAddress = "/web/current.json"
	version        = "v1"
)

var errOffline = errors.New("offline")

// fake is a server, and the page on which a catalogue is shown.
type fake struct {
	page      sync.Mutex // held while the page may change; see [fake.Do]
	mutex     sync.Mutex
	answers   map[string]refresh.Answer // without one, the server does not answer
	held      map[string]time.Duration
	fetched   []string
	updates   int
	days      int           // how often a date was written
	pressed   chan struct{} // closed once the press has ended; nil without one
	products  *catalog.Catalog
	address   string // of products, if it was renewed
	sized     catalog.Sized
	confirmed []string // addresses that the page heard the server has
	stale     catalog.Staleness
	day       string
	supplied  []bool // whether parts failed, each time that some were loaded
	reported  int    // how often the staleness was set
}

// newFake returns a server that has the old catalogue.
func newFake() *fake {
	return &fake{held: map[string]time.Duration{}, answers: map[string]refresh.Answer{
		currentAddress: {Text: version + " " + oldAddress + " s1", Date: "Monday"},
		oldAddress:     {Text: oldProducts, Date: "Monday"},
		newAddress:     {Text: newProducts, Date: "Tuesday"},
	}}
}

func (f *fake) fetch(address string) (refresh.Answer, error) {
	f.mutex.Lock()
	held := f.held[address]
	f.mutex.Unlock()
	time.Sleep(held)
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.fetched = append(f.fetched, address)
	answer, ok := f.answers[address]
	if !ok {
		return refresh.Answer{}, errOffline
	}
	return answer, nil
}

// read reads "version address sized", as this test writes current.json.
func read(text string) (refresh.Current, error) {
	words := strings.Fields(text)
	if len(words) != 3 {
		return refresh.Current{}, errors.New("not current.json")
	}
	return refresh.Current{Version: words[0], Products: words[1], Sized: catalog.Sized{Version: words[2]}}, nil
}

// Do calls fn like a browser, where nothing else changes the page meanwhile.
func (f *fake) Do(fn func()) {
	f.page.Lock()
	defer f.page.Unlock()
	fn()
}

// shown returns the address of the catalogue that the page shows.
func (f *fake) shown(l *refresh.Loop) (address string) {
	f.Do(func() { address = l.Shown() })
	return address
}

func (f *fake) Renew(products *catalog.Catalog, address string, sized catalog.Sized) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.products, f.address, f.sized = products, address, sized
}

func (f *fake) Supplied(failed bool) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.supplied = append(f.supplied, failed)
}

func (f *fake) ConfirmCatalog(address string) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.confirmed = append(f.confirmed, address)
}

func (f *fake) SetStaleness(why catalog.Staleness, day string) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.stale, f.day = why, day
	f.reported++
}

// answer makes the server answer an address with a.
func (f *fake) answer(address string, a refresh.Answer) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.answers[address] = a
}

// hold makes the answer of an address take a while.
func (f *fake) hold(address string, d time.Duration) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.held[address] = d
}

// silence makes the server answer an address no more.
func (f *fake) silence(address string) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	delete(f.answers, address)
}

// publish makes the new catalogue the current one.
func (f *fake) publish() {
	f.answer(currentAddress, refresh.Answer{Text: version + " " + newAddress + " s2", Date: "Tuesday"})
}

// press begins a press on the page.
func (f *fake) press() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.pressed = make(chan struct{})
}

// release ends the press on the page.
func (f *fake) release() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	close(f.pressed)
}

// fetches returns how often an address was fetched.
func (f *fake) fetches(address string) int {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	n := 0
	for _, got := range f.fetched {
		if got == address {
			n++
		}
	}
	return n
}

// loop returns a loop between the server and the page, which has not opened.
func (f *fake) loop() *refresh.Loop {
	count := func(n *int) {
		f.mutex.Lock()
		defer f.mutex.Unlock()
		*n++
	}
	return &refresh.Loop{
		Address: currentAddress,
		Version: version,
		Digits:  2,
		Fetch:   f.fetch,
		Read:    read,
		Update:  func() { count(&f.updates) },
		Day: func(date string) string {
			count(&f.days)
			return "on " + date
		},
		AwaitPress: func() {
			f.mutex.Lock()
			pressed := f.pressed
			f.mutex.Unlock()
			if pressed != nil {
				<-pressed
			}
		},
	}
}

// in runs a test in a bubble of its own time, on a page that shows the old
// catalogue, with a running loop.
func in(t *testing.T, test func(t *testing.T, f *fake, l *refresh.Loop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		l := f.loop()
		products, _, err := l.Open(oldAddress, catalog.Sized{})
		if err != nil {
			t.Fatal(err)
		}
		f.products = products
		l.Attach(f)
		go l.Run()
		test(t, f, l)
		synctest.Wait()
		l.Stop()
	})
}

// ask asks the loop to compare, and waits until it has.
func ask(l *refresh.Loop) {
	l.Ask()
	synctest.Wait()
}

// want compares the price on the page, the address of its catalogue and its
// staleness.
func (f *fake) want(t *testing.T, what, price, address string, stale catalog.Staleness, day string) {
	t.Helper()
	f.mutex.Lock()
	defer f.mutex.Unlock()
	p, _ := f.products.Product(1)
	if got := p.Price.String(); got != price || f.address != address {
		t.Errorf("%s: got the price %s of %q, want %s of %q", what, got, f.address, price, address)
	}
	if f.stale != stale || f.day != day {
		t.Errorf("%s: got the staleness %d, day %q; want %d, %q", what, f.stale, f.day, stale, day)
	}
}
