//go:build js && wasm

package browser

import (
	"fmt"
	"syscall/js"
)

var (
	window   = js.Global()
	document = window.Get("document")
	location = window.Get("location")
	history  = window.Get("history")
)

// object returns an object with members given by name and value in turn. A map
// does the same, but its literals make the program larger.
func object(members ...any) js.Value {
	o := window.Get("Object").New()
	for i := 0; i < len(members); i += 2 {
		o.Set(members[i].(string), members[i+1])
	}
	return o
}

// textOf returns a value that is a string, or else "".
func textOf(v js.Value) string {
	if v.Type() != js.TypeString {
		return ""
	}
	return v.String()
}

// on calls do with every event of a type.
func on(target js.Value, event string, do func(event js.Value)) {
	target.Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		do(args[0])
		return nil
	}))
}

// optional returns the value at a path of properties of an object. It returns
// undefined if the browser lacks one of them, or its getter throws.
//
// It uses Reflect.get: when a getter throws, syscall/js ends the program, but
// when a call throws, syscall/js panics.
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

// attempt calls do and returns its panic as an error.
func attempt(do func()) (err error) {
	defer recovered(&err)
	do()
	return nil
}

// recovered turns a panic of syscall/js into an error. syscall/js panics if the
// browser lacks a function, if the function throws, or if a value has another
// type than the standards say.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("the browser: %v", r)
	}
}

// await blocks until a promise is settled. A value that is not a promise counts
// as settled.
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

// promise returns a promise that is fulfilled when do returns.
func promise(do func()) js.Value {
	// The call of executor may come after New has returned; see web/rest.js.
	var executor js.Func
	executor = js.FuncOf(func(_ js.Value, args []js.Value) any {
		executor.Release()
		go func() {
			do()
			args[0].Invoke()
		}()
		return nil
	})
	return window.Get("Promise").New(executor)
}
