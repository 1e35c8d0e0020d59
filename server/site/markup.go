package site

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseMarkup parses what go-app writes for a component, and returns the root
// as a proper tree.
//
// go-app v10 writes attribute values as Go string literals, not as HTML. A
// quote in a product's name would end the attribute and start markup of its
// own. parseMarkup reads these values as Go literals, and golang.org/x/net/html
// then writes them as plain text.
//
// parseMarkup also sorts attributes and removes go-app's indentation. So two
// renderings have the same bytes, and the browser lays the page out as the
// program will.
func parseMarkup(markup string) (*html.Node, error) {
	p := markupParser{rest: markup}
	root := &html.Node{Type: html.ElementNode, Data: "root"}
	if err := p.children(root, 0); err != nil {
		return nil, err
	}
	first := root.FirstChild
	if first == nil || first.NextSibling != nil {
		return nil, fmt.Errorf("markup has not exactly one root")
	}
	root.RemoveChild(first)
	return first, nil
}

type markupParser struct{ rest string }

// voidElements have no end tag, in go-app as in the HTML standard.
var voidElements = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// children reads the children of parent, up to its end tag. go-app writes each
// child on its own line, after 2 × depth spaces. A text without siblings is not
// on a line of its own.
func (p *markupParser) children(parent *html.Node, depth int) error {
	for p.rest != "" {
		text, rest, tag := strings.Cut(p.rest, "<")
		lone := parent.FirstChild == nil && strings.HasPrefix(rest, "/")
		if text = strip(text, depth, lone); text != "" {
			parent.AppendChild(&html.Node{Type: html.TextNode, Data: html.UnescapeString(text)})
		}
		if !tag {
			p.rest = ""
			break
		}
		p.rest = rest
		if end, ok := strings.CutPrefix(p.rest, "/"+parent.Data+">"); ok {
			p.rest = end
			return nil
		}
		child, err := p.element()
		if err != nil {
			return err
		}
		parent.AppendChild(child)
		if slices.Contains(voidElements, child.Data) {
			continue
		}
		if err := p.children(child, depth+1); err != nil {
			return err
		}
	}
	if depth > 0 {
		return fmt.Errorf("markup ends within <%s>", parent.Data)
	}
	return nil
}

// strip removes go-app's line breaks and indentation from a text. lone reports
// whether the text has no siblings.
func strip(text string, depth int, lone bool) string {
	if lone && !strings.HasPrefix(text, "\n") {
		return text
	}
	indent := strings.Repeat("  ", depth)
	text = strings.TrimPrefix(text, "\n")
	if !lone && strings.TrimSpace(text) == "" || strings.Trim(text, "\n ") == "" {
		return ""
	}
	text = strings.TrimPrefix(text, indent)
	if end := strings.LastIndex(text, "\n"); end >= 0 && strings.TrimLeft(text[end:], "\n ") == "" {
		text = text[:end]
	}
	return text
}

// element reads the rest of a start tag, after its "<".
func (p *markupParser) element() (*html.Node, error) {
	end := strings.IndexAny(p.rest, " >")
	if end <= 0 {
		return nil, fmt.Errorf("markup has a broken tag at %.40q", p.rest)
	}
	node := &html.Node{Type: html.ElementNode, Data: p.rest[:end], DataAtom: atom.Lookup([]byte(p.rest[:end]))}
	p.rest = p.rest[end:]
	for strings.HasPrefix(p.rest, " ") {
		if err := p.attribute(node); err != nil {
			return nil, err
		}
	}
	var ok bool
	if p.rest, ok = strings.CutPrefix(p.rest, ">"); !ok {
		return nil, fmt.Errorf("markup has a broken <%s> at %.40q", node.Data, p.rest)
	}
	slices.SortFunc(node.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	return node, nil
}

// attribute reads one attribute, from the space before it.
func (p *markupParser) attribute(node *html.Node) error {
	p.rest = p.rest[1:]
	end := strings.IndexAny(p.rest, "= >")
	if end <= 0 {
		return fmt.Errorf("<%s> has a broken attribute at %.40q", node.Data, p.rest)
	}
	attribute := html.Attribute{Key: p.rest[:end]}
	p.rest = p.rest[end:]
	if literal, ok := strings.CutPrefix(p.rest, "="); ok {
		quoted, err := strconv.QuotedPrefix(literal)
		if err == nil {
			attribute.Val, err = strconv.Unquote(quoted)
		}
		if err != nil {
			return fmt.Errorf("<%s %s> has a broken value: %w", node.Data, attribute.Key, err)
		}
		p.rest = literal[len(quoted):]
	} else if !isBoolean(attribute.Key) {
		attribute.Val = "true" // go-app leaves out the value "true"
	}
	node.Attr = append(node.Attr, attribute)
	return nil
}

// isBoolean reports whether an attribute is a boolean one (HTML standard,
// boolean attributes). It knows those that this shop uses.
func isBoolean(key string) bool {
	return slices.Contains([]string{"checked", "disabled", "hidden", "novalidate", "open", "readonly", "required", "selected"}, key)
}

// writeMarkup writes a tree as HTML.
func writeMarkup(b *bytes.Buffer, root *html.Node) error { return html.Render(b, root) }
