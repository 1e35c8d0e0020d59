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
	products, err := catalog.Read(strings.NewReader(text), catalog.Rules{Digits: settings.Money.Digits})
	if err != nil {
		return fmt.Errorf("%s: %w", settings.Products, err)
	}
	store := settings.Store(products)
	if _, err := await(js.Global().Call("carritoQuiet")); err != nil {
		return err
	}
	// From here to the first page nothing waits, so that no press is lost between
	// the page of the server, which boot.js makes work, and the program's.
	restore := js.Global().Call("carritoHandOver")
	store.HandedOver = func() { restore.Invoke() }
	store.Open(session.Browser{})
	app.RouteWithRegexp("^/", func() app.Composer { return ui.NewRoot(store, app.Window().URL()) })
	app.RunWhenOnBrowser()
	return nil
}
