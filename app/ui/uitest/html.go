// Package uitest helps to test what the pages draw, as HTML and by its meaning.
package uitest

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// Render draws a component and parses it as HTML. go-app writes attribute
// values as Go literals, which are read back here; the server does so too.
func Render(t *testing.T, ui app.UI) *html.Node {
	t.Helper()
	markup := app.HTMLString(ui)
	root, err := html.ParseWithOptions(strings.NewReader(markup), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range All(root, "template") { // not shown: for boot.js
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

// All returns the elements with one of the tags, in document order; "" is any.
func All(n *html.Node, tags ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (slices.Contains(tags, d.Data) || len(tags) == 0) {
			found = append(found, d)
		}
	}
	return found
}

// With keeps the elements whose attribute has the value.
func With(nodes []*html.Node, key, value string) []*html.Node {
	var found []*html.Node
	for _, n := range nodes {
		if Has(n, key) && Attr(n, key) == value {
			found = append(found, n)
		}
	}
	return found
}

// One returns the only element there should be.
func One(t *testing.T, what string, nodes []*html.Node) *html.Node {
	t.Helper()
	if len(nodes) != 1 {
		t.Fatalf("%s: got %d, want 1", what, len(nodes))
	}
	return nodes[0]
}

// Attr returns the value of an attribute, or "".
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Has reports whether an element has an attribute.
func Has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// Words is what an element says, white space folded.
func Words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Hidden reports whether the element, or one it stands in, is kept from
// assistive technology.
func Hidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if Has(n, "aria-hidden") && Attr(n, "aria-hidden") != "false" {
			return true
		}
	}
	return false
}

// NameOf is the accessible name of a button or link, as far as this shop uses
// the ways to give one.
func NameOf(n *html.Node) string {
	if label := Attr(n, "aria-label"); label != "" {
		return label
	}
	var words []string
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && !Hidden(d.Parent):
			words = append(words, d.Data)
		case d.Data == "img" && !Hidden(d):
			words = append(words, Attr(d, "alt"))
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// LabelOf is the text of the label of a field.
func LabelOf(root, field *html.Node) string {
	for _, label := range With(All(root, "label"), "for", Attr(field, "id")) {
		return Words(label)
	}
	return Attr(field, "aria-label")
}

// Named keeps the elements with the accessible name.
func Named(nodes []*html.Node, name string) []*html.Node {
	return slices.DeleteFunc(nodes, func(n *html.Node) bool { return NameOf(n) != name })
}

// Fold is text as the helpers above give it.
func Fold(text string) string { return strings.Join(strings.Fields(text), " ") }
