package catalog

import (
	"strconv"

	"carrito/app/json"
	"carrito/app/money"
)

// draft is a product while it is read.
type draft struct {
	*json.Reader
	Product
	digits   int
	price    price
	images   []int // index into Images of each image in the file; -1 if it is left out
	variants []variantDraft
	unclear  bool // whether options or variants are not lists
}

// price is an amount in the file.
type price struct {
	money.Amount
	given      bool
	understood bool
}

type variantDraft struct {
	Variant
	price, compareAt price
	stock            *int
}

// list reads a list. If the value is neither a list nor null, the product cannot be
// sold.
func (d *draft) list(element func(int)) {
	null := d.Kind() == json.Null
	if !d.Array(element) && !null {
		d.unclear = true
	}
}

func (d *draft) amount() price {
	given := d.Kind() != json.Null
	text, _ := d.Text()
	amount, err := money.Parse(text, d.digits)
	return price{amount, given, err == nil}
}

// whole reads a whole number. It returns otherwise for any other value.
func (d *draft) whole(otherwise int) int {
	literal, _ := d.Literal()
	if n, err := strconv.Atoi(literal); err == nil {
		return n
	}
	return otherwise
}

func (d *draft) texts() []string {
	var texts []string
	d.Array(func(int) {
		if text, ok := d.Text(); ok {
			texts = append(texts, text)
		}
	})
	return texts
}
