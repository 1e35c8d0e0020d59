package catalog

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"carrito/app/json"
)

// Rules is what a catalogue is checked against beyond its own text.
type Rules struct {
	// Digits is the number of decimals of the shop's currency, as in ISO 4217.
	Digits int
	// ImageSize tells the size in pixels of a local image, given its address
	// ("/web/images/polo.jpg"). Nil leaves images unchecked, as in the browser.
	ImageSize func(src string) (width, height int, err error)
	// Pause, where it is not nil, is called before each product, so that reading a
	// long catalogue need not hold up everything else.
	Pause func()
}

// Read decodes a catalogue from the JSON of products.json and checks all of it.
// The error is a [Faults] that names every fault, or the error of r.
func Read(r io.Reader, rules Rules) (*Catalog, error) {
	var text strings.Builder
	if _, err := io.Copy(&text, r); err != nil {
		return nil, err
	}
	return Parse(text.String(), rules)
}

// Parse is [Read] for a products.json that is in memory. The catalogue keeps parts
// of the text.
func Parse(text string, rules Rules) (*Catalog, error) {
	b := NewBuilder(rules)
	if fault := b.file(text); fault != "" {
		return nil, Faults{{Problem: fault}}
	}
	return b.Catalog()
}

// file adds the products of a whole file. It returns the fault of the file as a
// whole, or "".
func (b *Builder) file(text string) (fault string) {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.TrimSpace(text) == "" {
		return "the file is empty"
	}
	if !utf8.ValidString(text) {
		return "the file is not UTF-8 text"
	}
	r := json.NewReader(text)
	isList := r.Array(func(int) {
		if b.checker.rules.Pause != nil {
			b.checker.rules.Pause()
		}
		b.add(r)
	})
	if err := r.End(); err != nil {
		return fileFault(text, err)
	}
	if !isList {
		return "the file is not a list of products"
	}
	return ""
}

func fileFault(text string, err error) string {
	if errors.Is(err, json.ErrCutOff) {
		return "the file is cut off before its end"
	}
	line := 0
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		line = 1 + strings.Count(text[:syntax.Offset], "\n")
	}
	return "the file is not JSON: line " + strconv.Itoa(line) + ": " + err.Error()
}
