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
// arrives. If the browser has no messages, Now sleeps, which takes 4 ms or more each
// time (HTML standard, timers).
func Now() {
	if to == nil {
		to = connect()
	}
	if to.works {
		to.port.Call("postMessage", 0)
		<-to.arrived
	} else {
		time.Sleep(time.Millisecond)
	}
	last = time.Now()
}

// channel is a MessageChannel of the browser.
type channel struct {
	port    js.Value // what is posted to it arrives
	arrived chan struct{}
	works   bool
}

var to *channel // nil before the first rest

// silence is how long connect waits for the first message.
const silence = 100 * time.Millisecond

// connect opens a channel and tries it. An extension may have removed MessageChannel
// or put something else in its place.
func connect() (c *channel) {
	c = &channel{arrived: make(chan struct{}, 1)}
	defer func() { _ = recover() }() // what the browser throws; then c does not work
	// A getter that throws would end the program; Call panics.
	ports := js.Global().Get("Reflect").Call("get", js.Global(), "MessageChannel").New()
	ports.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		c.arrived <- struct{}{}
		return nil
	}))
	c.port = ports.Get("port2")
	c.port.Call("postMessage", 0)
	select {
	case <-c.arrived:
		c.works = true
	case <-time.After(silence):
	}
	return c
}
