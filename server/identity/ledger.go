// Package identity keeps what every product id means, for ever.
//
// An id stands in links, carts, wish lists, stock counts and orders, so it must
// never mean two things. A [Ledger] remembers every id that was ever given to a
// product or a variant, and what each is known by. It has a file of its own
// beside products.json, named by [File]. Use [Parse] to read that file,
// [Ledger.Adopt] to learn the ids of products.json, and [Ledger.Identify] to
// give the products of an export their ids.
package identity

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Ledger is every id that was ever given. The zero value knows none.
type Ledger struct {
	products []*product // by id, in ascending order
}

// product is a product that has an id, whether or not it is still sold.
type product struct {
	ID       int       `json:"id"`
	Slug     string    `json:"slug"`             // the same for ever, unique
	Source   string    `json:"source,omitempty"` // the slug in the last export, where that is another one
	Name     string    `json:"name,omitempty"`   // in the last export
	SKU      string    `json:"sku,omitempty"`
	Keys     []string  `json:"keys,omitempty"`    // one for each exporter: "woocommerce:8"
	Options  []string  `json:"options,omitempty"` // their names in the last export
	Variants []variant `json:"variants,omitempty"`
}

// variant is a variant that has an id, whether or not it is still sold.
type variant struct {
	ID      int      `json:"id"`
	Key     string   `json:"key,omitempty"`
	SKU     string   `json:"sku,omitempty"`
	Options []string `json:"options,omitempty"` // where they are not those of the product
	Values  []string `json:"values,omitempty"`  // empty where another variant has them now
}

// File returns the name of the ledger's file: web/products.ids.json for
// web/products.json.
func File(products string) string {
	return strings.TrimSuffix(products, filepath.Ext(products)) + suffix
}

const suffix = ".ids.json"

// Private reports whether a file may be a ledger or a copy of one, by its name.
// Such a file is not served.
func Private(name string) bool { return strings.Contains(strings.ToLower(name), suffix) }

// add gives the next id to a new product.
func (l *Ledger) add(slug string) *product {
	p := &product{ID: 1, Slug: slug}
	if n := len(l.products); n > 0 {
		p.ID = l.products[n-1].ID + 1
	}
	l.products = append(l.products, p)
	return p
}

func (l *Ledger) search(id int) (place int, found bool) {
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

// unused returns the slug itself, or with the first number behind it that makes
// it new.
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

// key returns the key that an exporter has given the product, or nothing.
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

// optionsOf returns the options of which the variant has the values.
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
