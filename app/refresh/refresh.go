// Package refresh keeps the catalogue of an open page at what the server has.
//
// The server publishes the address of its catalogue in a small file,
// current.json. A [Loop] reads that file whenever it is asked to, and replaces
// the catalogue of the page if the address has changed. While the server does not
// answer, or its catalogue cannot be read, the page says of which day its prices
// are, and the loop tries again.
package refresh

import (
	"fmt"
	"time"

	"carrito/app/catalog"
)

// Current is the content of current.json.
type Current struct {
	Version  string // of the shop, except for its catalogue
	Products string // address of the catalogue
	Sized    catalog.Sized
}

// Answer is what an address of the shop returned. The service worker answers
// with an earlier copy if the server does not answer, or not with a catalogue.
type Answer struct {
	Text  string
	Date  string            // HTTP date of the answer, or of the last time the server confirmed the copy
	Stale catalog.Staleness // not Fresh for a copy
	HTML  bool              // it is a page, such as that of a network which wants a login
}

// Page is the page that shows the catalogue. Its methods, except for Do, are
// called by functions passed to Do, or before the page is drawn.
type Page interface {
	// Do calls f when the page can change, and then draws the page.
	Do(f func())
	// Renew replaces the catalogue by the one at an address.
	Renew(products *catalog.Catalog, address string, sized catalog.Sized)
	// ConfirmCatalog says that the server has the present catalogue, at an address.
	ConfirmCatalog(address string)
	// Supplied says that parts of the catalogue were loaded. failed reports whether
	// others could not be.
	Supplied(failed bool)
	// SetStaleness sets why the catalogue may be old, and its day in words.
	SetStaleness(why catalog.Staleness, day string)
}

// Loop refreshes the catalogue of one page. All of its functions must be set;
// they may block.
type Loop struct {
	Address string // of current.json
	Version string // of the shop when the page was written
	Digits  int    // decimals of the shop's currency
	Pause   func() // see [catalog.Parse]

	Fetch      func(address string) (Answer, error)
	Read       func(text string) (Current, error) // reads current.json
	Update     func()                             // called when the server has another version of the shop
	Day        func(date string) string           // writes the day of an HTTP date in words; slow
	AwaitPress func()                             // blocks while the shopper presses something that a new catalogue would replace

	page     Page // nil until Attach
	products *catalog.Catalog
	shown    shown
	asked    chan struct{}
	parts    parts
}

// shown is the catalogue that the page shows.
type shown struct {
	address string            // empty if the worker has answered with another catalogue
	date    string            // on which the server last confirmed it
	stale   catalog.Staleness // when it was read
}

// Open reads the catalogue at an address, with which the page begins. The shell
// knows no address: if it is empty, Open reads it and the pictures from
// current.json.
func (l *Loop) Open(address string, sized catalog.Sized) (*catalog.Catalog, catalog.Sized, error) {
	l.asked = make(chan struct{}, 1)
	if address == "" {
		current, _, err := l.current()
		if err != nil {
			return nil, sized, err
		}
		address, sized = current.Products, current.Sized
	}
	products, answer, err := l.catalog(address)
	if err != nil {
		return nil, sized, err
	}
	l.AwaitPress()
	l.products = products
	l.shown.address, l.shown.date, l.shown.stale = address, answer.Date, answer.Stale
	return products, sized, nil
}

// Attach sets the page on which the catalogue that Open has read is shown, and
// tells it whether that catalogue is stale.
func (l *Loop) Attach(page Page) {
	l.page = page
	l.note(l.shown.address, Answer{Date: l.shown.date, Stale: l.shown.stale})
}

// Shown returns the address of the catalogue on an attached page. It is empty if the
// service worker has answered with an earlier one.
func (l *Loop) Shown() string { return l.shown.address }

// Ask makes Run compare the page with the server soon. It does not block.
func (l *Loop) Ask() {
	select {
	case l.asked <- struct{}{}:
	default: // Run is about to compare
	}
}

// retryRest is how long Run waits after an attempt that left the catalogue stale.
const retryRest = 5 * time.Second

// Run compares the page with the server each time that Ask is called, and
// repeatedly while the catalogue is stale.
func (l *Loop) Run() {
	for range l.asked {
		stale, err := l.compare()
		if err != nil {
			fmt.Println("carrito:", err)
			l.do(func() { l.report(stale) })
		}
		if stale != catalog.Fresh {
			time.AfterFunc(retryRest, l.Ask)
		}
	}
}

// compare renews the catalogue of the page if the server has another one, and
// tells the page whether its catalogue is stale. If it returns an error, the
// page does not know of the staleness yet.
func (l *Loop) compare() (catalog.Staleness, error) {
	current, answer, err := l.current()
	if err != nil {
		return answer.Stale, err
	}
	if current.Version != l.Version && answer.Stale == catalog.Fresh {
		l.Update()
	}
	if current.Products == l.shown.address || answer.Stale != catalog.Fresh {
		l.do(func() {
			l.shown.date = answer.Date
			l.report(answer.Stale)
			if answer.Stale == catalog.Fresh {
				l.page.ConfirmCatalog(current.Products)
			}
		})
		return answer.Stale, nil
	}
	products, got, err := l.catalog(current.Products)
	if err != nil {
		return got.Stale, err
	}
	if got.Stale == catalog.Fresh {
		l.keep(products)
	}
	l.do(func() {
		if got.Stale == catalog.Fresh {
			products.Adopt(l.products) // what has come since keep
			l.products = products
			l.Retry() // what failed was of the earlier one
			l.page.Renew(products, current.Products, current.Sized)
		}
		l.note(current.Products, got)
	})
	return got.Stale, nil
}

// do changes the page once no press on it lasts.
func (l *Loop) do(f func()) {
	l.AwaitPress()
	l.page.Do(f)
}

// note stores which catalogue the page shows, and tells the page how stale that
// is.
func (l *Loop) note(address string, answer Answer) {
	l.shown.address, l.shown.date = address, answer.Date
	if answer.Stale != catalog.Fresh {
		l.shown.address = ""
	}
	l.report(answer.Stale)
}

// report tells the page why its catalogue may be old, and of which day it is, and which
// parts of it could not be read.
func (l *Loop) report(why catalog.Staleness) {
	day := ""
	if why != catalog.Fresh {
		day = l.Day(l.shown.date)
	}
	l.page.SetStaleness(why, day)
	l.admit()
}

// current reads current.json.
func (l *Loop) current() (current Current, answer Answer, err error) {
	answer, err = l.read(l.Address, func(text string) (err error) {
		current, err = l.Read(text)
		return err
	})
	return current, answer, err
}

// catalog reads the catalogue at an address.
func (l *Loop) catalog(address string) (products *catalog.Catalog, answer Answer, err error) {
	answer, err = l.read(address, func(text string) (err error) {
		products, err = catalog.Parse(text, l.Digits, l.Pause)
		return err
	})
	return products, answer, err
}

// read calls parse with what is at an address. With an error, the answer says
// only how stale the page is.
func (l *Loop) read(address string, parse func(text string) error) (Answer, error) {
	stale := catalog.Unreachable
	answer, err := l.Fetch(address)
	if err == nil {
		stale = catalog.Unreadable
		err = parse(answer.Text)
	}
	if err != nil {
		return Answer{Stale: stale}, fmt.Errorf("%s: %w", address, err)
	}
	return answer, nil
}
