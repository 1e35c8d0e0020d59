//go:build js && wasm

package browser

import (
	"net/url"
	"syscall/js"
	"time"
)

// URL returns the address of the page.
func URL() *url.URL {
	at, _ := url.Parse(location.Get("href").String())
	return at
}

// Origin returns the scheme and host of the page, such as "https://shop.example".
func Origin() string { return location.Get("origin").String() }

// ElementText returns the text of the element with an id, or "" if the page has none.
func ElementText(id string) string {
	element := document.Call("getElementById", id)
	if element.IsNull() {
		return ""
	}
	return element.Get("textContent").String()
}

// Report shows one of the sentences of boot.js, by its name there. It is for
// faults that keep the program from starting.
func Report(name string) { shared.Call("report", name) }

func hidden() bool { return document.Get("hidden").Bool() }

// On calls do with every event of a type that the window gets.
func On(event string, do func()) { on(window, event, func(js.Value) { do() }) }

// OnShow calls do whenever the page becomes visible.
func OnShow(do func()) {
	on(document, "visibilitychange", func(js.Value) {
		if !hidden() {
			do()
		}
	})
}

// lookRest is how long AwaitTabs and AwaitPress wait between two looks.
const lookRest = 6 * time.Millisecond

// AwaitTabs blocks until boot.js has asked the other tabs for their session.
func AwaitTabs() {
	for !shared.Get("known").Truthy() {
		time.Sleep(lookRest)
	}
}

// Pressed reports whether a press has begun and not ended. A press is lost if
// its element is replaced meanwhile.
func Pressed() bool {
	begun := shared.Get("pressed")
	return begun.Truthy() && pressLasts(int64(begun.Float()), time.Now().UnixMilli())
}

// AwaitPress blocks until the press that lasts, if any, has ended.
func AwaitPress() {
	for Pressed() {
		time.Sleep(lookRest)
	}
}
