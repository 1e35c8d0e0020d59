//go:build js && wasm

package main

import (
	"errors"
	"fmt"
	"syscall/js"
	"time"

	"carrito/app/ui"
)

// worker is the service worker seen from the page: it is registered once the
// program has taken over, and a new one takes its place when the shopper says so
// or, by the browser's rules, once every page of the shop is closed. Where the
// browser has no workers, or allows none, the shop goes on without.
type worker struct {
	store        *ui.Store
	version      string // of the page
	container    js.Value
	registration js.Value
}

func newWorker(store *ui.Store, version string) *worker {
	return &worker{store: store, version: version, container: optional(window, "navigator", "serviceWorker")}
}

// answers reports whether a worker answers for the page.
func (w *worker) answers() bool {
	return optional(w.container, "controller").Truthy()
}

// register registers the worker and listens to it. It waits until the page is
// loaded, so that nothing the shopper sees comes later for it.
func (w *worker) register() {
	for document.Get("readyState").String() != "complete" {
		time.Sleep(200 * time.Millisecond)
	}
	if !w.container.Truthy() {
		return
	}
	if err := w.listen(); err != nil {
		fmt.Println("carrito: no service worker:", err)
	}
}

// listen registers the worker and listens to it. What an extension has put in
// the worker's place may register nothing and say that it did.
func (w *worker) listen() (err error) {
	defer recovered(&err)
	registration, err := await(w.container.Call("register", w.store.Prefix+"/worker.js"))
	if err != nil {
		return err
	}
	if !optional(registration, "addEventListener").Truthy() {
		return errors.New("register returns none")
	}
	w.registration = registration
	on(w.container, "message", func(event js.Value) {
		if version := event.Get("data").Get("version"); version.Truthy() && version.String() != w.version {
			w.offer()
		}
	})
	on(registration, "updatefound", func(js.Value) {
		if installing := registration.Get("installing"); installing.Truthy() {
			on(installing, "statechange", func(js.Value) { w.greet() })
		}
	})
	w.greet()
	if _, err := await(optional(w.container, "ready")); err != nil {
		return err
	}
	w.tellSeen()
	return nil
}

// greet tells a worker that waits which version the page is. One of the same
// version stops waiting; another one answers, and is offered to the shopper.
func (w *worker) greet() {
	if waiting := w.registration.Get("waiting"); waiting.Truthy() {
		waiting.Call("postMessage", map[string]any{"version": w.version})
	}
}

// tellSeen tells the worker what was loaded before it was there, the pictures
// among it.
func (w *worker) tellSeen() {
	loaded := window.Get("performance").Call("getEntriesByType", "resource")
	seen := window.Get("JSON").Call("stringify", loaded)
	w.registration.Get("active").Call("postMessage", map[string]any{"seen": seen})
}

// update has the browser look for the new version that the server has. Without
// a worker there is nothing to wait for.
func (w *worker) update() {
	if !w.registration.Truthy() {
		if !w.container.Truthy() {
			w.offer()
		}
		return
	}
	go attempt(func() { await(w.registration.Call("update")) })
}

// offer shows that there is a new version.
func (w *worker) offer() {
	w.store.Do(func() { w.store.OfferUpdate(w.take) })
}

// take puts the new version in the place of the old one: the worker first, then
// this page. The session is the browser's and stays.
func (w *worker) take() {
	reload := func(js.Value) { window.Get("location").Call("reload") }
	if w.registration.Truthy() && w.registration.Get("waiting").Truthy() {
		on(w.container, "controllerchange", reload)
		w.registration.Get("waiting").Call("postMessage", map[string]any{"take": true})
		return
	}
	reload(js.Undefined())
}
