package browser

import (
	"strings"
	"syscall/js"
	"testing"
	"time"
)

// script runs the body of a JavaScript function and returns what it returns.
func script(body string, args ...any) js.Value {
	return js.Global().Get("Function").New("a", "b", body).Invoke(args...)
}

// replace replaces a property of an object until the test ends.
func replace(t *testing.T, object js.Value, name string, value any) {
	t.Helper()
	define(t, object, name, script("return { value: a, configurable: true, writable: true }", value))
}

// block makes the getter of a property throw until the test ends.
func block(t *testing.T, object js.Value, name string) {
	t.Helper()
	define(t, object, name, script(`return { get() { throw new DOMException("blocked", "SecurityError") }, configurable: true }`))
}

func define(t *testing.T, object js.Value, name string, property js.Value) {
	t.Helper()
	kind := js.Global().Get("Object")
	old := kind.Call("getOwnPropertyDescriptor", object, name)
	kind.Call("defineProperty", object, name, property)
	t.Cleanup(func() {
		if old.IsUndefined() {
			js.Global().Get("Reflect").Call("deleteProperty", object, name)
		} else {
			kind.Call("defineProperty", object, name, old)
		}
	})
}

// navigator returns window.navigator.
func navigator() js.Value { return window.Get("navigator") }

// jsonOf returns a value as JSON, or "undefined".
func jsonOf(v js.Value) string {
	return script("return String(JSON.stringify(a))", v).String()
}

// checkError wants an error that begins as want does, or none if want is empty.
func checkError(t *testing.T, err error, want string) {
	t.Helper()
	got := "none"
	if err != nil {
		got = err.Error()
	}
	if (err == nil) != (want == "") || err != nil && !strings.HasPrefix(got, want) {
		t.Errorf("got the error %q, want %q", got, want)
	}
}

// dispatch sends an event with members of its own.
func dispatch(target js.Value, event string, members js.Value) {
	script("a.dispatchEvent(b)", target, window.Get("Object").Call("assign", window.Get("Event").New(event), members))
}

// until waits until a condition holds.
func until(t *testing.T, holds func() bool) {
	t.Helper()
	for range 1000 {
		if holds() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("got something else after five seconds")
}

// dropListeners removes, when the test ends, the listeners that it adds to window
// and document.
func dropListeners(t *testing.T) {
	t.Helper()
	for _, target := range []js.Value{window, document} {
		added := script("return []")
		replace(t, target, "addEventListener", script(`const native = b.addEventListener;
			return (...listener) => {
				a.push(listener);
				native.apply(b, listener);
			}`, added, target))
		t.Cleanup(func() { script("for (const listener of a) b.removeEventListener(...listener)", added, target) })
	}
}
