//go:build js && wasm

package main

import (
	"fmt"
	"syscall/js"
)

// fetch returns the text at an address of the shop. It is the browser's own
// fetch: net/http would more than double the program.
func fetch(address string) (string, error) {
	response, err := await(js.Global().Call("fetch", address))
	if err != nil {
		return "", fmt.Errorf("fetch %s: %w", address, err)
	}
	if !response.Get("ok").Bool() {
		return "", fmt.Errorf("fetch %s: status %d", address, response.Get("status").Int())
	}
	text, err := await(response.Call("text"))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", address, err)
	}
	return text.String(), nil
}

// await blocks until a promise is settled.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	resolve := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{value: args[0]}
		return nil
	})
	defer resolve.Release()
	reject := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{err: js.Error{Value: args[0]}}
		return nil
	})
	defer reject.Release()
	promise.Call("then", resolve, reject)
	o := <-settled
	return o.value, o.err
}
