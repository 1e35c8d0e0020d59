package identity

import "cmp"

// Product is a product of an export. [Ledger.Identify] sets ID and Slug.
type Product struct {
	ID       int
	Key      string // the exporter's own id, such as that of WooCommerce; may be empty
	SKU      string // only of a product without variants; may be empty
	Slug     string // made from the export, unique within it
	Name     string
	Options  []string // names of the options
	Variants []Variant
}

// Variant is a variant of a [Product].
type Variant struct {
	ID     int
	Key    string // the exporter's own id; may be empty
	SKU    string // may be empty
	Values []string
}

// Identify sets the ids and slugs of the products of an export, and records
// them. The ledger recognises a product by
//
// 1. the same key of the same exporter, or else 2. a SKU that no other product
// has, or else 3. the same slug.
//
// Identify ignores a SKU if another product of the export has the slug of the
// product that the ledger knows by that SKU. Then SKUs were exchanged, or they
// are row numbers. A product with one key is never recognised as a product with
// another key of the same exporter, unless SKU and name are equal and the other
// key is gone from the export. Any other product is new, and gets an id and a
// slug that were never used.
//
// keys are all keys in the export, including those of products that are left
// out.
func (l *Ledger) Identify(exporter string, products []Product, keys map[string]bool) {
	used := map[string]bool{}
	for i := range products {
		p := &products[i]
		if used[p.Key] {
			p.Key = "" // if two products have the same key, it is the first one's
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

// update sets the id and the slug of p to those of the known product, and
// records what p can be recognised by.
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
