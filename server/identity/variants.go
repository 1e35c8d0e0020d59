package identity

import (
	"slices"
	"strconv"
	"strings"
)

// identifyVariants sets the ids of the variants of p, and records them. The
// ledger recognises a variant by a key or a SKU that only one variant has, or
// else by the same option values, or else by the same values in other capitals, or else
// by the id that it wants.
// It ignores key and SKU if another variant of p has the values of the variant
// that it knows by them, because the values are what a shopper has chosen.
func (known *product) identifyVariants(exporter string, p *Product) {
	if len(p.Variants) == 0 {
		return
	}
	m := &variantMatcher{product: known, variants: p.Variants, byText: map[string]int{}, known: make([]int, len(p.Variants)), claimed: map[int]bool{}}
	for i, v := range p.Variants {
		m.known[i], m.byText[join(v.Values)] = -1, i
	}
	m.translate(p.Options)
	m.byCode(func(v variant) string { return v.Key }, func(v Variant) string { return keyOf(exporter, v) })
	m.byCode(func(v variant) string { return v.SKU }, func(v Variant) string { return v.SKU })
	m.byValues(func(values string) string { return values })
	m.byValues(strings.ToLower)
	m.byCode(func(v variant) string { return strconv.Itoa(v.ID) }, func(v Variant) string { return strconv.Itoa(v.Wanted) })
	known.record(exporter, p, m)
}

// record records what the variants of p can be recognised by, and gives new
// variants their ids.
func (known *product) record(exporter string, p *Product, m *variantMatcher) {
	known.keepOthers(p, m)
	known.Options = p.Options
	known.addWanted(p, m)
	next := 1
	for _, v := range known.Variants {
		next = max(next, v.ID+1)
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		at := m.known[i]
		if at < 0 {
			at = len(known.Variants)
			known.Variants = append(known.Variants, variant{ID: next})
			next++
		}
		v.ID = known.Variants[at].ID
		known.Variants[at].update(exporter, *v)
	}
	known.sortVariants()
}

// addWanted adds the new variants that get the ids that they want.
func (known *product) addWanted(p *Product, m *variantMatcher) {
	taken := map[int]bool{}
	for _, v := range known.Variants {
		taken[v.ID] = true
	}
	for i, v := range p.Variants {
		if m.known[i] < 0 && v.Wanted > 0 && v.Wanted <= maxWanted && !taken[v.Wanted] {
			taken[v.Wanted], m.known[i] = true, len(known.Variants)
			known.Variants = append(known.Variants, variant{ID: v.Wanted})
		}
	}
}

// keepOthers keeps the options and values of known variants that the export
// does not have. A known variant whose values another variant has taken over
// loses them.
func (known *product) keepOthers(p *Product, m *variantMatcher) {
	taken := map[string]bool{}
	for _, v := range p.Variants {
		taken[join(v.Values)] = true
	}
	renamed := !slices.Equal(known.Options, p.Options)
	for at := range known.Variants {
		v := &known.Variants[at]
		switch {
		case m.claimed[at]:
		case taken[m.values[at]]:
			v.Options, v.Values = nil, nil
		case v.Options == nil && renamed:
			v.Options = known.Options
		}
	}
}

func (known *variant) update(exporter string, v Variant) {
	known.Options, known.Values = nil, v.Values
	if key := keyOf(exporter, v); key != "" {
		known.Key = key
	}
	if v.SKU != "" {
		known.SKU = v.SKU
	}
}

// keyOf returns the exporter's key of a variant, prefixed with the exporter's
// name.
func keyOf(exporter string, v Variant) string {
	if v.Key == "" {
		return ""
	}
	return exporter + ":" + v.Key
}

// variantMatcher finds the variants of an export among those of one product.
type variantMatcher struct {
	product  *product
	variants []Variant
	byText   map[string]int // indexes of variants by their values
	values   []string       // of each known variant, in the order of the export's options; empty if its options differ

	known   []int // the index of the known variant for each variant; -1 until found
	claimed map[int]bool
}

// byCode finds variants by a code that only one known variant has, and only one
// variant of the export. ofKnown and of return the code of a variant.
func (m *variantMatcher) byCode(ofKnown func(variant) string, of func(Variant) string) {
	var codes, exported index[string, int]
	for at, v := range m.product.Variants {
		codes.add(ofKnown(v), at)
	}
	for i, v := range m.variants {
		exported.add(of(v), i)
	}
	for more := true; more; {
		more = false
		for i, v := range m.variants {
			at, found := codes.get(of(v))
			if _, once := exported.get(of(v)); of(v) == "" || !found || !once || m.known[i] >= 0 || m.claimed[at] || m.valuesTaken(at, i) {
				continue
			}
			m.claim(i, at)
			more = true // this may free the values for another variant
		}
	}
}

// valuesTaken reports whether another variant than number i of the export has
// the values of the known variant at and has not been found yet.
func (m *variantMatcher) valuesTaken(at, i int) bool {
	other, ok := m.byText[m.values[at]]
	return ok && other != i && m.known[other] < 0
}

// byValues finds variants by their values, as normalize writes them.
func (m *variantMatcher) byValues(normalize func(string) string) {
	var known, exported index[string, int]
	for at, values := range m.values {
		known.add(normalize(values), at)
	}
	for i, v := range m.variants {
		exported.add(normalize(join(v.Values)), i)
	}
	for i, v := range m.variants {
		values := normalize(join(v.Values))
		at, found := known.get(values)
		if _, once := exported.get(values); found && once && m.known[i] < 0 && !m.claimed[at] {
			m.claim(i, at)
		}
	}
}

func (m *variantMatcher) claim(i, at int) {
	m.known[i] = at
	m.claimed[at] = true
}

func join(values []string) string { return strings.Join(values, "\x00") }
