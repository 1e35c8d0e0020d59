// Package catalog holds what the shop sells: products, their variants, prices
// and categories, read from products.json.
//
// Use [Read] once, wherever the file comes from: it checks everything and
// reports every fault, so that whoever holds a [Catalog] may trust it. Then ask
// it: by id, by category, by search. A Catalog never changes; a new file makes
// a new one. It knows nothing of carts, pages or the browser.
package catalog

import "sync"

// Catalog is a checked set of products. The zero value is an empty shop.
type Catalog struct {
	products   []*Product
	byID       map[int]*Product
	categories []Category

	fold   sync.Once             // of the products' texts
	mu     sync.Mutex            // of newest
	newest map[string][]*Product // by category, newest first, once asked for: the order most lists have
}

// Category is a named group of products.
type Category struct {
	Slug     string // as in /categoria/<slug>
	Name     string
	Products []*Product // in the order of the file; never empty
}

func newCatalog(products []*Product) *Catalog {
	c := &Catalog{products: products, byID: make(map[int]*Product, len(products))}
	position := map[string]int{}
	for _, p := range products {
		c.byID[p.ID] = p
		if p.Category == "" {
			continue
		}
		slug := Slug(p.Category)
		at, known := position[slug]
		if !known {
			at = len(c.categories)
			position[slug] = at
			c.categories = append(c.categories, Category{Slug: slug, Name: p.Category})
		}
		c.categories[at].Products = append(c.categories[at].Products, p)
	}
	return c
}

// Products returns every product in the order of the file. Callers must not
// change it.
func (c *Catalog) Products() []*Product { return c.products }

// Product returns the product with the given id.
func (c *Catalog) Product(id int) (*Product, bool) {
	p, ok := c.byID[id]
	return p, ok
}

// Categories returns the categories in the order of their first product.
// Callers must not change it.
func (c *Catalog) Categories() []Category { return c.categories }

// Category returns the category with the given slug.
func (c *Catalog) Category(slug string) (Category, bool) {
	for _, category := range c.categories {
		if category.Slug == slug {
			return category, true
		}
	}
	return Category{}, false
}

// Counts is how much a catalogue holds.
type Counts struct {
	Products   int
	Variants   int // a product without options counts as one
	Images     int
	Categories int
}

// Counts counts the catalogue.
func (c *Catalog) Counts() Counts {
	n := Counts{Products: len(c.products), Categories: len(c.categories)}
	for _, p := range c.products {
		n.Variants += max(1, len(p.Variants))
		n.Images += len(p.Images)
	}
	return n
}
