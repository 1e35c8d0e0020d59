//go:build js && wasm

package session

import (
	"fmt"
	"syscall/js"
)

// Browser is the browser's sessionStorage (HTML standard, 12.2.3). A browser
// that blocks it, or whose storage is full, answers with [ErrStorage].
type Browser struct{}

// memory is the global variable that holds what boot.js could not store.
const memory = "carritoMemory"

// Get returns the text under name, or what boot.js could not store of it.
func (Browser) Get(name string) (text string, ok bool, err error) {
	defer recovered(&err)
	if kept := js.Global().Get(memory); kept.Truthy() && kept.Get(name).Type() == js.TypeString {
		return kept.Get(name).String(), true, nil
	}
	value := js.Global().Get("sessionStorage").Call("getItem", name)
	if value.IsNull() {
		return "", false, nil
	}
	return value.String(), true, nil
}

// Set keeps text under name. Storage that is full is an error.
func (Browser) Set(name, text string) (err error) {
	defer recovered(&err)
	js.Global().Get("sessionStorage").Call("setItem", name, text)
	if kept := js.Global().Get(memory); kept.Truthy() {
		kept.Delete(name)
	}
	return nil
}

// Remove forgets name.
func (Browser) Remove(name string) (err error) {
	defer recovered(&err)
	js.Global().Get("sessionStorage").Call("removeItem", name)
	return nil
}

// recovered turns what syscall/js panics with, an exception of the browser's,
// into an error.
func recovered(err *error) {
	switch r := recover().(type) {
	case nil:
	case js.Error:
		*err = fmt.Errorf("%w: %s", ErrStorage, r.Get("name").String())
	default:
		*err = fmt.Errorf("%w: %v", ErrStorage, r)
	}
}
