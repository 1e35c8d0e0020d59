package catalog

import (
	"errors"
	"strings"

	"carrito/app/json"
)

var errNoList = errors.New("the text is not a list of products")

// Parse reads products.json, or the directory of a catalogue in parts, with prices of the
// given number of decimals. It calls pause, unless that is nil, before each product, so
// that a long catalogue does not block everything else. The catalogue refers to parts of
// the text.
//
// Parse is lenient, because the file may be newer than the program; see [ReadProduct].
// It returns an error only if the text is neither a JSON list nor a directory.
func Parse(text string, digits int, pause func()) (*Catalog, error) {
	var products []*Product
	r := json.NewReader(strings.TrimPrefix(text, "\ufeff"))
	if r.Kind() == json.Object {
		return parseDirectory(r, digits)
	}
	isList := r.Array(func(int) {
		if pause != nil {
			pause()
		}
		if p := ReadProduct(r, digits); p != nil {
			products = append(products, p)
		}
	})
	if err := r.End(); err != nil {
		return nil, err
	}
	if !isList {
		return nil, errNoList
	}
	return New(products), nil
}

// ReadProduct reads the next value of r as a product. It ignores unknown fields, and
// treats an optional field whose value it does not understand as missing. It returns
// nil if it does not understand the id, the name, the price or any of the variants,
// because the product cannot be sold without them.
func ReadProduct(r *json.Reader, digits int) *Product {
	d := draft{Reader: r, digits: digits, Product: Product{Stock: NotCounted}}
	if r.Object(d.field) && d.isWhole() && d.addVariants() {
		p := d.Product // a copy, so that the draft can be freed
		return &p
	}
	return nil
}
