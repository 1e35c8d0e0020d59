//go:build js && wasm

package browser

import "syscall/js"

// scrollRest is how long the page must rest before its scroll position is
// stored, in milliseconds.
const scrollRest = 150

// FollowHistory makes links, Back and Forward work as on pages without a
// program. go-app handles every click on a link, even with a modifier key. It
// does not move the focus to a #fragment. It leaves scroll positions to the
// browser, which restores them before the page is drawn. So the position is
// stored in each entry of the history instead.
//
// After a step to another entry the earlier page is still shown, and its
// position must not be stored in the new entry. carrito.arrive, which package ui
// calls, says that the page of the entry is drawn. What it shows may come later: until
// then start.js keeps the position, and another one must not be stored either.
func FollowHistory() {
	history.Set("scrollRestoration", "manual")
	on(window, "pagehide", func(js.Value) { history.Set("scrollRestoration", "auto") })

	drawn := drawnPage{here()}
	storeScroll := func() {
		if y := window.Get("scrollY").Int(); shared.Get("place").IsUndefined() && drawn.stores(here(), storedScroll(), y) {
			attempt(func() { history.Call("replaceState", object("y", y), "") }) // Safari allows a hundred in 30 seconds
		}
	}
	timer := js.Null()
	rested := js.FuncOf(func(js.Value, []js.Value) any {
		storeScroll()
		return nil
	})
	on(window, "scroll", func(js.Value) {
		window.Call("clearTimeout", timer)
		timer = window.Call("setTimeout", rested, scrollRest)
	})
	on(window, "popstate", func(js.Value) {
		MendAddress()
		drawn.step(here())
	})
	on(document, "click", func(event js.Value) {
		target := event.Get("target")
		if !target.Get("closest").Truthy() { // the document: an extension has sent the click
			return
		}
		link := target.Call("closest", "a[href]")
		if !link.Truthy() {
			return
		}
		storeScroll()
		if leftToBrowser(event, link) {
			event.Call("stopPropagation")
		}
	})
	shared.Set("arrive", js.FuncOf(func(_ js.Value, args []js.Value) any {
		drawn.arrive(here())
		if !args[0].Bool() {
			storeScroll()
		} else {
			y := storedScroll()
			attempt(func() { shared.Call("leaveFilters") })
			window.Call("scrollTo", object("top", y, "behavior", "instant"))
			attempt(func() { shared.Call("keepPlace", y) })
		}
		return nil
	}))
}

// Load loads a page that the program does not draw. Until it arrives, and after Back, the
// program shows its page at the address back. That page takes the place of the shown one
// in the history, because browsers skip an entry on which the shopper has pressed nothing.
func Load(address, back string) {
	attempt(func() {
		history.Call("replaceState", nil, "", back)
		window.Call("dispatchEvent", window.Get("Event").New("popstate")) // go-app shows the page
	})
	attempt(func() { location.Call("assign", address) })
}

// here returns the address of the present entry of the history.
func here() string {
	return location.Get("pathname").String() + location.Get("search").String()
}

// MendAddress escapes the fragment of the page's address if its escapes are
// broken: go-app ends the program over an address that it cannot parse.
func MendAddress() {
	if mended, broken := mendFragment(location.Get("hash").String()); broken {
		attempt(func() { history.Call("replaceState", history.Get("state"), "", mended) })
	}
}

// leftToBrowser reports whether go-app must not handle a click on a link.
func leftToBrowser(event, link js.Value) bool {
	c := click{link: textOf(link.Get("href")), origin: textOf(link.Get("origin")), target: textOf(link.Get("target"))}
	for _, name := range []string{"defaultPrevented", "shiftKey", "altKey"} {
		c.handled = c.handled || event.Get(name).Bool()
	}
	return c.leftToBrowser(location.Get("href").String(), Origin())
}

// storedScroll returns the scroll position in the present entry of the history.
func storedScroll() int {
	if y := optional(history, "state", "y"); y.Type() == js.TypeNumber {
		return y.Int()
	}
	return 0
}
