//go:build js && wasm

package main

import (
	"net/url"
	"strings"
	"syscall/js"
)

// scrollRest is how long the page must rest before its place is kept, in
// milliseconds.
const scrollRest = 150

// followHistory makes links and the way back work as on pages without a
// program: go-app takes every click on a link, whatever was pressed with it,
// does not move the focus to a #fragment, and leaves the scroll position of a
// page that comes back to the browser, which restores it before the page is
// drawn. The position is kept with each entry of the history instead.
//
// Between the step to an entry and the page that belongs there, the old page is
// still to be seen, and its position is none of the new one's: carritoArrive,
// which package ui calls, says when the page of an entry is drawn.
func followHistory() {
	history := window.Get("history")
	history.Set("scrollRestoration", "manual")
	on(window, "pagehide", func(js.Value) { history.Set("scrollRestoration", "auto") })

	drawn := here()
	keepScroll := func() {
		if y := window.Get("scrollY").Int(); drawn == here() && scrollKept() != y {
			attempt(func() { history.Call("replaceState", map[string]any{"y": y}, "") }) // Safari allows a hundred in 30 seconds
		}
	}
	scrolled := js.Null()
	rested := js.FuncOf(func(js.Value, []js.Value) any {
		keepScroll()
		return nil
	})
	on(window, "scroll", func(js.Value) {
		window.Call("clearTimeout", scrolled)
		scrolled = window.Call("setTimeout", rested, scrollRest)
	})
	on(window, "popstate", func(js.Value) {
		mendAddress()
		if drawn != here() {
			drawn = ""
		}
	})
	on(document, "click", func(event js.Value) {
		target := event.Get("target")
		if !target.Get("closest").Truthy() { // the document, clicked on by an extension
			return
		}
		link := target.Call("closest", "a[href]")
		if !link.Truthy() {
			return
		}
		keepScroll()
		if leftToBrowser(event, link) {
			event.Call("stopPropagation")
		}
	})
	window.Set("carritoArrive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		drawn = here()
		if args[0].Bool() {
			window.Call("scrollTo", map[string]any{"top": scrollKept(), "behavior": "instant"})
		}
		return nil
	}))
}

// here is the address of the present entry of the history.
func here() string {
	location := window.Get("location")
	return location.Get("pathname").String() + location.Get("search").String()
}

// mendAddress writes the fragment of an address as the text it is where it has
// escapes that are broken: go-app ends the program over an address it cannot
// read.
func mendAddress() {
	fragment := window.Get("location").Get("hash").String()
	if _, err := url.PathUnescape(fragment); err != nil {
		history := window.Get("history")
		history.Call("replaceState", history.Get("state"), "", "#"+url.PathEscape(fragment[1:]))
	}
}

// leftToBrowser reports whether a click on a link is none of go-app's.
func leftToBrowser(event, link js.Value) bool {
	for _, name := range []string{"defaultPrevented", "shiftKey", "altKey"} {
		if event.Get(name).Bool() {
			return true
		}
	}
	location := window.Get("location")
	page, fragment, _ := strings.Cut(link.Get("href").String(), "#")
	shown, _, _ := strings.Cut(location.Get("href").String(), "#")
	return fragment != "" && page == shown || !link.Get("origin").Equal(location.Get("origin"))
}

// scrollKept returns the scroll position that was kept with the present entry
// of the history.
func scrollKept() int {
	if state := window.Get("history").Get("state"); state.Truthy() {
		if y := state.Get("y"); y.Truthy() {
			return y.Int()
		}
	}
	return 0
}
