//go:build js && wasm

package browser

import (
	"syscall/js"

	"carrito/app/outbox"
)

// Orders stores and sends the orders of one shop. Every page and the service
// worker of the shop share its database, its lock and its channel.
type Orders struct {
	database
	prefix  string
	channel js.Value // an open BroadcastChannel, or undefined
}

// NewOrders returns the orders of the shop whose pages are under a prefix.
func NewOrders(prefix string) *Orders {
	return &Orders{database: database{name: "carrito" + prefix}, prefix: prefix}
}

// lock is the name of the lock and of the channel.
func (o *Orders) lock() string { return o.name + " orders" }

// Lock calls do while no other page and no service worker sends orders of the
// shop. See [locked] for the exceptions.
func (o *Orders) Lock(do func()) { locked(o.lock(), do) }

// Sync asks the service worker to send the stored orders as soon as there is a
// network, even if the shop is closed by then (Web Background Synchronization).
// It does not wait for the worker's answer.
func (o *Orders) Sync() {
	go attempt(func() {
		registration, _ := await(optional(window, "navigator", "serviceWorker").Call("getRegistration", o.prefix+"/"))
		if sync := optional(registration, "sync"); sync.Truthy() && registration.Get("active").Truthy() {
			await(sync.Call("register", orderStore)) // the shopper may have forbidden it: the page goes on to send
		}
	})
}

// Broadcast sends a record to all other pages of the shop.
func (o *Orders) Broadcast(r outbox.Record) {
	if o.channel.Truthy() {
		attempt(func() { o.channel.Call("postMessage", writeRecord(r)) })
	}
}

// Listen calls heard with each record that another page or the service worker
// broadcasts. It calls woken when sending may succeed again: the network is back,
// or the page is shown. A hidden page is not woken, or it would begin to send as
// it is closed.
//
// A page in the back/forward cache must not hold a channel open, so the channel
// is closed on the way there and opened again when the page comes back.
func (o *Orders) Listen(heard func(outbox.Record), woken func()) {
	o.open(heard)
	on(window, "pagehide", func(js.Value) { o.close() })
	on(window, "pageshow", func(event js.Value) {
		if event.Get("persisted").Bool() {
			o.open(heard)
			woken()
		}
	})
	On("online", woken)
	OnShow(woken)
}

// Hidden reports whether the page is hidden from the shopper.
func (o *Orders) Hidden() bool { return hidden() }

func (o *Orders) open(heard func(outbox.Record)) {
	attempt(func() {
		channel := optional(window, "BroadcastChannel").New(o.lock())
		on(channel, "message", func(event js.Value) {
			if data := event.Get("data"); optional(data, "id").Type() == js.TypeString {
				go heard(readRecord(data))
			}
		})
		o.channel = channel
	})
}

func (o *Orders) close() {
	if o.channel.Truthy() {
		attempt(func() { o.channel.Call("close") })
		o.channel = js.Undefined()
	}
}
