//go:build js && wasm

// The browser program of Carrito. It takes over the page that the server has
// written, with the shopper's session in it.
//
// It reads the shop's settings from the page, fetches the sentences of the page's
// language and the catalogue, opens the session and hands the page to package
// pages. If one of these fails, the page stays as the server wrote it and says so
// in one sentence. Afterwards the program keeps the catalogue up to date and sends
// the orders that wait.
//
// This package only wires: what it decides is in the packages below, and what
// only a browser can do is in package browser.
package main

import (
	"fmt"

	"carrito/app/browser"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/refresh"
	"carrito/app/session"
	"carrito/app/shopper"
	"carrito/app/text"
	"carrito/app/ui/pages"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func main() {
	if say, err := run(); err != nil {
		fmt.Println("carrito:", err)
		browser.Say(say)
		select {} // what is still under way may end, which in a program that has ended throws
	}
}

// run starts the shop. With an error it returns the sentence that boot.js has for
// it.
func run() (say string, err error) {
	settings, err := pages.ReadSettings(browser.ElementText(pages.SettingsID))
	if err != nil {
		return "unavailable", fmt.Errorf("settings in the page: %w", err)
	}
	pause := browser.Pauser()
	texts := fetchTexts(settings)
	loop, worker := newLoop(settings, pause)
	products, sized, err := loop.Open(settings.Products, settings.Sized)
	if err != nil {
		return "catalog", err
	}
	sentences, err := texts()
	if err != nil {
		return "unavailable", fmt.Errorf("%s: %w", settings.Texts, err)
	}
	settings.Sized = sized
	ui := settings.Pages(products, sentences)
	loop.Attach(ui)
	worker.Offer = func(take func()) { ui.Do(func() { ui.OfferUpdate(take) }) }
	orders := browser.NewOrders(settings.Prefix)
	sender := outbox.NewSender(orders, ui, settings.Prefix, settings.Money.Digits)
	ui.Orders.Sender = sender
	ui.Checkout.Promos = promos(ui)
	ui.Origin = browser.Origin()
	ui.Arrive(&window{
		locale: ui.Shop.Locale, pause: pause, arrived: loop.Ask,
		tabs: session.Tabs{
			Channel:  browser.Tabs{Name: "carrito" + settings.Prefix},
			Products: loop.Shown(),
			Compare:  loop.Ask,
		},
		handedOver: func() {
			go follow(ui, loop, worker)
			orders.Listen(sender.Hear, sender.Wake)
			go sender.Run()
		},
	})
	browser.AwaitTabs()
	ui.Open(browser.SessionStorage{})
	browser.MakeRoom()
	browser.MendAddress()
	browser.FollowHistory()
	app.RouteWithRegexp("^/", func() app.Composer { return pages.NewRoot(ui, browser.URL()) })
	app.RunWhenOnBrowser()
	return "", nil
}

// fetchTexts fetches the sentences of the page's language beside the catalogue.
// The function that it returns waits for them.
func fetchTexts(settings pages.Settings) func() (*text.Text, error) {
	type result struct {
		answer refresh.Answer
		err    error
	}
	fetched := make(chan result, 1)
	go func() {
		answer, err := browser.Fetch(settings.Texts)
		fetched <- result{answer, err}
	}()
	return func() (*text.Text, error) {
		r := <-fetched
		if r.err != nil {
			return nil, r.err
		}
		return text.Read(r.answer.Text, browser.Plurals(settings.Shop.Language))
	}
}

// newLoop returns what refreshes the catalogue, and the service worker that
// brings a new version of the shop.
func newLoop(settings pages.Settings, pause func()) (*refresh.Loop, *browser.Worker) {
	worker := &browser.Worker{Prefix: settings.Prefix, Version: settings.Version}
	return &refresh.Loop{
		Address:    settings.Current,
		Version:    settings.Version,
		Digits:     settings.Money.Digits,
		Pause:      pause,
		Fetch:      browser.Fetch,
		Read:       readCurrent,
		Update:     worker.Update,
		Day:        func(date string) string { return browser.Day(date, settings.Shop.Locale) },
		AwaitPress: browser.AwaitPress,
	}, worker
}

// readCurrent reads current.json, which has the form of a page's settings.
func readCurrent(text string) (refresh.Current, error) {
	set, err := pages.ReadSettings(text)
	return refresh.Current{Version: set.Version, Products: set.Products, Sized: set.Sized}, err
}

// follow starts what can wait until the program's page is shown: the catalogue is
// compared with the server's whenever that may have changed, cart links are
// opened that come while the page is open, and the service worker is registered.
func follow(ui *pages.Shop, loop *refresh.Loop, worker *browser.Worker) {
	go loop.Run()
	browser.On("online", loop.Ask)
	browser.On("offline", loop.Ask)
	browser.On("hashchange", ui.AddressChanged)
	browser.OnShow(loop.Ask)
	if worker.Answers() {
		loop.Ask() // the page may be an earlier one
	}
	worker.Register()
}

// promos returns what finds out promo codes in this browser.
func promos(ui *pages.Shop) shopper.Promos {
	if !browser.CanHash() {
		return shopper.Unchecked{}
	}
	return promoChecker{ui}
}

// promoChecker compares promo codes by their hashes; see [order.FindPromo].
type promoChecker struct{ ui *pages.Shop }

func (c promoChecker) Check(typed string, found func(order.Promo, bool, error)) {
	go func() {
		promo, valid, err := order.FindPromo(c.ui.Terms.Promos, typed, browser.Hash)
		if err != nil {
			fmt.Println("carrito: the promo code was not checked:", err)
		}
		c.ui.Do(func() { found(promo, valid, err) })
	}()
}

// window is what the pages need of the browser.
type window struct {
	locale     string
	tabs       session.Tabs
	pause      func()
	arrived    func()
	handedOver func()
}

func (w *window) Pause() { w.pause() }

func (w *window) HandOver() bool {
	if !browser.HandOver(pages.RootID) {
		return false
	}
	w.pause = func() {}
	w.handedOver()
	return true
}

func (w *window) Arrived() { w.arrived() }

func (w *window) Moment(text string) string { return browser.Moment(text, w.locale) }

func (w *window) Tabs() session.Tabs { return w.tabs }
