//go:build js && wasm

package browser

import (
	"syscall/js"
	"time"
)

// lockLimit is how long locked waits for a lock: longer than whoever holds it
// needs to send an order.
var lockLimit = postLimit + 5*time.Second

// locked calls do while no other page of this origin and no service worker holds
// the lock of this name (Web Locks API), and returns when do has returned. If the
// browser has no locks, as over plain HTTP, or does not grant the lock in time,
// locked calls do without it: an order that is sent twice is one order.
func locked(name string, do func()) {
	begun, ended := false, make(chan struct{})
	once := func() {
		if begun {
			return
		}
		begun = true
		do()
		close(ended)
	}
	late := time.AfterFunc(lockLimit, once)
	defer late.Stop()
	go func() {
		attempt(func() {
			held := js.FuncOf(func(js.Value, []js.Value) any { return promise(once) })
			defer held.Release()
			await(optional(window, "navigator", "locks").Call("request", name, held))
		})
		once()
	}()
	<-ended
}
