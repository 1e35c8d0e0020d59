// Package identity gives products and variants their ids, and records for ever
// what each id means.
//
// Ids stand in links, carts, wish lists, stock counts and orders, so an id must
// never mean two things. A [Ledger] records every id that a product or a
// variant has ever had, and what to recognise it by. It has a file of its own
// beside products.json, named by [File]. Use [Parse] to read that file,
// [Ledger.Adopt] to learn the ids of products.json, and [Ledger.Identify] to
// set the ids of the products of an export.
package identity

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Ledger records every id that was ever used. The zero value is an empty
// ledger.
type Ledger struct {
	products []*product // sorted by id
}

// product is a product with an id, whether or not it is still sold.
type product struct {
	ID       int       `json:"id"`
	Slug     string    `json:"slug"`             // unique, never changes
	Source   string    `json:"source,omitempty"` // the slug in the last export, if it differs
	Name     string    `json:"name,omitempty"`   // name in the last export
	SKU      string    `json:"sku,omitempty"`
	Keys     []string  `json:"keys,omitempty"`    // one for each exporter, such as "woocommerce:8"
	Options  []string  `json:"options,omitempty"` // names of the options in the last export
	Variants []variant `json:"variants,omitempty"`
}

// variant is a variant with an id, whether or not it is still sold.
type variant struct {
	ID      int      `json:"id"`
	Key     string   `json:"key,omitempty"`
	SKU     string   `json:"sku,omitempty"`
	Options []string `json:"options,omitempty"` // if they differ from those of the product
	Values  []string `json:"values,omitempty"`  // empty if another variant has them now
}

// File returns the name of the ledger for a catalogue: web/products.ids.json
// for web/products.json.
func File(products string) string {
	return strings.TrimSuffix(products, filepath.Ext(products)) + suffix
}

const suffix = ".ids.json"

// Private reports whether a file may be a ledger or a copy of one, judging by
// its name. Such a file is not served.
func Private(name string) bool { return strings.Contains(strings.ToLower(name), suffix) }

// add adds a new product with the next id.
func (l *Ledger) add(slug string) *product {
	p := &product{ID: 1, Slug: slug}
	if n := len(l.products); n > 0 {
		p.ID = l.products[n-1].ID + 1
	}
	l.products = append(l.products, p)
	return p
}

func (l *Ledger) search(id int) (at int, found bool) {
	return slices.BinarySearchFunc(l.products, id, func(p *product, id int) int { return p.ID - id })
}

// slugs returns the products by slug.
func (l *Ledger) slugs() map[string]*product {
	slugs := make(map[string]*product, len(l.products))
	for _, p := range l.products {
		slugs[p.Slug] = p
	}
	return slugs
}

// unused returns slug, or slug with the smallest number appended that makes it
// unique.
func unused(slug string, taken map[string]*product) string {
	free := slug
	for n := 2; taken[free] != nil; n++ {
		free = slug + "-" + strconv.Itoa(n)
	}
	return free
}

// source returns the slug that the product had in the last export.
func (p *product) source() string {
	if p.Source != "" {
		return p.Source
	}
	return p.Slug
}

// key returns the key that an exporter uses for the product, or "".
func (p *product) key(exporter string) string {
	for _, key := range p.Keys {
		if rest, ok := strings.CutPrefix(key, exporter+":"); ok {
			return rest
		}
	}
	return ""
}

// setKey replaces the key of an exporter.
func (p *product) setKey(exporter, key string) {
	p.Keys = slices.DeleteFunc(p.Keys, func(old string) bool { return strings.HasPrefix(old, exporter+":") })
	p.Keys = append(p.Keys, exporter+":"+key)
	slices.Sort(p.Keys)
}

// optionsOf returns the names of the options that the variant's values belong
// to.
func (p *product) optionsOf(v variant) []string {
	if v.Options != nil {
		return v.Options
	}
	return p.Options
}

// skus returns the SKUs of the product and of its variants.
func (p *product) skus() []string {
	all := []string{p.SKU}
	for _, v := range p.Variants {
		all = append(all, v.SKU)
	}
	return all
}
