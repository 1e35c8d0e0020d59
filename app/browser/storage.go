//go:build js && wasm

package browser

import (
	"fmt"
	"syscall/js"

	"carrito/app/session"
)

// SessionStorage is the browser's sessionStorage (HTML standard, 12.2.3). It
// implements [session.Storage]. If the browser blocks it, or it is full, the
// error is [session.ErrStorage].
type SessionStorage struct{}

// Get returns the text under a name, or what boot.js could not store of it.
func (SessionStorage) Get(name string) (text string, ok bool, err error) {
	defer failed(&err)
	if kept := shared.Get("memory"); kept.Truthy() && kept.Get(name).Type() == js.TypeString {
		return kept.Get(name).String(), true, nil
	}
	value := optional(window, "sessionStorage").Call("getItem", name)
	if value.IsNull() {
		return "", false, nil
	}
	return value.String(), true, nil
}

// Set stores a text under a name.
func (SessionStorage) Set(name, text string) (err error) {
	defer failed(&err)
	optional(window, "sessionStorage").Call("setItem", name, text)
	if kept := shared.Get("memory"); kept.Truthy() {
		kept.Delete(name)
	}
	return nil
}

// failed turns a panic of syscall/js into an error of the storage.
func failed(err *error) {
	switch r := recover().(type) {
	case nil:
	case js.Error:
		*err = fmt.Errorf("%w: %s", session.ErrStorage, r.Get("name").String())
	default:
		*err = fmt.Errorf("%w: %v", session.ErrStorage, r)
	}
}
