package importer

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"carrito/app/catalog"
	"carrito/app/money"
)

// tenfold is how many times dearer or cheaper a product has to be to be doubted.
const tenfold = 10

// oldProduct is what a products.json that may be faulty says of a product.
type oldProduct struct {
	ID       int    `json:"id"`
	Name     string `json:"name"`
	Price    string `json:"price"`
	Variants []struct {
		ID    int    `json:"id"`
		Price string `json:"price"`
	} `json:"variants"`
}

// Doubts compares the result with the products.json that it will replace, and
// tells what looks like a mistake: more than a fifth of the products gone, if it
// is more than one, or prices that are ten times what they were, or a tenth.
// Products are compared by their ids. What cannot be read in the old file is not
// compared.
func (r *Result) Doubts(before io.Reader) []string {
	count := 0
	var gone, repriced few
	for was := range oldProducts(before) {
		count++
		now, ok := r.Catalog.Product(was.ID)
		if !ok {
			gone.add(was.Name)
		} else if from, to, ok := r.tenfold(was, now); ok {
			repriced.add(fmt.Sprintf("%s from %v to %v", now.Name, from, to))
		}
	}
	var doubts []string
	now := r.Catalog.Counts().Products
	if count-now > 1 && 5*now < 4*count {
		doubts = append(doubts, fmt.Sprintf("%d products, where there were %d; gone: %s", now, count, gone))
	}
	if repriced.count > 0 {
		doubts = append(doubts, fmt.Sprintf("%d products at ten times their price or more, or at a tenth or less: %s", repriced.count, repriced))
	}
	return doubts
}

// oldProducts reads a products.json up to where it is no JSON. It holds one
// product at a time.
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
			// A field of a wrong kind is an error, but all others are read.
			if err != nil && !errors.As(err, &wrong) || !yield(p) {
				return
			}
		}
	}
}

// few counts names and keeps the first of them.
type few struct {
	count int
	names []string
}

func (f *few) add(name string) {
	if f.count++; len(f.names) < 5 {
		f.names = append(f.names, name)
	}
}

// String joins the names that were kept.
func (f few) String() string {
	text := strings.Join(f.names, "; ")
	if f.count > len(f.names) {
		text += "; …"
	}
	return text
}

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

// changedTenfold reports whether one price is ten times the other or more. A price
// that was nothing says nothing.
func changedTenfold(was string, now money.Amount, digits int) (money.Amount, bool) {
	from, err := money.Parse(was, digits)
	if err != nil || from.Zero() {
		return from, false
	}
	return from, !now.Less(from.Mul(tenfold)) || !from.Less(now.Mul(tenfold))
}
