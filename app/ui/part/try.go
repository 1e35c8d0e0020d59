package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Try returns the result of call, or undefined if call throws or the browser
// lacks a function that it calls.
func Try(call func() app.Value) (value app.Value) {
	defer func() {
		if recover() != nil {
			value = app.Undefined()
		}
	}()
	return call()
}
