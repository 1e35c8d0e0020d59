package browser

import "syscall/js"

// script runs the body of a JavaScript function and returns what it returns.
func script(body string, args ...any) js.Value {
	return js.Global().Get("Function").New("a", "b", body).Invoke(args...)
}

// jsonOf returns a value as JSON, or "undefined".
func jsonOf(v js.Value) string {
	return script("return String(JSON.stringify(a))", v).String()
}
