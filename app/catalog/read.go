package catalog

import (
	"errors"

	"carrito/app/json"
)

var errNoList = errors.New("the text is not a list of products")

// Parse reads products.json, with prices of the given number of decimals. It calls
// pause, if that is not nil, before each product, so that a long catalogue need not
// hold up everything else. The catalogue keeps parts of the text.
//
// Parse is lenient, since the file may be newer than the program: see
// [ReadProduct]. The error says that the text is not a JSON list.
func Parse(text string, digits int, pause func()) (*Catalog, error) {
	var products []*Product
	r := json.NewReader(text)
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

// ReadProduct reads the next value of r as a product. It ignores fields that it
// does not know, and reads an optional field whose value it does not understand as
// if it were left out. It returns nil if the product cannot be sold without what
// is not understood: its id, its name, its price, or all of its variants.
func ReadProduct(r *json.Reader, digits int) *Product {
	d := draft{Reader: r, digits: digits, Product: Product{Stock: NotCounted}}
	if r.Object(d.field) && d.isWhole() && d.addVariants() {
		p := d.Product // the draft goes
		return &p
	}
	return nil
}
