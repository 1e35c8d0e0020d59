package identity

import (
	"slices"
	"strings"
)

// matcher finds the products of an export in a ledger.
type matcher struct {
	ledger   *Ledger
	exporter string
	products []Product
	keys     map[string]bool // all keys in the export

	bySource map[string]int // indexes of the products by their slugs in the export

	known   []*product // the known product for each of products; nil until found
	claimed map[*product]bool
}

func (m *matcher) claim(i int, known *product) {
	m.known[i] = known
	m.claimed[known] = true
}

// done reports whether every product is found, or every known product is
// claimed.
func (m *matcher) done() bool {
	return !slices.Contains(m.known, nil) || len(m.claimed) == len(m.ledger.products)
}

// byKey finds products by the exporter's own keys.
func (m *matcher) byKey() {
	index := map[string]*product{}
	for _, known := range m.ledger.products {
		if key := known.key(m.exporter); key != "" {
			index[key] = known
		}
	}
	for i, p := range m.products {
		if known := index[p.Key]; known != nil && !m.claimed[known] {
			m.claim(i, known)
		}
	}
}

// numbered follows the name of an exporter in the keys that are numbers.
const numbered = "-number"

// byNumber finds products by the numbers that the owner's table gives them.
func (m *matcher) byNumber() {
	var owners, exported index[string, *product]
	for _, known := range m.ledger.products {
		if number := known.key(m.exporter + numbered); number != "" {
			owners.add(number, known)
		}
	}
	for i := range m.products {
		exported.add(m.products[i].Number, &product{})
	}
	for more := true; more; {
		more = false
		for i, p := range m.products {
			if _, once := exported.get(p.Number); p.Number == "" || !once || m.known[i] != nil {
				continue
			}
			known, found := owners.get(p.Number)
			if !found {
				known = m.withID(p)
			}
			if known == nil || m.claimed[known] || m.slugTaken(known, i) || m.isElsewhere(p, known) {
				continue
			}
			m.claim(i, known)
			more = true // this may free the slug for another product
		}
	}
}

// withID returns the known product whose id is the number of p, if it is like p.
func (m *matcher) withID(p Product) *product {
	at, found := m.ledger.search(p.Wanted)
	if !found || !m.ledger.products[at].same(&product{Slug: p.Slug, Name: p.Name, SKU: p.SKU, Variants: skuVariants(p)}) {
		return nil
	}
	return m.ledger.products[at]
}

// skuVariants returns the SKUs of the variants of p, for a comparison.
func skuVariants(p Product) []variant {
	var variants []variant
	for _, v := range p.Variants {
		variants = append(variants, variant{SKU: v.SKU})
	}
	return variants
}

// isElsewhere reports whether the key of the known product belongs to another product of
// the export than p.
func (m *matcher) isElsewhere(p Product, known *product) bool {
	key := known.key(m.exporter)
	return key != "" && key != p.Key && m.keys[key]
}

// bySKU finds products by SKUs that only one known product has, and only one
// product of the export.
func (m *matcher) bySKU() {
	if m.done() {
		return
	}
	var owners, exported index[string, int]
	for i, known := range m.ledger.products {
		for _, sku := range known.skus() {
			owners.add(sku, i)
		}
	}
	for i, p := range m.products {
		for _, sku := range p.skus() {
			exported.add(sku, i)
		}
	}
	found := index[*product, int]{}
	for i, p := range m.products {
		known := m.ofSKUs(p, owners, exported)
		if known != nil && m.mayBe(p, known, strings.EqualFold(known.Name, p.Name)) {
			found.add(known, i)
		}
	}
	for more := true; more; {
		more = false
		for known, i := range found.unique() {
			if m.known[i] == nil && !m.claimed[known] && !m.slugTaken(known, i) {
				m.claim(i, known)
				more = true // this may free the slug for another product
			}
		}
	}
}

// slugTaken reports whether another product than number i of the export has the
// slug of the known product and has not been found yet.
func (m *matcher) slugTaken(known *product, i int) bool {
	other, ok := m.bySource[known.source()]
	return ok && other != i && m.known[other] == nil
}

// ofSKUs returns the known product that the SKUs of p belong to, or nil if they
// belong to none or several.
func (m *matcher) ofSKUs(p Product, owners, exported index[string, int]) *product {
	var found *product
	for _, sku := range p.skus() {
		at, known := owners.get(sku)
		if _, once := exported.get(sku); sku == "" || !known || !once {
			continue
		}
		if owner := m.ledger.products[at]; found == nil {
			found = owner
		} else if found != owner {
			return nil
		}
	}
	return found
}

// bySlug finds the remaining products by slug. If several known products had
// the same slug in their last export, the latest product counts.
func (m *matcher) bySlug() {
	if m.done() {
		return
	}
	index := map[string][]*product{}
	for _, known := range slices.Backward(m.ledger.products) {
		index[known.source()] = append(index[known.source()], known)
	}
	for i, p := range m.products {
		for _, known := range index[p.Slug] {
			if m.known[i] == nil && !m.claimed[known] && m.mayBe(p, known, false) {
				m.claim(i, known)
			}
		}
	}
}

// mayBe reports whether the keys allow p to be the known product. alike reports
// whether SKU and name are equal.
func (m *matcher) mayBe(p Product, known *product, alike bool) bool {
	key := known.key(m.exporter)
	switch {
	case key == "":
		return true
	case m.keys[key]: // the export has that product, although it may be left out
		return false
	}
	return p.Key == "" || alike
}

// skus returns the SKUs of the product and of its variants.
func (p Product) skus() []string {
	all := []string{p.SKU}
	for _, v := range p.Variants {
		all = append(all, v.SKU)
	}
	return all
}
