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
	// Pause, where it is not nil, is called between products, so that reading a
	// long catalogue need not hold up everything else.
	Pause func()
}

// Read decodes a catalogue from the JSON of products.json and checks all of it.
// The error is a [Faults] that names every fault, or the error of r.
func Read(r io.Reader, rules Rules) (*Catalog, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var faults list
	if rules.Pause == nil {
		rules.Pause = func() {}
	}
	drafts, fault := decode(string(data), &faults, rules.Pause)
	if fault != "" {
		return nil, Faults{{Problem: fault}}
	}
	checker := checker{rules: rules, list: &faults}
	products := make([]*Product, len(drafts))
	for i := range drafts {
		rules.Pause()
		products[i] = checker.product(i, &drafts[i])
	}
	checker.unique(drafts)
	faults.sort()
	if len(faults.faults) > 0 {
		return nil, faults.faults
	}
	return newCatalog(products), nil
}

// decode reads the whole file. What is wrong with a product's fields goes to
// faults; the string is a fault of the file as a whole.
func decode(text string, faults *list, pause func()) (drafts []draft, fault string) {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.TrimSpace(text) == "" {
		return nil, "the file is empty"
	}
	if !utf8.ValidString(text) {
		return nil, "the file is not UTF-8 text"
	}
	r := json.NewReader(text)
	isList := r.Array(func(i int) {
		pause()
		drafts = append(drafts, readDraft(r, i, faults))
	})
	if err := r.End(); err != nil {
		return nil, fileFault(text, err)
	}
	if !isList {
		return nil, "the file is not a list of products"
	}
	return drafts, ""
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
