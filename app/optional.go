//go:build js && wasm

package main

import (
	"fmt"
	"syscall/js"
)

// optional returns what lies under names in an object of the browser. It is
// undefined where the browser lacks one of them, or its getter throws.
//
// It asks by Reflect.get: syscall/js ends the program over a getter that throws,
// but makes a panic of a call that does.
func optional(object js.Value, names ...string) (value js.Value) {
	defer func() {
		if recover() != nil {
			value = js.Undefined()
		}
	}()
	for _, name := range names {
		object = window.Get("Reflect").Call("get", object, name)
	}
	return object
}

// attempt calls do, and returns what it panics with as an error.
func attempt(do func()) (err error) {
	defer recovered(&err)
	do()
	return nil
}

// recovered makes an error of what syscall/js panics with where the browser has
// no such thing, throws, or answers with something else than the standards say.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the browser: %v", r)
	}
}
