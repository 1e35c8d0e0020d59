// Package uitest tests pages by the meaning of their HTML.
package uitest

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"golang.org/x/net/html"
)

// Render draws a component and parses the HTML. go-app writes attribute values
// as Go string literals; Render and the server undo that.
func Render(t *testing.T, ui app.UI) *html.Node {
	t.Helper()
	markup := app.HTMLString(ui)
	root, err := html.ParseWithOptions(strings.NewReader(markup), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range All(root, "template") { // not shown; boot.js uses them
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

// All returns the elements with one of the tags, in document order. Without
// tags it returns all elements.
func All(n *html.Node, tags ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (slices.Contains(tags, d.Data) || len(tags) == 0) {
			found = append(found, d)
		}
	}
	return found
}

// With returns those elements whose attribute has the given value.
func With(nodes []*html.Node, key, value string) []*html.Node {
	var found []*html.Node
	for _, n := range nodes {
		if Has(n, key) && Attr(n, key) == value {
			found = append(found, n)
		}
	}
	return found
}

// One returns the only element of nodes and fails the test if there is not
// exactly one.
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

// Words returns the text of an element, with white space folded.
func Words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Hidden reports whether the element or an ancestor is hidden from assistive
// technology.
func Hidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if Has(n, "aria-hidden") && Attr(n, "aria-hidden") != "false" {
			return true
		}
	}
	return false
}

// NameOf returns the accessible name of a button or link, by the rules that
// this shop uses.
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

// LabelOf returns the text of a field's label, which may be around it.
func LabelOf(root, field *html.Node) string {
	for n := field.Parent; n != nil; n = n.Parent {
		if n.Data == "label" {
			return Words(n)
		}
	}
	for _, label := range With(All(root, "label"), "for", Attr(field, "id")) {
		return Words(label)
	}
	return Attr(field, "aria-label")
}

// Named returns those elements that have the given accessible name.
func Named(nodes []*html.Node, name string) []*html.Node {
	return slices.DeleteFunc(nodes, func(n *html.Node) bool { return NameOf(n) != name })
}

// Fold folds white space in a text, as Words does.
func Fold(text string) string { return strings.Join(strings.Fields(text), " ") }
