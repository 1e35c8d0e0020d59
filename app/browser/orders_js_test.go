package browser

import (
	"syscall/js"
	"testing"
	"time"

	"carrito/app/outbox"
)

// listenToOrders returns orders that listen, what they have heard, and how often
// they were woken.
func listenToOrders(t *testing.T) (orders *Orders, heard *[]outbox.Record, woken *int) {
	t.Helper()
	dropListeners(t)
	orders, heard, woken = NewOrders("/"+t.Name()), new([]outbox.Record), new(int)
	orders.Listen(func(r outbox.Record) { *heard = append(*heard, r) }, func() { *woken++ })
	t.Cleanup(orders.close)
	return orders, heard, woken
}

func TestOrdersBroadcast(t *testing.T) {
	orders, heard, _ := listenToOrders(t)
	other := NewOrders("/" + t.Name())
	other.open(func(outbox.Record) {})
	t.Cleanup(other.close)
	script("a.postMessage('text'); a.postMessage(null); a.postMessage({ id: 7 })", other.channel)
	want := outbox.Record{ID: "A-1", State: outbox.Sent, Body: "{}"}
	other.Broadcast(want)
	until(t, func() bool { return len(*heard) > 0 })
	if len(*heard) != 1 || (*heard)[0] != want {
		t.Errorf("got %+v, want %+v", *heard, want)
	}
	_ = orders
}

func TestOrdersWithoutAChannel(t *testing.T) {
	tests := []struct{ name, kind string }{
		{"missing", "return undefined"},
		{"throws", "return class { constructor() { throw new DOMException('', 'SecurityError') } }"},
		{"does nothing", "return class {}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, window, "BroadcastChannel", script(test.kind))
			orders, heard, _ := listenToOrders(t)
			orders.Broadcast(outbox.Record{ID: "A-1"})
			if len(*heard) != 0 {
				t.Errorf("got %+v, want nothing", *heard)
			}
		})
	}
}

func TestOrdersWake(t *testing.T) {
	tests := []struct {
		name   string
		target js.Value
		event  string
		member js.Value
		hidden bool
		want   int
	}{
		{"the network is back", window, "online", js.Undefined(), false, 1},
		{"the page is shown", document, "visibilitychange", js.Undefined(), false, 1},
		{"the page is hidden", document, "visibilitychange", js.Undefined(), true, 0},
		{"the page is loaded", window, "pageshow", object("persisted", false), false, 0},
		{"the page comes back", window, "pageshow", object("persisted", true), false, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			replace(t, document, "hidden", test.hidden)
			orders, _, woken := listenToOrders(t)
			if got := orders.Hidden(); got != test.hidden {
				t.Errorf("got hidden %v, want %v", got, test.hidden)
			}
			dispatch(test.target, test.event, test.member)
			if *woken != test.want {
				t.Errorf("got woken %d times, want %d", *woken, test.want)
			}
		})
	}
}

func TestOrdersInTheBackForwardCache(t *testing.T) {
	orders, heard, _ := listenToOrders(t)
	other := NewOrders("/" + t.Name())
	other.open(func(outbox.Record) {})
	t.Cleanup(other.close)
	dispatch(window, "pagehide", object("persisted", true))
	if orders.channel.Truthy() {
		t.Error("got an open channel, want none")
	}
	other.Broadcast(outbox.Record{ID: "missed"})
	time.Sleep(20 * time.Millisecond)
	dispatch(window, "pageshow", object("persisted", true))
	other.Broadcast(outbox.Record{ID: "new"})
	until(t, func() bool { return len(*heard) > 0 })
	if (*heard)[0].ID != "new" {
		t.Errorf("got %+v, want new", *heard)
	}
}

func TestOrdersSync(t *testing.T) {
	const sync = `sync: { register: (tag) => { a.tag = tag; return Promise.resolve() } }`
	tests := []struct{ name, container, want string }{
		{"registered", `return { getRegistration: (scope) => { a.scope = scope; return Promise.resolve({ active: {}, ` + sync + ` }) } }`, `{"scope":"/shop/","tag":"orders"}`},
		{"no worker is active", `return { getRegistration: () => Promise.resolve({ active: null, ` + sync + ` }) }`, "{}"},
		{"no Background Sync", `return { getRegistration: () => Promise.resolve({ active: {} }) }`, "{}"},
		{"not registered", `return { getRegistration: () => Promise.resolve() }`, "{}"},
		{"refused", `return { getRegistration: () => Promise.reject(Error("no")) }`, "{}"},
		{"forbidden by the shopper", `return { getRegistration: () => Promise.resolve({ active: {}, sync: { register: () => Promise.reject(Error("no")) } }) }`, "{}"},
		{"no service workers", `return undefined`, "{}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			asked := object()
			replace(t, navigator(), "serviceWorker", script(test.container, asked))
			NewOrders("/shop").Sync()
			time.Sleep(20 * time.Millisecond)
			if got := jsonOf(asked); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestOrdersLock(t *testing.T) {
	asked := object()
	replace(t, navigator(), "locks", script("return { request: (name, held) => { a.name = name; return held() } }", asked))
	done := false
	NewOrders("/shop").Lock(func() { done = true })
	if got := jsonOf(asked); !done || got != `{"name":"carrito/shop orders"}` {
		t.Errorf("got %s, done %v; want the lock that worker.js has", got, done)
	}
}
