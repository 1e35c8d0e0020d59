package importer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
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
func (r *Result) Doubts(before []byte) []string {
	var old []oldProduct
	// A field of a wrong kind is an error, but all others are read.
	_ = json.Unmarshal(bytes.TrimPrefix(before, []byte(bom)), &old)
	var doubts []string
	now := r.Catalog.Counts().Products
	if len(old)-now > 1 && 5*now < 4*len(old) {
		doubts = append(doubts, fmt.Sprintf("%d products, where there were %d; gone: %s", now, len(old), first(r.gone(old))))
	}
	if changed := r.repriced(old); len(changed) > 0 {
		doubts = append(doubts, fmt.Sprintf("%d products at ten times their price or more, or at a tenth or less: %s", len(changed), first(changed)))
	}
	return doubts
}

// first joins the first few names.
func first(names []string) string {
	const few = 5
	if len(names) > few {
		return strings.Join(names[:few], "; ") + "; …"
	}
	return strings.Join(names, "; ")
}

// gone returns the names of the old products that the result does not have.
func (r *Result) gone(old []oldProduct) []string {
	var gone []string
	for _, p := range old {
		if _, ok := r.Catalog.Product(p.ID); !ok {
			gone = append(gone, p.Name)
		}
	}
	return gone
}

// repriced returns the products with a price, their own or that of a variant,
// that is ten times what it was, or a tenth.
func (r *Result) repriced(old []oldProduct) []string {
	var repriced []string
	for _, was := range old {
		now, ok := r.Catalog.Product(was.ID)
		if !ok {
			continue
		}
		if from, to, ok := r.tenfold(was, now); ok {
			repriced = append(repriced, fmt.Sprintf("%s from %v to %v", now.Name, from, to))
		}
	}
	return repriced
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
