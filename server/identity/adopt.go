package identity

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// listed is a product of products.json, with the fields that Adopt needs.
type listed struct {
	ID      int    `json:"id"`
	Slug    string `json:"slug"`
	Name    string `json:"name"`
	SKU     string `json:"sku"`
	Options []struct {
		Name string `json:"name"`
	} `json:"options"`
	Variants []struct {
		ID     int      `json:"id"`
		SKU    string   `json:"sku"`
		Values []string `json:"values"`
	} `json:"variants"`
}

// Adopt learns the ids of a products.json, which may have any other faults. The
// owner may have written the file, or added products by hand. Each note is a
// sentence about an id that the owner gave to a product or variant although it
// belongs to another. The other keeps the id. Adopt returns an error if the ids
// of the file cannot be trusted.
func (l *Ledger) Adopt(catalogue []byte) (notes []string, err error) {
	products, err := readListed(catalogue)
	if err != nil {
		return nil, err
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
		if !old.same(p) {
			notes = append(notes, fmt.Sprintf("%q has the id %d, which belongs to %q: %q gets another id", p.Slug, p.ID, old.Slug, p.Slug))
			continue
		}
		if old.Slug != p.Slug {
			old.Source = old.source()
			l.takeSlug(p, slugs)
			delete(slugs, old.Slug)
			old.Slug, slugs[p.Slug] = p.Slug, old
		}
		notes = append(notes, old.adopt(p)...)
	}
	l.products = append(l.products, added...)
	slices.SortFunc(l.products, func(a, b *product) int { return a.ID - b.ID })
	return notes, nil
}

func readListed(catalogue []byte) ([]listed, error) {
	var products []listed
	if err := json.Unmarshal(bytes.TrimPrefix(catalogue, []byte("\ufeff")), &products); err != nil {
		return nil, fmt.Errorf("the ids cannot be read: %w", err)
	}
	if products == nil {
		return nil, errors.New("the ids cannot be read: the file is not a list of products")
	}
	ids, slugs := map[int]string{}, map[string]bool{}
	for i, p := range products {
		if p.ID < 1 || p.Slug == "" {
			return nil, fmt.Errorf("the product at place %d has no id or no slug", i+1)
		}
		if p.ID > maxID {
			return nil, fmt.Errorf("product %q: the id %d is too large", p.Slug, p.ID)
		}
		if slugs[p.Slug] {
			return nil, fmt.Errorf("the slug %q occurs twice", p.Slug)
		}
		if other, taken := ids[p.ID]; taken {
			return nil, fmt.Errorf("the id %d occurs twice, for %q and for %q", p.ID, other, p.Slug)
		}
		ids[p.ID], slugs[p.Slug] = p.Slug, true
		if err := p.product().checkVariants(); err != nil {
			return nil, fmt.Errorf("product %q: %w", p.Slug, err)
		}
	}
	return products, nil
}

// product returns the record of a product for the ledger.
func (g listed) product() *product {
	p := &product{ID: g.ID, Slug: g.Slug, Name: g.Name, SKU: g.SKU}
	for _, o := range g.Options {
		p.Options = append(p.Options, o.Name)
	}
	for _, v := range g.Variants {
		if len(v.Values) != len(g.Options) {
			v.Values = nil // a fault, which package strict reports
		}
		p.Variants = append(p.Variants, variant{ID: v.ID, SKU: v.SKU, Values: v.Values})
	}
	p.sortVariants()
	return p
}

// Join learns the ids of another ledger that this one does not have, and reports whether there
// were any. What both have stays as it is here.
func (l *Ledger) Join(other *Ledger) (learned bool) {
	slugs, keys := l.slugs(), map[string]bool{}
	for _, p := range l.products {
		for _, key := range p.Keys {
			keys[key] = true
		}
	}
	var added []*product
	for _, p := range other.products {
		at, found := l.search(p.ID)
		if found {
			known := l.products[at]
			learned = known.same(p) && known.join(p) || learned
			continue
		}
		one := *p
		one.Slug = unused(p.Slug, slugs)
		one.Keys = slices.DeleteFunc(slices.Clone(p.Keys), func(key string) bool { return keys[key] })
		slugs[one.Slug] = &one
		added = append(added, &one)
	}
	l.products = append(l.products, added...)
	slices.SortFunc(l.products, func(a, b *product) int { return a.ID - b.ID })
	return learned || len(added) > 0
}

// join learns the variants of p whose ids are new, and reports whether there were any. They
// have no values that a known variant has.
func (known *product) join(p *product) (learned bool) {
	ids, values := map[int]bool{}, map[string]bool{}
	for _, v := range known.Variants {
		ids[v.ID], values[join(v.Values)] = true, true
	}
	for _, v := range p.Variants {
		if ids[v.ID] {
			continue
		}
		options := p.optionsOf(v)
		if v.Options = options; values[join(v.Values)] {
			v.Options, v.Values = nil, nil
		} else if slices.Equal(options, known.Options) {
			v.Options = nil
		}
		known.Variants, learned = append(known.Variants, v), true
	}
	known.sortVariants()
	return learned
}

// takeSlug gives a slug to p. If another product has the slug, takeSlug gives
// that product a new one: it is no longer sold, because products.json has its
// slug for p.
func (l *Ledger) takeSlug(p *product, slugs map[string]*product) {
	if old := slugs[p.Slug]; old != nil {
		old.Slug = unused(p.Slug, slugs)
		slugs[old.Slug] = old
	}
	slugs[p.Slug] = p
}

// same reports whether p, which has the same id, is the same product.
func (known *product) same(p *product) bool {
	if known.Slug == p.Slug || p.Name != "" && strings.EqualFold(known.Name, p.Name) {
		return true
	}
	own := known.skus()
	return slices.ContainsFunc(p.skus(), func(sku string) bool { return sku != "" && slices.Contains(own, sku) })
}

// adopt learns the variants of p, which is the same product.
func (known *product) adopt(p *product) (notes []string) {
	m := &variantMatcher{product: known}
	m.translate(p.Options)
	listed := map[int]variant{}
	for _, v := range p.Variants {
		listed[v.ID] = v
	}
	for at := range known.Variants {
		old := &known.Variants[at]
		v, ok := listed[old.ID]
		delete(listed, old.ID)
		if ok && m.values[at] != join(v.Values) && len(old.Values) > 0 && (v.SKU == "" || v.SKU != old.SKU) {
			notes = append(notes, fmt.Sprintf("the variant id %d of %q belongs to %q, not to %q: %q gets another id",
				v.ID, p.Slug, variantName(*old), variantName(v), variantName(v)))
		}
	}
	known.adoptNew(p, listed, m.values)
	return notes
}

// adoptNew learns the variants in added, whose ids are new to the ledger. A
// known variant with the values of one of them loses its values. values are
// those of the known variants, by place.
func (known *product) adoptNew(p *product, added map[int]variant, values []string) {
	for at := range known.Variants {
		for _, v := range added {
			if values[at] == join(v.Values) {
				known.Variants[at].Options, known.Variants[at].Values = nil, nil
			}
		}
	}
	for _, v := range added {
		if !slices.Equal(known.Options, p.Options) {
			v.Options = p.Options
		}
		known.Variants = append(known.Variants, v)
	}
	known.sortVariants()
}

func variantName(v variant) string { return strings.Join(v.Values, " / ") }
