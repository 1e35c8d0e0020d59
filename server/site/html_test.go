package site

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parse reads a document as a browser without JavaScript does.
func parse(t *testing.T, document []byte) *html.Node {
	t.Helper()
	root, err := html.ParseWithOptions(bytes.NewReader(document), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// all returns the elements with one of the tags, in document order. Without
// tags it returns all elements.
func all(n *html.Node, tags ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (slices.Contains(tags, d.Data) || len(tags) == 0) {
			found = append(found, d)
		}
	}
	return found
}

// with returns the elements whose attribute key has the value.
func with(nodes []*html.Node, key, value string) []*html.Node {
	return slices.DeleteFunc(nodes, func(n *html.Node) bool { return !has(n, key) || attr(n, key) != value })
}

// one returns the only element of nodes, and fails the test if there is not
// exactly one.
func one(t *testing.T, name string, nodes []*html.Node) *html.Node {
	t.Helper()
	if len(nodes) != 1 {
		t.Fatalf("%s: got %d, want 1", name, len(nodes))
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

// text returns the text within an element, unescaped, with its spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// meta returns the content of the meta element with a name or property. It
// reports whether there is exactly one.
func meta(root *html.Node, name string) (string, bool) {
	found := with(all(root, "meta"), "name", name)
	found = append(found, with(all(root, "meta"), "property", name)...)
	if len(found) != 1 {
		return "", false
	}
	return attr(found[0], "content"), true
}
