//go:build js && wasm

package browser

import (
	"errors"
	"fmt"
	"syscall/js"
	"time"
)

// Worker is the service worker of the shop. It is registered once the program
// has taken over the page. A new one replaces it when the shopper says so or, by
// the browser's rules, once every page of the shop is closed. If the browser has
// no workers, or forbids them, the shop works without.
type Worker struct {
	// Prefix is the path the shop lives under, without a slash at its end.
	Prefix string
	// Version is the version of the page.
	Version string
	// Offer tells the shopper that there is a new version, which take installs.
	Offer func(take func())

	registration js.Value // undefined if there is none
	refused      bool     // the browser did not register the worker
}

func (w *Worker) container() js.Value { return optional(window, "navigator", "serviceWorker") }

// Answers reports whether a worker answers the requests of the page.
func (w *Worker) Answers() bool { return optional(w.container(), "controller").Truthy() }

// Register registers the worker and follows its updates. It waits until the page
// is loaded, so that the worker's downloads do not compete with the page's.
func (w *Worker) Register() {
	for document.Get("readyState").String() != "complete" {
		time.Sleep(200 * time.Millisecond)
	}
	if !w.container().Truthy() {
		return
	}
	if err := w.register(); err != nil {
		w.refused = true
		fmt.Println("carrito: no service worker:", err)
	}
}

func (w *Worker) register() (err error) {
	defer recovered(&err)
	container := w.container()
	registration, err := await(container.Call("register", w.Prefix+"/worker.js"))
	if err != nil {
		return err
	}
	// An extension may have replaced register by a function that does nothing.
	if !optional(registration, "addEventListener").Truthy() {
		return errors.New("register returns none")
	}
	w.registration = registration
	on(container, "message", func(event js.Value) {
		if isOtherVersion(textOf(optional(event, "data", "version")), w.Version) {
			w.Offer(w.take)
		}
	})
	on(registration, "updatefound", func(js.Value) { w.followInstalling() })
	w.followInstalling() // the update may have been found before
	if _, err := await(optional(container, "ready")); err != nil {
		return err
	}
	w.listLoaded()
	return nil
}

// followInstalling greets the worker that waits, or is being installed, if any.
func (w *Worker) followInstalling() {
	if installing := w.registration.Get("installing"); installing.Truthy() {
		on(installing, "statechange", func(js.Value) { w.greet() })
	}
	w.greet()
}

// greet tells a waiting worker the version of the page. A worker of the same
// version stops waiting. Another one answers, and is offered to the shopper.
func (w *Worker) greet() {
	if waiting := w.registration.Get("waiting"); waiting.Truthy() {
		waiting.Call("postMessage", object("version", w.Version))
	}
}

// listLoaded tells the worker what the page has loaded before the worker was
// active, pictures included.
func (w *Worker) listLoaded() {
	loaded := window.Get("performance").Call("getEntriesByType", "resource")
	seen := window.Get("JSON").Call("stringify", loaded)
	w.registration.Get("active").Call("postMessage", object("seen", seen))
}

// Update makes the browser look for a new version on the server. If no worker is
// going to fetch it, the new version is offered at once.
func (w *Worker) Update() {
	r := registration{supported: w.container().Truthy(), refused: w.refused, done: w.registration.Truthy()}
	if r.offersAtOnce() {
		w.Offer(w.take)
	}
	go attempt(func() { await(w.registration.Call("update")) })
}

// take makes a waiting worker take over, if there is one, and reloads the page.
// The session is in the browser's storage and survives.
func (w *Worker) take() {
	reload := func(js.Value) { location.Call("reload") }
	if waiting := optional(w.registration, "waiting"); waiting.Truthy() {
		on(w.container(), "controllerchange", reload)
		waiting.Call("postMessage", object("take", true))
		return
	}
	reload(js.Undefined())
}
