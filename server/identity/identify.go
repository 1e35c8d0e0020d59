package identity

import (
	"cmp"
	"slices"
)

// Product is a product of an export. [Ledger.Identify] sets ID and Slug.
type Product struct {
	ID       int
	Key      string // the exporter's own id, such as that of WooCommerce; may be empty
	Number   string // what the owner's table calls its id, which may be a row number; may be empty
	SKU      string // only of a product without variants; may be empty
	Slug     string // made from the export, unique within it
	Name     string
	Options  []string // names of the options
	Variants []Variant

	Wanted int // the id for a product that is new, if no other product ever had it; 0 for any
}

// Variant is a variant of a [Product].
type Variant struct {
	ID     int
	Key    string // the exporter's own id; may be empty
	SKU    string // may be empty
	Values []string
	Wanted int // as in Product
}

// Identify sets the ids and slugs of the products of an export, and records
// them. The ledger recognises a product by
//
// 1. the same key of the same exporter, or else 2. the same number, or else 3. a SKU
// that no other product has, or else 4. the same slug.
//
// A number is one that the product had in an earlier export, or else its id, if name,
// slug or SKU are equal too. Identify ignores a number or a SKU if another product of the export has the slug of the
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
	m := &matcher{ledger: l, exporter: exporter, products: products, keys: keys, bySource: map[string]int{},
		known: make([]*product, len(products)), claimed: map[*product]bool{}}
	for i, p := range products {
		m.bySource[p.Slug] = i
	}
	m.byKey()
	m.byNumber()
	m.bySKU()
	m.bySlug()
	slugs := l.slugs()
	wanted := l.addWanted(m, slugs)
	for i := range products {
		p, known := &products[i], m.known[i]
		if known == nil {
			known = wanted[i]
		}
		if known == nil {
			known = l.add(unused(p.Slug, slugs))
			slugs[known.Slug] = known
		}
		known.update(exporter, p)
	}
}

// addWanted adds the new products that get the ids that they want. It returns them by
// their indexes.
func (l *Ledger) addWanted(m *matcher, slugs map[string]*product) map[int]*product {
	taken := map[int]bool{}
	for _, p := range l.products {
		taken[p.ID] = true
	}
	added := map[int]*product{}
	for i, p := range m.products {
		if m.known[i] != nil || p.Wanted < 1 || p.Wanted > maxWanted || taken[p.Wanted] {
			continue
		}
		known := &product{ID: p.Wanted, Slug: unused(p.Slug, slugs)}
		taken[p.Wanted], slugs[known.Slug], added[i] = true, known, known
		l.products = append(l.products, known)
	}
	slices.SortFunc(l.products, func(a, b *product) int { return a.ID - b.ID })
	return added
}

// maxWanted is the largest id that a new product may want. The codes of goods are
// longer; ids after them would be long too.
const maxWanted = 1 << 31

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
	if p.Number != "" {
		known.setKey(exporter+numbered, p.Number)
	}
	p.ID, p.Slug = known.ID, known.Slug
	known.identifyVariants(exporter, p)
}
