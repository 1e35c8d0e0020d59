package identity

import (
	"cmp"
	"slices"
)

// Edited learns the ids of a products.json that was made by editing one whose ids
// the ledger knows, so the same id means the same product and the same variant,
// whatever else about them has changed. Use [Ledger.Adopt] for a file that anybody
// may have written.
func (l *Ledger) Edited(catalogue []byte) error {
	products, err := readListed(catalogue)
	if err != nil {
		return err
	}
	slugs := l.slugs()
	var added []*product
	for _, g := range products {
		p := g.product()
		at, found := l.search(p.ID)
		if !found {
			l.takeSlug(p, slugs)
			added = append(added, p)
			continue
		}
		old := l.products[at]
		if old.Slug != p.Slug {
			old.Source = old.source()
			delete(slugs, old.Slug)
			l.takeSlug(p, slugs)
			old.Slug, slugs[p.Slug] = p.Slug, old
		}
		old.Name, old.SKU = p.Name, cmp.Or(p.SKU, old.SKU)
		old.edited(p)
	}
	l.products = append(l.products, added...)
	slices.SortFunc(l.products, func(a, b *product) int { return a.ID - b.ID })
	return nil
}

// edited learns the variants of p, which is the same product. Variants that p no
// longer has keep their ids, and lose their values to a variant that has them now.
func (known *product) edited(p *product) {
	if len(p.Variants) == 0 {
		return
	}
	listed, taken := map[int]variant{}, map[string]bool{}
	for _, v := range p.Variants {
		listed[v.ID], taken[join(v.Values)] = v, true
	}
	m := &variantMatcher{product: known}
	m.translate(p.Options)
	renamed := !slices.Equal(known.Options, p.Options)
	for at := range known.Variants {
		old := &known.Variants[at]
		v, ok := listed[old.ID]
		delete(listed, old.ID)
		switch {
		case ok:
			old.Options, old.Values, old.SKU = nil, v.Values, cmp.Or(v.SKU, old.SKU)
		case taken[m.values[at]]:
			old.Options, old.Values = nil, nil
		case old.Options == nil && renamed:
			old.Options = known.Options
		}
	}
	known.Options = p.Options
	for _, v := range listed {
		known.Variants = append(known.Variants, v)
	}
	known.sortVariants()
}

// NextProduct returns the smallest id that is larger than that of every product
// there ever was.
func (l *Ledger) NextProduct() int {
	if n := len(l.products); n > 0 {
		return l.products[n-1].ID + 1
	}
	return 1
}

// NextVariant returns the smallest id that is larger than that of every variant
// that a product ever had.
func (l *Ledger) NextVariant(product int) int {
	at, found := l.search(product)
	if !found || len(l.products[at].Variants) == 0 {
		return 1
	}
	variants := l.products[at].Variants
	return variants[len(variants)-1].ID + 1
}
