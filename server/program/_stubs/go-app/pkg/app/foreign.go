// Keeps the page right where others change its nodes: translators, grammar
// checkers, password managers, ad blockers, hosts.
//
// go-app keeps a pointer to every node it made and believes that the node is
// still where it was put. A translator replaces each text node by <font>
// elements: go-app then writes into texts that nobody sees, and ends the program
// when it removes one. So node.go calls the functions below in place of the
// browser's own (see mends in server/program/standins.go), which hold to this:
//
//   - An element whose only child is a text gets the text itself, whatever stands
//     for it by now. This costs no more than go-app's own way. The node is a new
//     one: a translation of the old text that comes late finds it gone.
//   - In an element with a text among other children, all are placed anew. The
//     pages have next to none (TestTextsStandAlone in app/ui).
//   - Any other child is removed and replaced where it is found.
//   - What was taken off the page comes back when a text in it changes.
//
// Elements of others stay, but for those in place of a text that changes.

package app

// setText shows the value of a text that is mounted.
func setText(t *text) {
	e := holder(t)
	if len(e.body()) == 1 {
		e.JSValue().Set("textContent", t.value)
	} else {
		placeAll(e, nil, nil)
	}
	attach(e)
}

// replaceNode puts a mounted child of e in the place of another one.
func replaceNode(e HTML, new, old UI) {
	if isText(old) {
		placeAll(e, new, old)
	} else {
		old.JSValue().Call("replaceWith", new) // does nothing to one that is in no element
	}
	if attach(e); connected(e) && !connected(new) {
		insert(e, new, old)
	}
}

// removeNode removes a child of e.
func removeNode(e HTML, old UI) {
	if isText(old) {
		placeAll(e, nil, old)
	} else {
		old.JSValue().Call("remove")
	}
}

// placeAll makes the children of e its only nodes, with new in the place of old.
func placeAll(e HTML, new, old UI) {
	var nodes []any
	for _, child := range e.body() {
		if child != nil && old != nil && drawn(child) == drawn(old) {
			child = new
		}
		if child == nil {
			continue
		}
		if t, ok := drawn(child).(*text); ok {
			t.jsvalue = Window().createTextNode(t.value)
		}
		nodes = append(nodes, child)
	}
	e.JSValue().Call("replaceChildren", nodes...)
}

// attach puts back whatever of e and what it stands in was taken off the page.
func attach(e HTML) {
	if outer := holder(e); outer != nil && !connected(e) {
		attach(outer)
		if !connected(e) {
			insert(outer, e, e)
		}
	}
}

// insert puts a child into e, before those that follow the place of another.
func insert(e HTML, child, place UI) {
	node := e.JSValue()
	if e.Tag() == "body" { // the program's first page was drawn in another one
		node = Window().Get("document").Get("body")
	}
	var next any
	children := e.body()
	for i := len(children) - 1; i >= 0 && (children[i] == nil || drawn(children[i]) != drawn(place)); i-- {
		if children[i] != nil && children[i].JSValue().Get("parentNode").Equal(node) {
			next = children[i]
		}
	}
	node.Call("insertBefore", child, next)
}

func connected(v UI) bool { return v.JSValue().Get("isConnected").Bool() }

// holder returns the element that v stands in, and nil if there is none.
func holder(v UI) HTML {
	for v = v.parent(); v != nil; v = v.parent() {
		if e, ok := v.(HTML); ok {
			return e
		}
	}
	return nil
}

// drawn returns the element or text that a component draws.
func drawn(v UI) UI {
	for {
		c, ok := v.(Composer)
		if !ok {
			return v
		}
		v = c.root()
	}
}

func isText(v UI) bool {
	_, ok := drawn(v).(*text)
	return ok
}
