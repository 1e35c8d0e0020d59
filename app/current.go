//go:build js && wasm

package main

import (
	"fmt"
	"time"

	"carrito/app/browser"
	"carrito/app/catalog"
	"carrito/app/ui"
)

// current keeps what is shown at what the server has now, and tells the shopper
// where it cannot.
type current struct {
	store    *ui.Store
	settings ui.Settings // of the page
	products string      // address of the catalogue that is shown; empty where it is not the one asked for
	date     string      // when the server last stood by it, as HTTP writes dates
	pause    func()      // lets the browser do what waits; see [browser.Pauser]
	asked    chan struct{}
	worker   *browser.Worker
}

// open reads the catalogue of the page. The shell, which names none, learns
// first which one it is.
func open(settings ui.Settings, pause func()) (*current, error) {
	c := &current{settings: settings, pause: pause, products: settings.Products, asked: make(chan struct{}, 1)}
	if c.products == "" {
		now, _, err := c.now()
		if err != nil {
			return nil, err
		}
		settings.Sized, c.products = now.Sized, now.Products
	}
	products, got, err := c.catalog(c.products)
	if err != nil {
		return nil, err
	}
	c.store = settings.Store(products)
	c.took(c.products, got)
	return c, nil
}

// took notes which catalogue is shown, and whether it is the one asked for.
func (c *current) took(products string, got browser.Answer) {
	c.products, c.date = products, got.Date
	if got.Stale != catalog.Fresh {
		c.products = ""
	}
	c.doubt(got.Stale)
}

// now asks what the server has now.
func (c *current) now() (ui.Settings, browser.Answer, error) {
	got, err := browser.Fetch(c.settings.Current)
	if err != nil {
		return ui.Settings{}, browser.Answer{Stale: catalog.Unreachable}, fmt.Errorf("%s: %w", c.settings.Current, err)
	}
	now, err := ui.ReadSettings(got.Text)
	if err != nil {
		return now, browser.Answer{Stale: catalog.Unreadable}, fmt.Errorf("%s: %w", c.settings.Current, err)
	}
	return now, got, nil
}

func (c *current) catalog(address string) (*catalog.Catalog, browser.Answer, error) {
	got, err := browser.Fetch(address)
	if err != nil {
		return nil, browser.Answer{Stale: catalog.Unreachable}, fmt.Errorf("%s: %w", address, err)
	}
	products, err := catalog.Parse(got.Text, catalog.Rules{Digits: c.settings.Money.Digits, Pause: c.pause})
	if err != nil {
		return nil, browser.Answer{Stale: catalog.Unreadable}, fmt.Errorf("%s: %w", address, err)
	}
	browser.AwaitPress() // on what another catalogue would replace
	return products, got, nil
}

// ask has what is shown compared with what the server has, soon.
func (c *current) ask() {
	select {
	case c.asked <- struct{}{}:
	default: // is about to be
	}
}

// again is how long the server is left in peace that did not browser.Answer.
const again = 5 * time.Second

// keep compares whenever it is asked to, one time after the other, and again and
// again while there is doubt.
func (c *current) keep() {
	for range c.asked {
		doubt, err := c.compare()
		if err != nil {
			fmt.Println("carrito:", err)
			c.store.Do(func() { c.doubt(doubt) })
		}
		if doubt != catalog.Fresh {
			time.AfterFunc(again, c.ask)
		}
	}
}

// compare takes over what has changed. It returns why what is shown may be old;
// with an error that is still to be told.
func (c *current) compare() (catalog.Staleness, error) {
	now, got, err := c.now()
	if err != nil {
		return got.Stale, err
	}
	if now.Version != c.settings.Version && got.Stale == catalog.Fresh {
		c.worker.Update()
	}
	if now.Products == c.products || got.Stale != catalog.Fresh {
		c.store.Do(func() {
			c.date = got.Date
			c.doubt(got.Stale)
		})
		return got.Stale, nil
	}
	products, got, err := c.catalog(now.Products)
	if err != nil {
		return got.Stale, err
	}
	c.store.Do(func() {
		if got.Stale == catalog.Fresh {
			c.store.Renew(products, now.Products, now.Sized)
		}
		c.took(now.Products, got)
	})
	return got.Stale, nil
}

// renew fetches the catalogue that the server has now; see [session.Tabs].
func (c *current) renew(done func(*catalog.Catalog, string)) {
	go func() {
		now, got, err := c.now()
		if err != nil || got.Stale != catalog.Fresh {
			c.store.Do(func() { done(nil, "") })
			return
		}
		if now.Products == c.products {
			c.store.Do(func() { done(nil, now.Products) })
			return
		}
		products, got, err := c.catalog(now.Products)
		c.store.Do(func() {
			if err != nil {
				done(nil, "")
				return
			}
			c.store.Sized = now.Sized
			c.took(now.Products, got)
			done(products, now.Products)
		})
	}()
}

// doubt says why what is shown may be old, and of when it is. To write a date
// costs a phone a tenth of a second the first time.
func (c *current) doubt(why catalog.Staleness) {
	day := ""
	if why != catalog.Fresh {
		day = browser.Day(c.date, c.settings.Shop.Locale)
	}
	c.store.SetStaleness(why, day)
}
