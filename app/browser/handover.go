//go:build js && wasm

package browser

import "syscall/js"

// MakeRoom gives the program an element out of sight in which to build its page
// while the shopper uses the server's. go-app builds pages in document.body, so
// document.body is that element until [HandOver].
func MakeRoom() {
	room := document.Call("createElement", "div")
	room.Call("append", document.Call("createElement", "div"))
	window.Get("Object").Call("defineProperty", document, "body", object("value", room, "configurable", true))
}

// HandOver replaces the server's page with the program's. Typed text, choices
// and the focus are kept. The page is the element with the given id. HandOver
// does nothing and returns false while a press lasts: it must end on the element
// on which it began.
func HandOver(id string) bool {
	if Pressed() {
		return false
	}
	room := document.Get("body")
	next := room.Call("querySelector", "#"+id)
	serverPage := document.Call("getElementById", id) // next is not in the document
	old, oldMarks := fields(serverPage)
	now, marks := fields(next)
	focused, selection := -1, [2]js.Value{}
	for i, f := range old {
		if f.element.Equal(document.Get("activeElement")) {
			focused, selection = i, [2]js.Value{f.element.Get("selectionStart"), f.element.Get("selectionEnd")}
		}
	}
	keep := shared.Get("keepFilters")
	if keep.Truthy() {
		keep = keep.Invoke(serverPage, next)
	}
	window.Get("Reflect").Call("deleteProperty", document, "body")
	showPage(serverPage, next, room)
	if keep.Truthy() {
		keep.Invoke()
	}
	shared.Set("ready", true)
	for i := range old {
		if old[i].typed() {
			if at := counterpart(oldMarks, marks, i); at >= 0 {
				now[at].restore(old[i].content)
			}
		}
	}
	if at := counterpart(oldMarks, marks, focused); at >= 0 {
		element := now[at].element
		element.Call("focus", object("preventScroll", true))
		if selection[0].Type() == js.TypeNumber {
			element.Call("setSelectionRange", selection[0], selection[1])
		}
	}
	return true
}

// showPage puts next in the place of the server's page, which an extension may
// have removed. Scripts of others may have put elements into room, as they took
// it for the body; they go into the body.
func showPage(serverPage, next, room js.Value) {
	if serverPage.Truthy() {
		serverPage.Call("replaceWith", next)
	} else {
		document.Get("body").Call("prepend", next)
	}
	for room.Get("firstChild").Truthy() {
		document.Get("body").Call("append", room.Get("firstChild"))
	}
}
