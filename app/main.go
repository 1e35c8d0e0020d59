//go:build js && wasm

// The browser program of Carrito: it takes over the page the server has
// written, with the shopper's session in it.
//
// It reads the shop's settings from the page, fetches the catalogue, opens the
// session and hands the page to package ui. Where one of these fails the page
// stays as the server wrote it, and says so in one sentence.
package main

import (
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"carrito/app/catalog"
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
	text, err := fetch(settings.Products)
	if err != nil {
		return err
	}
	pause := pauser()
	products, err := catalog.Read(strings.NewReader(text), catalog.Rules{Digits: settings.Money.Digits, Pause: pause})
	if err != nil {
		return fmt.Errorf("%s: %w", settings.Products, err)
	}
	store := settings.Store(products)
	store.Pause = pause
	store.HandOver = func() bool { return js.Global().Call("carritoHandOver").Bool() }
	store.Open(session.Browser{})
	js.Global().Call("carritoRoom")
	app.RouteWithRegexp("^/", func() app.Composer { return ui.NewRoot(store, app.Window().URL()) })
	app.RunWhenOnBrowser()
	return nil
}
