//go:build js && wasm

package main

import (
	"slices"
	"syscall/js"

	"carrito/app/ui"
)

// makeRoom makes room, out of sight, in which the program builds its page while
// the server's is in use. go-app builds it in document.body.
func makeRoom() {
	room := document.Call("createElement", "div")
	room.Call("append", document.Call("createElement", "div"))
	window.Get("Object").Call("defineProperty", document, "body", map[string]any{"value": room, "configurable": true})
}

// handOver puts the program's page in the place of the server's, with what was
// typed and chosen, and the focus. It reports whether it could: a press that
// began on the old page must end there.
func handOver() bool {
	if pressed() {
		return false
	}
	room := document.Get("body")
	next := room.Call("querySelector", "#"+ui.RootID)
	serverPage := document.Call("getElementById", ui.RootID) // next is not in the document
	old, now := fields(serverPage), fields(next)
	focused, selection := -1, [2]js.Value{}
	for i, f := range old {
		if f.element.Equal(document.Get("activeElement")) {
			focused, selection = i, [2]js.Value{f.element.Get("selectionStart"), f.element.Get("selectionEnd")}
		}
	}
	window.Get("Reflect").Call("deleteProperty", document, "body")
	if serverPage.Truthy() {
		serverPage.Call("replaceWith", next)
	} else { // somebody has taken it away
		document.Get("body").Call("prepend", next)
	}
	// Scripts of others took the room for the page's body.
	for room.Get("firstChild").Truthy() {
		document.Get("body").Call("append", room.Get("firstChild"))
	}
	window.Set("carritoReady", true)
	window.Set("carritoShown", true)
	for i := range old {
		if at := counterpart(old, now, i); old[i].typed && at >= 0 {
			now[at].restore(old[i])
		}
	}
	if at := counterpart(old, now, focused); at >= 0 {
		element := now[at].element
		element.Call("focus", map[string]any{"preventScroll": true})
		if selection[0].Type() == js.TypeNumber {
			element.Call("setSelectionRange", selection[0], selection[1])
		}
	}
	return true
}

// pressLimit is how long a press may last, in milliseconds. The browser does not
// tell the page of every end.
const pressLimit = 5000

// pressed reports whether a press has begun and not ended. It is lost if what
// was pressed is replaced meanwhile.
func pressed() bool {
	begun := window.Get("carritoPressed")
	return begun.Truthy() && now()-int64(begun.Float()) < pressLimit
}

// field is what on a page can be typed into, chosen or focused.
type field struct {
	element js.Value
	tag, id string
	href    string // of a link
	value   string // of what can be typed into or chosen
	typed   bool   // whether that is another one than the page came with
}

// fields returns the fields of a page, in its order.
func fields(page js.Value) []field {
	if !page.Truthy() {
		return nil
	}
	all := page.Call("querySelectorAll", "a, button, input, select, textarea, [tabindex]")
	list := make([]field, all.Length())
	for i := range list {
		f := &list[i]
		f.element = all.Index(i)
		f.tag, f.id = f.element.Get("tagName").String(), f.element.Get("id").String()
		f.href = f.element.Get("href").String()
		f.read()
	}
	return list
}

// read notes what was typed or chosen.
func (f *field) read() {
	var came js.Value
	switch f.tag {
	case "INPUT":
		if f.element.Get("type").String() == "radio" {
			f.typed = f.element.Get("checked").Bool() && !f.element.Get("defaultChecked").Bool()
			return
		}
		came = f.element.Get("defaultValue")
	case "TEXTAREA":
		came = f.element.Get("defaultValue")
	case "SELECT":
		if came = f.element.Call("querySelector", "option[selected], option"); came.Truthy() {
			came = came.Get("value")
		}
	default:
		return
	}
	f.value = f.element.Get("value").String()
	f.typed = came.Type() == js.TypeString && came.String() != f.value
}

// counterpart returns which of the program's fields is the i-th of the server's,
// and -1 where there is none: the one of the same id or, without one, the one in
// its place from the top or, where the program's page has more in it, from the
// end.
func counterpart(old, now []field, i int) int {
	if i < 0 {
		return -1
	}
	same := func(at int) bool {
		return at >= 0 && at < len(now) && now[at].tag == old[i].tag && now[at].id == old[i].id && now[at].href == old[i].href
	}
	for _, at := range []int{i, i + len(now) - len(old)} {
		if same(at) {
			return at
		}
	}
	return slices.IndexFunc(now, func(f field) bool { return f.id != "" && f.id == old[i].id && f.tag == old[i].tag })
}

// restore puts into f what was typed or chosen in the field in its place, and
// tells the page of it.
func (f *field) restore(was field) {
	if f.tag == "INPUT" && f.element.Get("type").String() == "radio" {
		if !f.element.Get("checked").Bool() {
			f.element.Call("click")
		}
		return
	}
	if f.value == was.value {
		return
	}
	f.element.Set("value", was.value)
	event := "input"
	if f.tag == "SELECT" {
		event = "change"
	}
	f.element.Call("dispatchEvent", window.Get("Event").New(event, map[string]any{"bubbles": true}))
}
