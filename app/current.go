//go:build js && wasm

package main

import (
	"fmt"
	"time"

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
	pause    func()      // lets the browser do what waits; see pauser
	asked    chan struct{}
	worker   *worker
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
func (c *current) took(products string, got answer) {
	c.products, c.date = products, got.date
	if got.doubt != catalog.Fresh {
		c.products = ""
	}
	c.doubt(got.doubt)
}

// now asks what the server has now.
func (c *current) now() (ui.Settings, answer, error) {
	got, err := fetch(c.settings.Current)
	if err != nil {
		return ui.Settings{}, answer{doubt: catalog.Unreachable}, err
	}
	now, err := ui.ReadSettings(got.text)
	if err != nil {
		return now, answer{doubt: catalog.Unreadable}, fmt.Errorf("%s: %w", c.settings.Current, err)
	}
	return now, got, nil
}

func (c *current) catalog(address string) (*catalog.Catalog, answer, error) {
	got, err := fetch(address)
	if err != nil {
		return nil, answer{doubt: catalog.Unreachable}, err
	}
	products, err := catalog.Parse(got.text, catalog.Rules{Digits: c.settings.Money.Digits, Pause: c.pause})
	if err != nil {
		return nil, answer{doubt: catalog.Unreadable}, fmt.Errorf("%s: %w", address, err)
	}
	for pressed() { // on what another catalogue would replace
		time.Sleep(slice)
	}
	return products, got, nil
}

// ask has what is shown compared with what the server has, soon.
func (c *current) ask() {
	select {
	case c.asked <- struct{}{}:
	default: // is about to be
	}
}

// again is how long the server is left in peace that did not answer.
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
		return got.doubt, err
	}
	if now.Version != c.settings.Version && got.doubt == catalog.Fresh {
		c.worker.update()
	}
	if now.Products == c.products || got.doubt != catalog.Fresh {
		c.store.Do(func() {
			c.date = got.date
			c.doubt(got.doubt)
		})
		return got.doubt, nil
	}
	products, got, err := c.catalog(now.Products)
	if err != nil {
		return got.doubt, err
	}
	c.store.Do(func() {
		if got.doubt == catalog.Fresh {
			c.store.Renew(products, now.Products, now.Sized)
		}
		c.took(now.Products, got)
	})
	return got.doubt, nil
}

// renew fetches the catalogue that the server has now; see [session.Tabs].
func (c *current) renew(done func(*catalog.Catalog, string)) {
	go func() {
		now, got, err := c.now()
		if err != nil || got.doubt != catalog.Fresh {
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
		day = writeDate(c.date, c.settings.Shop.Locale, map[string]any{"dateStyle": "medium"})
	}
	c.store.SetStaleness(why, day)
}

// writeDate writes a date as the shop's locale does, with options for
// toLocaleString. A date that the browser cannot read is none.
func writeDate(text, locale string, options map[string]any) (date string) {
	defer func() {
		if recover() != nil {
			date = ""
		}
	}()
	moment := window.Get("Date").New(text)
	if moment.Call("getTime").IsNaN() {
		return ""
	}
	return moment.Call("toLocaleString", locale, options).String()
}
