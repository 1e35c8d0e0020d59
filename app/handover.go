//go:build js && wasm

package main

import "syscall/js"

// serverPage is the page that the server wrote, while it is in use.
var serverPage = document.Get("body").Get("firstElementChild")

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
	next := document.Get("body").Get("firstElementChild")
	old, now := fields(serverPage), fields(next)
	focused, selection := -1, [2]js.Value{}
	for i, f := range old {
		if f.element.Equal(document.Get("activeElement")) {
			focused, selection = i, [2]js.Value{f.element.Get("selectionStart"), f.element.Get("selectionEnd")}
		}
	}
	window.Get("Reflect").Call("deleteProperty", document, "body")
	serverPage.Call("replaceWith", next)
	window.Set("carritoReady", true)
	window.Set("carritoShown", true)
	for i := range min(len(old), len(now)) {
		now[i].restore(old[i])
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

// pressed reports whether a press has begun and not ended. It is lost if what
// was pressed is replaced meanwhile.
func pressed() bool { return window.Get("carritoPressed").Truthy() }

// field is what on a page can be typed into, chosen or focused.
type field struct {
	element js.Value
	tag     string
	href    string // of a link
	kind    string // of an input
	value   string
	checked bool
}

// fields returns the fields of a page, in its order.
func fields(page js.Value) []field {
	all := page.Call("querySelectorAll", "a, button, input, [tabindex]")
	list := make([]field, all.Length())
	for i := range list {
		f := &list[i]
		f.element = all.Index(i)
		f.tag, f.href = f.element.Get("tagName").String(), f.element.Get("href").String()
		if f.tag == "INPUT" {
			f.kind = f.element.Get("type").String()
			f.value, f.checked = f.element.Get("value").String(), f.element.Get("checked").Bool()
		}
	}
	return list
}

// counterpart returns which of the program's fields is the i-th of the server's,
// and -1 where there is none: the one in its place from the top or, where the
// program's page has more in it, from the end.
func counterpart(old, now []field, i int) int {
	for _, at := range []int{i, i + len(now) - len(old)} {
		if i >= 0 && at >= 0 && at < len(now) && now[at].tag == old[i].tag && now[at].href == old[i].href {
			return at
		}
	}
	return -1
}

// restore puts into f what was in the field in its place.
func (f *field) restore(was field) {
	switch {
	case f.tag != "INPUT" || was.tag != "INPUT" || f.kind == "hidden":
	case f.kind != "radio":
		if f.value != was.value {
			f.element.Set("value", was.value)
		}
	case was.checked && !f.checked:
		f.element.Call("click")
	}
}
