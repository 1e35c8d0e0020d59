package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Try returns what call does. It is undefined where the browser has no such
// function, or throws.
func Try(call func() app.Value) (value app.Value) {
	defer func() {
		if recover() != nil {
			value = app.Undefined()
		}
	}()
	return call()
}
