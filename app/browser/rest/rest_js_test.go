package rest

import (
	"syscall/js"
	"testing"
	"time"
)

// counter returns an object whose field n counts the events that the browser has
// handled.
func counter() js.Value {
	return js.Global().Get("Function").New(`
		const counter = { n: 0 };
		(function next() { setTimeout(() => { counter.n++; next() }) })();
		return counter`).Invoke()
}

// work keeps the browser busy for a step.
func work() {
	for begun := time.Now(); time.Since(begun) < step; {
	}
}

func TestPause(t *testing.T) {
	t.Cleanup(func() { shown = false })
	tests := []struct {
		name  string
		pause func()
		shown bool
		want  bool // whether the browser handles events
	}{
		{"Pause", Pause, false, true},
		{"Pause after the page is shown", Pause, true, true},
		{"PauseUnseen", PauseUnseen, false, true},
		{"PauseUnseen after the page is shown", PauseUnseen, true, false},
		{"Now", Now, true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if shown = false; test.shown {
				Shown()
			}
			events := counter()
			for range 50 {
				work()
				test.pause()
			}
			if got := events.Get("n").Int() > 0; got != test.want {
				t.Errorf("got events handled: %v, want %v", got, test.want)
			}
		})
	}
}

// Two goroutines may rest at the same time.
func TestPauseTogether(t *testing.T) {
	ended := make(chan bool)
	for range 4 {
		go func() {
			for range 20 {
				Now()
			}
			ended <- true
		}()
	}
	for range 4 {
		<-ended
	}
}

// Without a MessageChannel that works, timers let the browser handle its events.
func TestPauseWithoutMessages(t *testing.T) {
	define := js.Global().Get("Object").Get("defineProperty")
	own, working := js.Global().Get("MessageChannel"), to
	t.Cleanup(func() {
		define.Invoke(js.Global(), "MessageChannel", map[string]any{"value": own, "configurable": true, "writable": true})
		to = working
	})
	tests := []struct{ name, property string }{
		{"undefined", "{ value: undefined }"},
		{"null", "{ value: null }"},
		{"an empty object", "{ value: {} }"},
		{"getter throws", "{ get() { throw Error('no') } }"},
		{"throws", "{ value: function () { throw Error('no') } }"},
		{"makes nothing", "{ value: function () {} }"},
		{"says nothing", "{ value: function () { this.port1 = {}; this.port2 = { postMessage() {} } } }"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			to = nil
			define.Invoke(js.Global(), "MessageChannel", js.Global().Get("Function").New("return { configurable: true, ..."+test.property+" }").Invoke())
			events := counter()
			for range 20 {
				work()
				Pause()
			}
			if events.Get("n").Int() == 0 {
				t.Error("got no event handled, want some")
			}
		})
	}
}
