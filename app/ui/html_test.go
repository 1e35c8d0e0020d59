package ui

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// render draws a component and parses it as HTML. go-app writes attribute
// values as Go literals, which are read back here; the server does so too.
func render(t *testing.T, ui app.UI) *html.Node {
	t.Helper()
	markup := app.HTMLString(ui)
	root, err := html.ParseWithOptions(strings.NewReader(markup), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range all(root, "template") { // not shown: for boot.js
		template.Parent.RemoveChild(template)
	}
	for n := range root.Descendants() {
		for i, a := range n.Attr {
			if value, err := strconv.Unquote(`"` + a.Val + `"`); err == nil {
				n.Attr[i].Val = value
			}
		}
	}
	return root
}

// all returns the elements with one of the tags, in document order; "" is any.
func all(n *html.Node, tags ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (slices.Contains(tags, d.Data) || len(tags) == 0) {
			found = append(found, d)
		}
	}
	return found
}

// with keeps the elements whose attribute has the value.
func with(nodes []*html.Node, key, value string) []*html.Node {
	var found []*html.Node
	for _, n := range nodes {
		if has(n, key) && attr(n, key) == value {
			found = append(found, n)
		}
	}
	return found
}

// one returns the only element there should be.
func one(t *testing.T, what string, nodes []*html.Node) *html.Node {
	t.Helper()
	if len(nodes) != 1 {
		t.Fatalf("%s: got %d, want 1", what, len(nodes))
	}
	return nodes[0]
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// wordsOf is what an element says, white space folded.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// hidden reports whether the element, or one it stands in, is kept from
// assistive technology.
func hidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if has(n, "aria-hidden") && attr(n, "aria-hidden") != "false" {
			return true
		}
	}
	return false
}

// nameOf is the accessible name of a button or link, as far as this shop uses
// the ways to give one.
func nameOf(n *html.Node) string {
	if label := attr(n, "aria-label"); label != "" {
		return label
	}
	var words []string
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && !hidden(d.Parent):
			words = append(words, d.Data)
		case d.Data == "img" && !hidden(d):
			words = append(words, attr(d, "alt"))
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// labelOf is the text of the label of a field.
func labelOf(root, field *html.Node) string {
	for _, label := range with(all(root, "label"), "for", attr(field, "id")) {
		return wordsOf(label)
	}
	return attr(field, "aria-label")
}

// named keeps the elements with the accessible name.
func named(nodes []*html.Node, name string) []*html.Node {
	return slices.DeleteFunc(nodes, func(n *html.Node) bool { return nameOf(n) != name })
}

// fold is text as the helpers above give it.
func fold(text string) string { return strings.Join(strings.Fields(text), " ") }
