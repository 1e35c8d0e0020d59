//go:build js && wasm

// The browser program of Carrito. It takes over the page that the server has
// written, with the shopper's session in it.
//
// It reads the shop's settings from the page, fetches the catalogue, opens the
// session and hands the page to package ui. If one of these fails, the page stays
// as the server wrote it and says so in one sentence. Afterwards the program
// keeps the catalogue up to date and sends the orders that wait.
//
// What only a browser can do is in package browser.
package main

import (
	"fmt"

	"carrito/app/browser"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/session"
	"carrito/app/ui"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func main() {
	if err := run(); err != nil {
		fmt.Println("carrito:", err)
		browser.Say("catalog")
	}
}

func run() error {
	settings, err := ui.ReadSettings(browser.ElementText(ui.SettingsID))
	if err != nil {
		return fmt.Errorf("settings in the page: %w", err)
	}
	pause := browser.Pauser()
	now, err := open(settings, pause)
	if err != nil {
		return err
	}
	store := now.store
	now.worker = &browser.Worker{Prefix: settings.Prefix, Version: settings.Version, Offer: func(take func()) {
		store.Do(func() { store.OfferUpdate(take) })
	}}
	orders := browser.NewOrders(settings.Prefix)
	sender := outbox.NewSender(orders, store, settings.Prefix, settings.Money.Digits)
	store.Post, store.Cancel, store.CheckPromo = sender.Send, sender.Cancel, promoChecker(store)
	store.Moment = func(text string) string { return browser.Moment(text, store.Shop.Locale) }
	store.Pause = pause
	store.HandOver = func() bool {
		if !browser.HandOver(ui.RootID) {
			return false
		}
		go follow(now)
		orders.Listen(sender.Hear, sender.Wake)
		go sender.Run()
		return true
	}
	store.Arrived = now.ask
	store.Tabs = session.Tabs{
		Channel:  session.Broadcast{Name: "carrito" + settings.Prefix},
		Products: now.products,
		Renew:    now.renew,
	}
	browser.AwaitTabs()
	store.Open(session.Browser{})
	browser.MakeRoom()
	browser.MendAddress()
	browser.FollowHistory()
	app.RouteWithRegexp("^/", func() app.Composer { return ui.NewRoot(store, browser.URL()) })
	app.RunWhenOnBrowser()
	return nil
}

// follow starts what can wait until the program's page is shown: the catalogue is
// compared with the server's whenever that may have changed, cart links are
// opened that come while the page is open, and the service worker is registered.
func follow(now *current) {
	go now.keep()
	browser.On("online", now.ask)
	browser.On("offline", now.ask)
	browser.On("hashchange", now.store.AddressChanged)
	browser.OnShow(now.ask)
	if now.worker.Answers() {
		now.ask() // the page may be an earlier one
	}
	now.worker.Register()
}

// promoChecker returns [ui.Store.CheckPromo], nil if the browser cannot hash.
func promoChecker(store *ui.Store) func(typed string, found func(order.Promo, bool)) {
	terms, err := order.NewTerms(store.Shop)
	if err != nil || !browser.CanHash() {
		return nil
	}
	return func(typed string, found func(order.Promo, bool)) {
		go func() {
			promo, valid, err := order.FindPromo(terms.Promos, typed, browser.Hash)
			if err != nil {
				fmt.Println("carrito: the promo code was not checked:", err)
				store.CheckPromo = nil
			}
			store.Do(func() { found(promo, valid) })
		}()
	}
}
