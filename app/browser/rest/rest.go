//go:build js && wasm

// Package rest lets the browser handle its events while the program is busy. Until
// the program's first page is shown, the shopper uses the server's, and a press there
// must not wait for the program. The program reads catalogues and draws its first
// page in short steps, and go-app mounts that page in short steps; see the patches
// in server/program.
package rest

import (
	"syscall/js"
	"time"
)

// step is how long the program keeps the browser busy at a time.
const step = 6 * time.Millisecond

var (
	last  = time.Now() // end of the last rest
	shown bool
)

// Pause rests if the present step is over.
func Pause() {
	if time.Since(last) >= step {
		Now()
	}
}

// PauseUnseen is like [Pause], but does nothing once the program's page is shown:
// the shopper must not see a page half drawn.
func PauseUnseen() {
	if !shown {
		Pause()
	}
}

// Shown tells that the program's page is shown.
func Shown() { shown = true }

// Now lets the browser handle its events. It posts a message and returns when that
// arrives. A timer would take 4 ms each time (HTML standard, timers).
func Now() {
	if out.IsUndefined() {
		connect()
	}
	out.Call("postMessage", 0)
	<-arrived
	last = time.Now()
}

var (
	out     js.Value // the port that Now posts to
	arrived = make(chan struct{}, 1)
)

func connect() {
	channel := js.Global().Get("MessageChannel").New()
	out = channel.Get("port2")
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		arrived <- struct{}{}
		return nil
	}))
}
