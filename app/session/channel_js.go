//go:build js && wasm

package session

import "syscall/js"

// Broadcast is the browser's channel of a name (HTML standard, 9.5): all tabs
// of one profile at one origin. In a browser without one a tab is alone.
//
// It takes the place of the one that boot.js has opened.
type Broadcast struct{ Name string }

// channel is the global variable that holds the BroadcastChannel that is open.
const channel = "carritoChannel"

// Post sends a message to the other tabs.
func (b Broadcast) Post(message string) {
	defer recovered(new(error))
	if open := js.Global().Get(channel); open.Truthy() {
		open.Call("postMessage", message)
	}
}

// Listen calls heard with each message, and first with what boot.js kept where
// storage did not. A page in the back/forward cache may not hold a channel
// open, so that it is closed on the way there.
func (b Broadcast) Listen(heard func(string), woken func()) {
	if kept := js.Global().Get(memory); kept.Truthy() {
		heard(js.Global().Get("JSON").Call("stringify", map[string]any{"v": 1, "vars": kept}).String())
	}
	on := func(target js.Value, event string, do func(js.Value)) {
		target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
			do(args[0])
			return nil
		}))
	}
	open := func() {
		defer recovered(new(error))
		b.close()
		// By Reflect.get: syscall/js ends the program over a getter that throws.
		if kind := js.Global().Get("Reflect").Call("get", js.Global(), "BroadcastChannel"); kind.Truthy() {
			opened := kind.New(b.Name)
			js.Global().Set(channel, opened)
			on(opened, "message", func(event js.Value) {
				if data := event.Get("data"); data.Type() == js.TypeString && js.Global().Get("Object").Invoke(data).Length() < maxMessage {
					heard(data.String())
				}
			})
		}
	}
	open()
	woken()
	document := js.Global().Get("document")
	on(js.Global(), "pagehide", func(js.Value) { b.close() })
	on(js.Global(), "pageshow", func(event js.Value) {
		if event.Get("persisted").Bool() {
			open()
			woken()
		}
	})
	on(document, "resume", func(js.Value) { woken() })
	on(document, "visibilitychange", func(js.Value) {
		if document.Get("visibilityState").String() == "visible" {
			woken()
		}
	})
}

func (Broadcast) close() {
	defer recovered(new(error))
	if open := js.Global().Get(channel); open.Truthy() {
		open.Call("close")
	}
}
