package browser

import (
	"errors"
	"syscall/js"
	"testing"
)

func TestOptional(t *testing.T) {
	tests := []struct{ name, object, want string }{
		{"there", "return { a: { b: 1 } }", "1"},
		{"missing", "return { a: {} }", "undefined"},
		{"missing on the way", "return {}", "undefined"},
		{"null on the way", "return { a: null }", "undefined"},
		{"a text on the way", "return { a: 'text' }", "undefined"},
		{"no object", "return undefined", "undefined"},
		{"a getter that throws", "return { get a() { throw Error('blocked') } }", "undefined"},
		{"a getter that throws at the end", "return { a: { get b() { throw Error('blocked') } } }", "undefined"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := jsonOf(optional(script(test.object), "a", "b")); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestAttempt(t *testing.T) {
	tests := []struct {
		name   string
		do     func()
		broken bool
	}{
		{"returns", func() {}, false},
		{"the browser throws", func() { script("throw Error('no')") }, true},
		{"the browser lacks the function", func() { window.Call("missing") }, true},
		{"another type", func() { _ = js.ValueOf("text").Int() }, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := attempt(test.do); (err != nil) != test.broken {
				t.Errorf("got %v, want broken %v", err, test.broken)
			}
		})
	}
}

func TestAwait(t *testing.T) {
	tests := []struct {
		name, promise, want string
		broken              bool
	}{
		{"fulfilled", "return Promise.resolve(1)", "1", false},
		{"fulfilled later", "return new Promise((done) => setTimeout(done, 5, 1))", "1", false},
		{"not a promise", "return 1", "1", false},
		{"nothing", "return undefined", "undefined", false},
		{"rejected", "return Promise.reject(Error('no'))", "undefined", true},
		{"rejected with nothing", "return Promise.reject()", "undefined", true},
		{"another's promise", "return { then(resolve) { resolve(1) } }", "1", false},
		{"another's promise that throws", "return { then() { throw Error('no') } }", "undefined", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := await(script(test.promise))
			if thrown := (js.Error{}); errors.As(err, &thrown) != test.broken {
				t.Errorf("got the error %v, want broken %v", err, test.broken)
			}
			if got := jsonOf(got); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestPromise(t *testing.T) {
	done := make(chan struct{})
	made := promise(func() { <-done })
	first := script("return Promise.race([a.then(() => 'do'), 'nothing'])", made)
	if got, err := await(first); err != nil || got.String() != "nothing" {
		t.Errorf("got %v, %v; want the promise pending while do runs", got, err)
	}
	close(done)
	if _, err := await(made); err != nil {
		t.Errorf("got %v, want the promise fulfilled", err)
	}
}
