//go:build js && wasm

package browser

import "syscall/js"

// field is an element of a page that takes text, a choice or the focus.
type field struct {
	element js.Value
	content
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
		tag, property := e.Get("tagName").String(), "name"
		switch tag {
		case "A":
			property = "href"
		case "BUTTON":
			property = "textContent"
		}
		says := e.Get(property)
		if label := e.Call("getAttribute", "aria-label"); tag == "BUTTON" && label.Truthy() {
			says = label
		}
		marks[i] = mark{tag, e.Get("id").String(), says.String()}
		list[i] = field{e, read(e, tag)}
	}
	return list, marks
}

// read returns the content of an element.
func read(e js.Value, tag string) content {
	c := content{kind: tag}
	switch tag {
	case "INPUT":
		if e.Get("type").String() == "radio" {
			c.kind = "RADIO"
			c.checked, c.cameChecked = e.Get("checked").Bool(), e.Get("defaultChecked").Bool()
			return c
		}
		fallthrough
	case "TEXTAREA":
		c.came = e.Get("defaultValue").String()
	case "SELECT":
		option := e.Call("querySelector", "option[selected], option")
		if !option.Truthy() {
			return c
		}
		c.came = option.Get("value").String()
	default:
		return c
	}
	c.value = e.Get("value").String()
	return c
}

// restore gives f the text or choice of its counterpart on the server's page, and
// sends the event that tells the program of it.
func (f field) restore(old content) {
	switch event := f.restoring(old); event {
	case "":
	case "click":
		f.element.Call("click")
	default:
		f.element.Set("value", old.value)
		f.element.Call("dispatchEvent", window.Get("Event").New(event, object("bubbles", true)))
	}
}
