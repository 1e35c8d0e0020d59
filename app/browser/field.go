//go:build js && wasm

package browser

import "syscall/js"

// field is an element of a page that takes text, a choice or the focus.
type field struct {
	element js.Value
	tag     string
	value   string // of an element that takes text or a choice
	typed   bool   // whether value differs from the one in the page's HTML
}

// fields returns the fields of a page in document order, and what tells each
// from the others.
func fields(page js.Value) ([]field, []mark) {
	if !page.Truthy() {
		return nil, nil
	}
	all := page.Call("querySelectorAll", "a, button, input, select, textarea, [tabindex]")
	list, marks := make([]field, all.Length()), make([]mark, all.Length())
	for i := range list {
		e := all.Index(i)
		m := mark{tag: e.Get("tagName").String(), id: e.Get("id").String(), href: e.Get("href").String()}
		list[i], marks[i] = field{element: e, tag: m.tag}, m
		list[i].read()
	}
	return list, marks
}

// read sets value and typed.
func (f *field) read() {
	var came js.Value
	switch f.tag {
	case "INPUT":
		if f.isRadio() {
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

func (f *field) isRadio() bool { return f.tag == "INPUT" && f.element.Get("type").String() == "radio" }

// restore gives f the text or choice of its counterpart on the server's page, and
// sends the event that tells the program of it.
func (f *field) restore(old field) {
	if f.isRadio() {
		if !f.element.Get("checked").Bool() {
			f.element.Call("click")
		}
		return
	}
	if f.value == old.value {
		return
	}
	f.element.Set("value", old.value)
	event := "input"
	if f.tag == "SELECT" {
		event = "change"
	}
	f.element.Call("dispatchEvent", window.Get("Event").New(event, object("bubbles", true)))
}
