//go:build js && wasm

package main

import "syscall/js"

var (
	window   = js.Global()
	document = window.Get("document")
)

// on calls do with every event of a type.
func on(target js.Value, event string, do func(event js.Value)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		do(args[0])
		return nil
	}))
}
