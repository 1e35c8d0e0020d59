//go:build js && wasm

package browser

import (
	"syscall/js"

	"carrito/app/session"
)

// Tabs is the channel to the shop's other tabs: the BroadcastChannel of its name
// (HTML standard, 9.5), which all tabs of a browser profile at one origin share.
// If the browser has none, a tab is alone. It implements [session.Channel].
//
// The channel replaces the one that boot.js has opened.
type Tabs struct{ Name string }

// Post sends a message to the other tabs.
func (t Tabs) Post(message string) {
	defer recovered(new(error))
	if open := shared.Get("channel"); open.Truthy() {
		open.Call("postMessage", message)
	}
}

// Listen calls heard with each message, and first with what boot.js could not
// store. It calls woken when messages may have been missed. A page in the
// back/forward cache must not have an open channel, so it is closed on the way
// there.
func (t Tabs) Listen(heard func(string), woken func()) {
	if kept := shared.Get("memory"); kept.Truthy() {
		heard(window.Get("JSON").Call("stringify", object("v", 1, "vars", kept)).String())
	}
	t.open(heard)
	woken()
	on(window, "pagehide", func(js.Value) { t.close() })
	on(window, "pageshow", func(event js.Value) {
		if event.Get("persisted").Bool() {
			t.open(heard)
			woken()
			t.askWorker()
		}
	})
	on(document, "resume", func(js.Value) { woken() })
	on(document, "visibilitychange", func(js.Value) {
		if document.Get("visibilityState").String() == "visible" {
			woken()
		}
	})
}

func (t Tabs) open(heard func(string)) {
	defer recovered(new(error))
	t.close()
	kind := optional(window, "BroadcastChannel")
	if !kind.Truthy() {
		return
	}
	opened := kind.New(t.Name)
	shared.Set("channel", opened)
	on(opened, "message", func(event js.Value) {
		if data := event.Get("data"); data.Type() == js.TypeString && window.Get("Object").Invoke(data).Length() < session.MaxMessage {
			heard(data.String())
		}
	})
}

// askWorker asks the worker for the session as the last page left it. boot.js has
// asked already, but the answer may have come before the channel was open.
func (Tabs) askWorker() {
	defer recovered(new(error))
	if leave := shared.Get("leave"); leave.Truthy() {
		leave.Invoke(true)
	}
}

func (Tabs) close() {
	defer recovered(new(error))
	if open := shared.Get("channel"); open.Truthy() {
		open.Call("close")
	}
}
