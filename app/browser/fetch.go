//go:build js && wasm

package browser

import (
	"fmt"
	"strings"
	"syscall/js"

	"carrito/app/catalog"
	"carrito/app/refresh"
)

// Fetch returns what is at an address of the shop. It is the browser's own
// fetch: net/http would more than double the program. A service worker that
// answers from what it kept says so in two headers; see web/worker.js.
func Fetch(address string) (a refresh.Answer, err error) {
	defer recovered(&err)
	response, err := await(shared.Call("fetch", address))
	if err != nil {
		return refresh.Answer{}, err
	}
	if !response.Get("ok").Bool() {
		return refresh.Answer{}, fmt.Errorf("status %d", response.Get("status").Int())
	}
	content, err := await(response.Call("arrayBuffer"))
	if err != nil {
		return refresh.Answer{}, err
	}
	array := js.Global().Get("Uint8Array").New(content)
	bytes := make([]byte, array.Length())
	js.CopyBytesToGo(bytes, array)
	header := func(name string) js.Value { return response.Get("headers").Call("get", name) }
	a = refresh.Answer{Text: string(bytes), Date: textOf(header("Date")), HTML: strings.HasPrefix(textOf(header("Content-Type")), "text/html")}
	if asOf := header("Carrito-As-Of"); !asOf.IsNull() {
		a.Date, a.Stale = textOf(asOf), catalog.Unreachable
		if header("Carrito-Broken").Truthy() {
			a.Stale = catalog.Unreadable
		}
	}
	return a, nil
}
