package catalog

import "carrito/app/json"

// Builder makes a catalogue from the JSON of one product after another. Use it
// instead of [Read] where a whole products.json would take too much memory.
type Builder struct {
	checker  checker
	products []*Product
}

// NewBuilder returns a builder of an empty catalogue.
func NewBuilder(rules Rules) *Builder {
	return &Builder{checker: checker{rules: rules, ids: map[int]int{}, slugs: map[string]int{}}}
}

// Add adds a product. The error is a syntax error of its JSON; all other faults
// are told by [Builder.Catalog]. The catalogue keeps parts of the text.
func (b *Builder) Add(text string) error {
	r := json.NewReader(text)
	b.add(r)
	return r.End()
}

func (b *Builder) add(r *json.Reader) {
	i := len(b.products)
	d := readDraft(r, i, &b.checker.list)
	b.products = append(b.products, b.checker.product(i, &d))
	b.checker.unique(i, &d)
}

// Catalog returns the catalogue of the products that were added. The error is a
// [Faults] that names every fault.
func (b *Builder) Catalog() (*Catalog, error) {
	if faults := b.checker.list; len(faults.faults) > 0 {
		faults.sort()
		return nil, faults.faults
	}
	return newCatalog(b.products), nil
}
