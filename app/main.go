//go:build js && wasm

// Command app is the browser program of Carrito. It draws the shop with the
// shopper's session and replaces the page that the server wrote.
//
// It reads the shop's settings from the page, fetches the catalogue and the
// sentences in the page's language, opens the session and passes all of them to
// package pages. If one of these steps fails, the server's page stays and a
// sentence says so. Afterwards the program keeps the catalogue up to date and
// sends the orders that wait.
//
// This package only wires the other ones together. Package browser contains what
// only a browser can do.
package main

import (
	"fmt"

	"carrito/app/browser"
	"carrito/app/browser/rest"
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
	if sentence, err := run(); err != nil {
		fmt.Println("carrito:", err)
		browser.Report(sentence)
		select {} // pending callbacks would throw if the program ended
	}
}

// run starts the shop. If it fails, sentence is the name of the sentence that
// boot.js shows.
func run() (sentence string, err error) {
	settings, err := pages.ReadSettings(browser.ElementText(pages.SettingsID))
	if err != nil {
		return "unavailable", fmt.Errorf("settings in the page: %w", err)
	}
	texts := fetchTexts(settings)
	loop, worker := newLoop(settings)
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
	if loop.Shown() == settings.Products { // the page is of this catalogue
		ui.Bring(pages.ReadHere(browser.ElementText(pages.HereID), settings.Money.Digits))
	}
	loop.Attach(ui)
	worker.Offer = func(take func()) { ui.Do(func() { ui.OfferUpdate(take) }) }
	orders := browser.NewOrders(settings.Prefix)
	sender := outbox.NewSender(orders, ui, settings.Prefix, settings.Money.Digits)
	ui.Orders.Sender = sender
	ui.Checkout.Promos = promos(ui)
	ui.Origin = browser.Origin()
	ui.Arrive(&window{
		locale: ui.Shop.Locale, loop: loop,
		tabs: session.Tabs{
			Channel:  browser.Tabs{Name: "carrito" + settings.Prefix},
			Products: loop.Shown(),
			Compare:  loop.Ask,
		},
		handedOver: func() {
			follow(ui, loop)
			orders.Listen(sender.Hear, sender.Wake)
			go func() {
				rest.Now() // the page is not yet painted
				browser.Finish()
				if worker.Answers() {
					loop.Ask() // the page may come from its cache
				}
				go loop.Run()
				go sender.Run()
				worker.Register()
			}()
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

// fetchTexts starts to fetch the sentences in the page's language, while the
// catalogue is fetched too. The returned function waits for them.
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

// newLoop returns the loop that keeps the catalogue up to date, and the service worker.
// The loop asks the worker to update when the server has a new version of the shop.
func newLoop(settings pages.Settings) (*refresh.Loop, *browser.Worker) {
	worker := &browser.Worker{Prefix: settings.Prefix, Version: settings.Version}
	return &refresh.Loop{
		Address:    settings.Current,
		Version:    settings.Version,
		Digits:     settings.Money.Digits,
		Pause:      rest.Pause,
		Fetch:      browser.Fetch,
		Read:       readCurrent,
		Update:     worker.Update,
		Day:        func(date string) string { return browser.Day(date, settings.Shop.Locale) },
		AwaitPress: browser.AwaitPress,
	}, worker
}

// readCurrent parses current.json, which has the form of a page's settings.
func readCurrent(text string) (refresh.Current, error) {
	set, err := pages.ReadSettings(text)
	return refresh.Current{Version: set.Version, Products: set.Products, Sized: set.Sized}, err
}

// follow compares the catalogue with the server's whenever that may have changed,
// opens cart links that are put into the address, and draws the filters once all of the
// program is there. A press on a filter must end on the element on which it began.
func follow(ui *pages.Shop, loop *refresh.Loop) {
	browser.On("online", func() {
		loop.Ask()
		ui.Do(ui.RetryParts)
	})
	browser.On("offline", loop.Ask)
	browser.On("hashchange", ui.AddressChanged)
	browser.On("whole", func() {
		go func() {
			browser.AwaitPress()
			ui.Whole()
		}()
	})
	browser.OnShow(loop.Ask)
}

// promos returns the checker of promo codes that works in this browser.
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

// window is the browser, as the pages need it.
type window struct {
	locale     string
	tabs       session.Tabs
	loop       *refresh.Loop
	handedOver func()
	shown      bool // whether the program's page is shown
}

func (w *window) Pause() { rest.PauseUnseen() }

func (w *window) HandOver() bool {
	if !browser.HandOver(pages.RootID) {
		return false
	}
	rest.Shown()
	w.handedOver()
	w.shown = true
	w.Supply()
	return true
}

func (w *window) Pressed() bool { return browser.Pressed() }

func (w *window) Arrived() {
	w.loop.Retry()
	w.loop.Ask()
}

// Supply waits until the program's page is shown: until then boot.js changes the session.
func (w *window) Supply() {
	if w.shown {
		w.loop.Supply()
	}
}

func (w *window) Retry() { w.loop.Retry() }

func (w *window) Load(address, back string) { browser.Load(address, back) }

func (w *window) Moment(text string) string { return browser.Moment(text, w.locale) }

func (w *window) Tabs() session.Tabs { return w.tabs }
