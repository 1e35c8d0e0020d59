// Keeps the page correct when other software changes its nodes: translators, grammar
// checkers, password managers, ad blockers, hosts.
//
// go-app keeps a pointer to every node that it made and assumes that the node is
// still where it was put. A translator replaces each text node with <font>
// elements. Then go-app writes to texts that nobody sees, and the program ends
// when it removes one. Therefore node.go calls the functions below instead of
// those of the browser (see patches in server/program/standins.go):
//
//   - If the only child of an element is a text, the content of the element is set
//     to the text, whatever nodes are there. This is as fast as go-app's own way.
//     It creates a new text node, so a late translation of the old text no longer
//     finds the old node.
//   - If an element has a text among other children, all children are placed again.
//     The pages have hardly any such elements (TestTextsStandAlone in app/ui).
//   - Any other child is removed or replaced where it is.
//   - An element that was taken off the page is put back when a text in it changes.
//
// Elements of other software stay, except those that replace a text that changes.

package app

// setText shows the value of a mounted text.
func setText(t *text) {
	e := holder(t)
	if len(e.body()) == 1 {
		e.JSValue().Set("textContent", t.value)
	} else {
		placeAll(e, nil, nil)
	}
	attach(e)
}

// replaceNode replaces the child old of e with new, which is mounted.
func replaceNode(e HTML, new, old UI) {
	if isText(old) {
		placeAll(e, new, old)
	} else {
		old.JSValue().Call("replaceWith", new) // does nothing if old is in no element
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

// placeAll makes the children of e its only nodes, with new instead of old.
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

// attach puts e, and the elements around it, back on the page if they were taken off.
func attach(e HTML) {
	if outer := holder(e); outer != nil && !connected(e) {
		attach(outer)
		if !connected(e) {
			insert(outer, e, e)
		}
	}
}

// insert inserts a child into e, before the children that follow place.
func insert(e HTML, child, place UI) {
	node := e.JSValue()
	if e.Tag() == "body" { // go-app drew the first page in a body of its own
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

// holder returns the element that contains v, or nil if there is none.
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
