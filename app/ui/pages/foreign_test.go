package pages

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// amount matches a text that is only an amount of the demo shop, or a count.
var amount = regexp.MustCompile(`^(− ?)?(S/[\s\x{a0}]?[\d.,]+|\d+( ×)?)$`)

// checkTexts checks that each text is alone in its element, so that it can be
// set again after a translator has changed it. Amounts and counts must be kept
// from translation.
func checkTexts(t *testing.T, root *html.Node) {
	t.Helper()
	for n := range root.Descendants() {
		announced := strings.TrimSpace(n.Data)
		if n.Type != html.TextNode || announced == "" {
			continue
		}
		for other := range n.Parent.ChildNodes() {
			if other != n && strings.TrimSpace(other.Data) != "" {
				t.Errorf("text %q is beside <%s>, want it in its own element", announced, other.Data)
			}
		}
		if amount.MatchString(announced) && !untranslated(n.Parent) {
			t.Errorf("amount %q in <%s class=%q>: want translate=\"no\"", announced, n.Parent.Data, attr(n.Parent, "class"))
		}
	}
}

func untranslated(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if attr(n, "translate") == "no" {
			return true
		}
	}
	return false
}

// Sizes are not translated, colours are.
func TestOptionValuesInTranslation(t *testing.T) {
	root := render(t, NewRoot(demoStore(t, "es"), at(t, "/producto/46")))
	sizes := map[string]bool{"S": true, "M": true, "L": true, "XL": true}
	values := 0
	for _, label := range with(all(root, "label"), "class", "option__value") {
		name := all(label, "span")[0]
		if values++; untranslated(name) != sizes[wordsOf(name)] {
			t.Errorf("%q: untranslated: got %v, want %v", wordsOf(name), untranslated(name), sizes[wordsOf(name)])
		}
	}
	if values < 5 {
		t.Errorf("got %d values, want the sizes and colours of the product", values)
	}
}
