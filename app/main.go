//go:build js && wasm

// The browser program of Carrito: it takes over the page the server has
// written, with the shopper's session in it.
//
// It reads the shop's settings from the page, fetches the catalogue, opens the
// session and hands the page to package ui. Where one of these fails the page
// stays as the server wrote it, and says so in one sentence. From then on it
// keeps the catalogue at what the server has.
package main

import (
	"fmt"
	"syscall/js"
	"time"

	"carrito/app/session"
	"carrito/app/ui"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func main() {
	if err := run(); err != nil {
		fmt.Println("carrito:", err)
		app.Window().Call("carritoSay", "catalog")
	}
}

// slice is how long the program holds up the browser at a time before its first
// page is drawn: on a phone, pressing what is on the page must not wait for it.
const slice = 6 * time.Millisecond

// pauser returns a function that lets the browser do what waits, if the last
// time it could is longer ago than a slice.
func pauser() func() {
	last := time.Now()
	return func() {
		if time.Since(last) < slice {
			return
		}
		time.Sleep(time.Millisecond) // a timer of the browser: Go alone would go on at once
		last = time.Now()
	}
}

func run() error {
	element := app.Window().GetElementByID(ui.SettingsID)
	settings, err := ui.ReadSettings(element.Get("textContent").String())
	if err != nil {
		return fmt.Errorf("settings in the page: %w", err)
	}
	pause := pauser()
	now, err := open(settings, pause)
	if err != nil {
		return err
	}
	store := now.store
	now.worker = newWorker(store, settings.Version)
	store.Pause = pause
	outbox := newSender(store)
	store.Post, store.Cancel, store.CheckPromo = outbox.post, outbox.cancel, promoChecker(store)
	store.Moment = func(text string) string {
		return writeDate(text, store.Shop.Locale, map[string]any{"dateStyle": "medium", "timeStyle": "short"})
	}
	store.HandOver = func() bool {
		if !handOver() {
			return false
		}
		go look(now)
		outbox.start()
		return true
	}
	store.Arrived = now.ask
	store.Tabs = session.Tabs{
		Channel:  session.Broadcast{Name: "carrito" + settings.Prefix},
		Products: now.products,
		Renew:    now.renew,
	}
	for !window.Get("carritoKnown").Truthy() { // boot.js asks the other tabs
		time.Sleep(slice)
	}
	store.Open(session.Browser{})
	makeRoom()
	mendAddress()
	followHistory()
	app.RouteWithRegexp("^/", func() app.Composer { return ui.NewRoot(store, app.Window().URL()) })
	app.RunWhenOnBrowser()
	return nil
}

// look begins what can wait until the page is there: the comparison with what
// the server has, whenever that may have changed, the service worker, and cart
// links that come while the page is open.
func look(now *current) {
	go now.keep()
	for _, event := range []string{"online", "offline"} {
		on(window, event, func(js.Value) { now.ask() })
	}
	on(window, "hashchange", func(js.Value) { now.store.AddressChanged() })
	on(document, "visibilitychange", func(js.Value) {
		if !document.Get("hidden").Bool() {
			now.ask()
		}
	})
	if now.worker.answers() {
		now.ask() // for then the page need not be the server's
	}
	now.worker.register()
}
