package strict

import (
	"errors"

	"carrito/app/catalog"
	"carrito/app/json"
)

// Builder makes a catalogue from the JSON of one product after another. Use it
// instead of [Products] where a whole products.json would take too much memory.
type Builder struct {
	checker  checker
	places   int // of products, so far
	products []*catalog.Product
}

// NewBuilder returns a builder of an empty catalogue.
func NewBuilder(rules Rules) *Builder {
	return &Builder{checker: checker{rules: rules, ids: map[int]int{}, slugs: map[string]int{}}}
}

// Add adds a product. The error is a syntax error of its JSON; all other faults
// are told by [Builder.Catalog]. The catalogue keeps parts of the text.
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
	i := b.places
	b.places++
	d := readDraft(r, i, &b.checker.list)
	b.checker.product(i, &d)
	b.checker.unique(i, &d)
}

// Catalog returns the catalogue of the products that were added. The error is a
// [Faults] that names every fault.
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

// errLeftOut says that a browser would leave out a product that has no fault. It is
// an error of the program: a fault is missing in this package.
var errLeftOut = errors.New("the shop cannot read one of the products, though no fault was found in it")

func (b *Builder) faults() error {
	faults := b.checker.list
	if len(faults.faults) == 0 {
		return nil
	}
	faults.sort()
	return faults.faults
}
