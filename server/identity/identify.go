package identity

import "cmp"

// Product is a product of an export. [Ledger.Identify] sets the ids and the
// slug.
type Product struct {
	ID       int
	Key      string // the exporter's own, such as the ID of WooCommerce; may be empty
	SKU      string // of a product without variants; may be empty
	Slug     string // what the export makes of it, unique within the export
	Name     string
	Options  []string // their names
	Variants []Variant
}

// Variant is a variant of a [Product].
type Variant struct {
	ID     int
	Key    string // the exporter's own; may be empty
	SKU    string // may be empty
	Values []string
}

// Identify gives the products of an export their ids and slugs, and remembers
// them. A product is one that the ledger knows if it has
//
//  1. the same key of the same exporter, or else
//  2. a SKU that no other product has, or else
//  3. the same slug.
//
// A SKU is passed over where the export has another product with the slug of
// the one known by that SKU: SKUs were exchanged, or count the rows. A product
// with a key is never one that has another key of the same exporter, unless SKU
// and name are the same and the other key is gone from the export. Any other
// product is new, and gets an id and a slug that were never used.
//
// keys are all keys in the export, those of products left out included.
func (l *Ledger) Identify(exporter string, products []Product, keys map[string]bool) {
	used := map[string]bool{}
	for i := range products {
		p := &products[i]
		if used[p.Key] {
			p.Key = "" // of two products with one key it is that of the first
		}
		used[p.Key] = true
	}
	m := &matcher{ledger: l, exporter: exporter, products: products, keys: keys,
		known: make([]*product, len(products)), claimed: map[*product]bool{}}
	m.byKey()
	m.bySKU()
	m.bySlug()
	slugs := l.slugs()
	for i := range products {
		p, known := &products[i], m.known[i]
		if known == nil {
			known = l.add(unused(p.Slug, slugs))
			slugs[known.Slug] = known
		}
		known.update(exporter, p)
	}
}

// update gives p the ids and the slug of the known product, and remembers what
// p is known by now.
func (known *product) update(exporter string, p *Product) {
	known.Name, known.SKU = p.Name, cmp.Or(p.SKU, known.SKU)
	if known.Source = p.Slug; p.Slug == known.Slug {
		known.Source = ""
	}
	if p.Key != "" {
		known.setKey(exporter, p.Key)
	}
	p.ID, p.Slug = known.ID, known.Slug
	known.identifyVariants(exporter, p)
}
