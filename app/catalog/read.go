package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Rules is what a catalogue is checked against beyond its own text.
type Rules struct {
	// Digits is the number of decimals of the shop's currency, as in ISO 4217.
	Digits int
	// ImageSize tells the size in pixels of a local image, given its address
	// ("/web/images/polo.jpg"). Nil leaves images unchecked, as in the browser.
	ImageSize func(src string) (width, height int, err error)
}

// Read decodes a catalogue from the JSON of products.json and checks all of it.
// The error is a [Faults] that names every fault, or the error of r.
func Read(r io.Reader, rules Rules) (*Catalog, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var faults list
	drafts, fault := decode(data, &faults)
	if fault != "" {
		faults.add("", "", "%s", fault)
		return nil, faults.faults
	}
	checker := checker{rules: rules, list: &faults}
	products := make([]*Product, len(drafts))
	for i := range drafts {
		products[i] = checker.product(i, &drafts[i])
	}
	checker.unique(drafts)
	faults.sort()
	if len(faults.faults) > 0 {
		return nil, faults.faults
	}
	return newCatalog(products), nil
}

// draft is a product as the file has it: nothing checked, nothing filled in.
type draft struct {
	ID             *int           `json:"id"`
	Slug           string         `json:"slug"`
	Name           string         `json:"name"`
	Price          *string        `json:"price"`
	CompareAtPrice *string        `json:"compareAtPrice"`
	Category       string         `json:"category"`
	Description    string         `json:"description"`
	Tags           []string       `json:"tags"`
	Stock          *int           `json:"stock"`
	Images         []imageDraft   `json:"images"`
	Options        []optionDraft  `json:"options"`
	Variants       []variantDraft `json:"variants"`

	undecoded map[string]bool // fields whose fault is already told
}

type imageDraft struct {
	Src    string `json:"src"`
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

type optionDraft struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

type variantDraft struct {
	ID             *int     `json:"id"`
	SKU            string   `json:"sku"`
	Values         []string `json:"values"`
	Price          *string  `json:"price"`
	CompareAtPrice *string  `json:"compareAtPrice"`
	Stock          *int     `json:"stock"`
	Image          *int     `json:"image"`
}

// decode reads the whole file. A file without fault is decoded in one go; only
// where that fails is each product, then each field, decoded on its own, so
// that every fault is told. The string is a fault of the file as a whole.
func decode(data []byte, faults *list) ([]draft, string) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, "the file is empty"
	}
	if !utf8.Valid(data) {
		return nil, "the file is not UTF-8 text"
	}
	var drafts []draft
	if strict(data, &drafts) == nil && drafts != nil {
		return drafts, ""
	}
	var products []json.RawMessage
	if err := json.Unmarshal(data, &products); err != nil {
		return nil, fileFault(data, err)
	}
	if products == nil {
		return nil, "the file is not a list of products"
	}
	drafts = make([]draft, len(products))
	for i, product := range products {
		if strict(product, &drafts[i]) != nil {
			drafts[i] = draft{}
			drafts[i].decodeFields(i, product, faults)
		}
	}
	return drafts, ""
}

func strict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if d.InputOffset() < int64(len(bytes.TrimRight(data, " \t\r\n"))) {
		return errors.New("something follows the end")
	}
	return nil
}

func fileFault(data []byte, err error) string {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return "the file is not a list of products"
	}
	if strings.Contains(err.Error(), "unexpected end") {
		return "the file is cut off before its end"
	}
	line := 1 + bytes.Count(data[:syntax.Offset-1], []byte("\n"))
	return fmt.Sprintf("the file is not JSON: line %d: %v", line, err)
}

// decodeFields decodes the product at place i field by field and tells every
// field that is unknown or has the wrong type.
func (d *draft) decodeFields(i int, product json.RawMessage, faults *list) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(product, &fields) != nil || fields == nil {
		faults.add(fmt.Sprintf("at place %d", i+1), "", "is not an object")
		d.undecoded = map[string]bool{"": true}
		return
	}
	d.undecoded = map[string]bool{}
	targets := d.targets()
	told := list{}
	d.decodeInto(&told, "", "product", fields, targets)
	for _, fault := range told.faults {
		faults.at = i
		faults.add(d.label(i), fault.Field, "%s", fault.Problem)
	}
}

// decodeInto decodes the fields of the product, or of an object within it at
// path, each on its own, so that one fault does not hide the next.
func (d *draft) decodeInto(told *list, path, of string, fields map[string]json.RawMessage, targets []target) {
	for _, target := range targets {
		value, present := fields[target.name]
		delete(fields, target.name)
		if !present || strict(value, target.into) == nil {
			continue
		}
		var elements []json.RawMessage
		if target.elements == nil || json.Unmarshal(value, &elements) != nil {
			d.undecoded[path+target.name] = true
			told.add("", path+target.name, "%s", target.want)
			continue
		}
		of, each := target.elements(len(elements))
		for i, element := range elements {
			var fields map[string]json.RawMessage
			at := fmt.Sprintf("%s[%d]", path+target.name, i)
			if json.Unmarshal(element, &fields) != nil || fields == nil {
				d.undecoded[at] = true
				told.add("", at, "is not an object")
				continue
			}
			d.decodeInto(told, at+".", of, fields, each(i))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		told.add("", path+name, "is not a field of a %s", of)
	}
}

// label names the product in a fault: by id and slug where it has them.
func (d *draft) label(i int) string {
	switch {
	case d.ID == nil:
		return strings.TrimSpace(fmt.Sprintf("at place %d %s", i+1, quoted(d.Slug)))
	default:
		return strings.TrimSpace(fmt.Sprintf("%d %s", *d.ID, quoted(d.Slug)))
	}
}

func quoted(slug string) string {
	if slug == "" {
		return ""
	}
	return fmt.Sprintf("%q", slug)
}
