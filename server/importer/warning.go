package importer

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"carrito/app/catalog"
	"carrito/app/money"
)

// tenfold is how many times dearer or cheaper a product has to become for a warning.
const tenfold = 10

// oldProduct is a product in the old products.json, which may be faulty.
type oldProduct struct {
	ID       int    `json:"id"`
	Name     string `json:"name"`
	Price    string `json:"price"`
	Variants []struct {
		ID    int    `json:"id"`
		Price string `json:"price"`
	} `json:"variants"`
}

// Warnings are what looks like a mistake in an import. Each is empty if all is well.
type Warnings struct {
	Fewer  string // more than a fifth of the products, and more than one, are gone
	Prices string // prices rose to ten times, or fell to a tenth

	Before, Now int // the numbers of products
}

// List returns the warnings.
func (w Warnings) List() []string {
	return slices.DeleteFunc([]string{w.Fewer, w.Prices}, func(warning string) bool { return warning == "" })
}

// Warnings compares the result with the products.json that it will replace. It compares
// products by id and ignores the parts of the old file that it cannot read.
func (r *Result) Warnings(before io.Reader) Warnings {
	count := 0
	var gone, repriced sample
	for was := range oldProducts(before) {
		count++
		now, ok := r.Catalog.Product(was.ID)
		if !ok {
			gone.add(was.Name)
		} else if from, to, ok := r.tenfold(was, now); ok {
			repriced.add(fmt.Sprintf("%s from %v to %v", now.Name, from, to))
		}
	}
	now := r.Catalog.Counts().Products
	warnings := Warnings{Before: count, Now: now}
	if count-now > 1 && 5*now < 4*count {
		warnings.Fewer = fmt.Sprintf("%d products instead of %d; gone: %s", now, count, gone)
	}
	if repriced.count > 0 {
		warnings.Prices = fmt.Sprintf("%d products at ten times their price or more, or at a tenth or less: %s", repriced.count, repriced)
	}
	return warnings
}

// oldProducts reads a products.json until its first syntax error. It holds one product
// at a time in memory.
func oldProducts(r io.Reader) iter.Seq[oldProduct] {
	return func(yield func(oldProduct) bool) {
		text := bufio.NewReader(r)
		if mark, _ := text.Peek(len(bom)); string(mark) == bom {
			text.Discard(len(bom))
		}
		d := json.NewDecoder(text)
		if begin, err := d.Token(); err != nil || begin != json.Delim('[') {
			return
		}
		for d.More() {
			var p oldProduct
			err := d.Decode(&p)
			var wrong *json.UnmarshalTypeError
			// If a field has the wrong type, Decode returns an error but reads all
			// other fields.
			if err != nil && !errors.As(err, &wrong) || !yield(p) {
				return
			}
		}
	}
}

// sample counts names and keeps the first five.
type sample struct {
	count int
	names []string
}

func (f *sample) add(name string) {
	if f.count++; len(f.names) < 5 {
		f.names = append(f.names, name)
	}
}

// String joins the kept names. It ends in "…" if there are more.
func (f sample) String() string {
	text := strings.Join(f.names, "; ")
	if f.count > len(f.names) {
		text += "; …"
	}
	return text
}

// tenfold reports whether the price of the product, or of one of its variants,
// changed tenfold, and returns the old and the new price.
func (r *Result) tenfold(was oldProduct, now *catalog.Product) (from, to money.Amount, ok bool) {
	if from, ok = changedTenfold(was.Price, now.Price, r.digits); ok {
		return from, now.Price, true
	}
	for _, v := range was.Variants {
		if variant, known := now.Variant(v.ID); known {
			if from, ok = changedTenfold(cmp.Or(v.Price, was.Price), variant.Price, r.digits); ok {
				return from, variant.Price, true
			}
		}
	}
	return from, to, false
}

// changedTenfold reports whether one price is at least ten times the other, and returns
// the old one. It reports false if the old price was zero or cannot be read.
func changedTenfold(was string, now money.Amount, digits int) (money.Amount, bool) {
	from, err := money.Parse(was, digits)
	if err != nil || from.Zero() {
		return from, false
	}
	return from, !now.Less(from.Mul(tenfold)) || !from.Less(now.Mul(tenfold))
}
