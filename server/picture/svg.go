package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// svgElements are the elements to keep. Scripts, embedded documents and metadata are
// not among them.
var svgElements = strings.Fields(`svg g defs symbol use switch view title desc style
	path rect circle ellipse line polyline polygon text tspan textPath image marker
	linearGradient radialGradient stop pattern clipPath mask filter
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
	feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
	feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
	animate animateTransform animateMotion mpath`)

const svgSpace = "http://www.w3.org/2000/svg"

// CleanSVG returns a drawing without parts that could run or fetch something if the
// drawing is opened on its own: scripts, event handlers, links and embedded documents.
// It also removes metadata. removed lists what was left out; if it is empty, CleanSVG
// returns the drawing unchanged.
func CleanSVG(drawing []byte) (clean []byte, removed []string, err error) {
	w := svgWriter{from: xml.NewDecoder(bytes.NewReader(drawing))}
	for {
		token, err := w.from.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("it is not an SVG picture: %w", err)
		}
		if err := w.write(token); err != nil {
			return nil, nil, err
		}
	}
	if !w.seen || len(w.open) > 0 {
		return nil, nil, errors.New("it is not an SVG picture: it has no element svg, or is cut off")
	}
	if len(w.removed) == 0 {
		return drawing, nil, nil
	}
	slices.Sort(w.removed)
	return w.to.Bytes(), slices.Compact(w.removed), nil
}

// svgWriter writes the allowed parts of a drawing.
type svgWriter struct {
	from    *xml.Decoder
	to      bytes.Buffer
	open    []string // open elements, the outermost first
	skip    int      // number of innermost open elements that are left out
	seen    bool     // whether the element svg has begun
	removed []string
}

func (w *svgWriter) remove(what string) { w.removed = append(w.removed, what) }

// write writes a token if it is allowed.
func (w *svgWriter) write(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		return w.start(token)
	case xml.EndElement:
		return w.end(token)
	case xml.CharData:
		if w.skip == 0 {
			w.text(token)
		}
	case xml.ProcInst:
		if token.Target != "xml" {
			w.remove("<?" + token.Target + "?>")
		}
	case xml.Directive:
		w.remove("<!DOCTYPE>")
	}
	return nil
}

func (w *svgWriter) start(e xml.StartElement) error {
	name := qualified(e.Name)
	if len(w.open) == 0 {
		if w.seen || name != "svg" {
			return fmt.Errorf("it is not an SVG picture: it begins with the element %s", name)
		}
		w.seen = true
	}
	w.open = append(w.open, name)
	if w.skip > 0 || !slices.Contains(svgElements, name) || animatesLink(e) {
		if w.skip == 0 {
			w.remove("<" + name + ">")
		}
		w.skip++
		return nil
	}
	w.to.WriteString("<" + name)
	for _, a := range e.Attr {
		if !allowedAttribute(a) {
			w.remove(qualified(a.Name))
			continue
		}
		w.to.WriteString(" " + qualified(a.Name) + `="`)
		xml.EscapeText(&w.to, []byte(a.Value))
		w.to.WriteByte('"')
	}
	w.to.WriteByte('>')
	return nil
}

func (w *svgWriter) end(e xml.EndElement) error {
	name := qualified(e.Name)
	if len(w.open) == 0 || w.open[len(w.open)-1] != name {
		return fmt.Errorf("it is not an SVG picture: the element %s ends without beginning", name)
	}
	w.open = w.open[:len(w.open)-1]
	if w.skip > 0 {
		w.skip--
		return nil
	}
	w.to.WriteString("</" + name + ">")
	return nil
}

// text writes text. It leaves out a style sheet that could fetch something.
func (w *svgWriter) text(text []byte) {
	if len(w.open) > 0 && w.open[len(w.open)-1] == "style" && !harmlessStyle(string(text)) {
		w.remove("the text of <style>")
		return
	}
	if len(w.open) > 0 {
		xml.EscapeText(&w.to, text)
	}
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// animatesLink reports whether an element animates the target of a link or an event
// handler.
func animatesLink(e xml.StartElement) bool {
	return slices.ContainsFunc(e.Attr, func(a xml.Attr) bool {
		value := strings.ToLower(strings.TrimSpace(a.Value))
		return a.Name.Local == "attributeName" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on"))
	})
}

// allowedAttribute reports whether an attribute may stay.
func allowedAttribute(a xml.Attr) bool {
	name := qualified(a.Name)
	switch {
	case name == "xmlns":
		return a.Value == svgSpace
	case name == "xmlns:xlink":
		return a.Value == "http://www.w3.org/1999/xlink"
	case name == "href", name == "xlink:href":
		return strings.HasPrefix(a.Value, "#") || embedded(a.Value)
	case name == "xml:space", name == "xml:lang":
		return true
	case strings.Contains(name, ":"), strings.HasPrefix(strings.ToLower(name), "on"):
		return false
	}
	return harmlessStyle(a.Value)
}

// embedded reports whether an address is a data URL of a picture.
func embedded(address string) bool {
	for _, kind := range []string{"png", "jpeg", "gif", "webp"} {
		if strings.HasPrefix(address, "data:image/"+kind+";base64,") {
			return true
		}
	}
	return false
}

// harmlessStyle reports whether a style fetches nothing. A style with escapes is not
// harmless, because they could hide an address.
func harmlessStyle(style string) bool {
	lower := strings.ToLower(style)
	if strings.ContainsAny(lower, `\`) || strings.Contains(lower, "@import") || strings.Contains(lower, "javascript:") || strings.Contains(lower, "image-set(") {
		return false
	}
	for rest := lower; ; {
		_, after, found := strings.Cut(rest, "url(")
		if !found {
			return true
		}
		if address := strings.TrimLeft(after, "\"' \t\r\n"); !strings.HasPrefix(address, "#") && !embedded(address) {
			return false
		}
		rest = after
	}
}

// Text returns a text file as it may be published. It cleans SVG drawings and returns
// other files unchanged.
func Text(name string, content []byte) ([]byte, error) {
	if !strings.EqualFold(path.Ext(name), ".svg") {
		return content, nil
	}
	clean, _, err := CleanSVG(content)
	return clean, err
}
