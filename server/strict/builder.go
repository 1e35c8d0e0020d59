package strict

import (
	"errors"

	"carrito/app/catalog"
	"carrito/app/json"
)

// Builder makes a catalogue from the JSON of one product at a time. Use it instead of
// [Products] if a whole products.json would need too much memory.
type Builder struct {
	checker  checker
	count    int // of products added so far
	products []*catalog.Product
}

// NewBuilder returns a builder without products.
func NewBuilder(rules Rules) *Builder {
	return &Builder{checker: checker{rules: rules, ids: map[int]int{}, slugs: map[string]int{}}}
}

// Add adds a product. It returns an error only if the text is not JSON;
// [Builder.Catalog] returns all other faults. The catalogue refers to parts of the
// text.
func (b *Builder) Add(text string) error {
	r := json.NewReader(text)
	b.check(r)
	if err := r.End(); err != nil || len(b.checker.faults) > 0 {
		return err
	}
	b.products = append(b.products, catalog.ReadProduct(json.NewReader(text), b.checker.rules.Digits))
	return nil
}

// check checks the next value of r as a product.
func (b *Builder) check(r *json.Reader) {
	i := b.count
	b.count++
	d := readDraft(r, i, &b.checker.list)
	b.checker.product(i, &d)
	b.checker.unique(i, &d)
}

// Catalog returns the catalogue of the added products. The error is of type [Faults]
// and names every fault.
func (b *Builder) Catalog() (*catalog.Catalog, error) {
	if err := b.faults(); err != nil {
		return nil, err
	}
	for _, p := range b.products {
		if p == nil {
			return nil, errLeftOut
		}
	}
	return catalog.New(b.products), nil
}

// errLeftOut reports that a browser would leave out a product in which no fault was
// found. It is a bug: this package does not check for that fault.
var errLeftOut = errors.New("the shop cannot read one of the products, though no fault was found in it")

func (b *Builder) faults() error {
	faults := b.checker.list
	if len(faults.faults) == 0 {
		return nil
	}
	faults.sort()
	return faults.faults
}
