//go:build js && wasm

package main

import (
	"fmt"
	"syscall/js"

	"carrito/app/catalog"
)

// answer is what came from an address of the shop.
type answer struct {
	text  string
	date  string            // when the server answered, or last stood by what the worker kept, as HTTP writes dates
	doubt catalog.Staleness // why this may not be what the server has now
}

// fetch returns what is at an address of the shop. It is the browser's own
// fetch: net/http would more than double the program. Where the service worker
// answers in the server's place it says so in two headers; see web/worker.js.
func fetch(address string) (answer, error) {
	response, err := await(window.Call("fetch", address))
	if err != nil {
		return answer{}, fmt.Errorf("fetch %s: %w", address, err)
	}
	if !response.Get("ok").Bool() {
		return answer{}, fmt.Errorf("fetch %s: status %d", address, response.Get("status").Int())
	}
	text, err := await(response.Call("text"))
	if err != nil {
		return answer{}, fmt.Errorf("read %s: %w", address, err)
	}
	header := func(name string) js.Value { return response.Get("headers").Call("get", name) }
	a := answer{text: text.String(), date: header("Date").String()}
	if asOf := header("Carrito-As-Of"); !asOf.IsNull() {
		a.date, a.doubt = asOf.String(), catalog.Unreachable
		if header("Carrito-Broken").Truthy() {
			a.doubt = catalog.Unreadable
		}
	}
	return a, nil
}

// await blocks until a promise is settled. What is no promise is settled.
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
	window.Get("Promise").Call("resolve", promise).Call("then", resolve, reject)
	o := <-settled
	return o.value, o.err
}
