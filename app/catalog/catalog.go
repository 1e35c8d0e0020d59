// Package catalog contains what the shop sells: products, their variants, prices and
// categories, read from products.json.
//
// Use [Parse] in the browser: it reads what it understands of a file that may be newer
// than the program. The server reads the owner's file with package server/strict, which
// reports every fault. Then query the [Catalog] by id or by category; package search finds
// products by text. A new file makes a new Catalog. The package does not depend on carts,
// pages or the browser.
//
// # Parts
//
// The browser does not read all products of a large shop. It reads a directory, and those
// parts of the catalogue that it needs. Such a catalogue has few products at first:
// [Catalog.Product] finds those that are loaded, [Catalog.Has] knows that there may be a
// product, and [Catalog.Want] asks for its part. Whoever holds the catalogue fetches what
// [Catalog.Wanted] returns and gives it to [Catalog.Put]. A catalogue that is whole never
// changes.
package catalog

import (
	"strings"
	"sync"
)

// Catalog is a set of products with different ids. The zero value is an empty shop.
type Catalog struct {
	products   []*Product
	byID       map[int]*Product
	categories []Category
	byName     map[string]int // indexes of categories, by each spelling of their names
	byKey      map[string]int // the same, by the keys of their names
	directory  *directory     // nil if the catalogue is whole

	keep   sync.Mutex            // guards kept
	kept   map[string]any        // see Keep
	mu     sync.Mutex            // guards newest
	newest map[string][]*Product // products by category, newest first, cached on first use: the order of most lists
}

// Category is a named group of products.
type Category struct {
	Slug     string // as in /categoria/<slug>
	Name     string
	Count    int        // number of products, at least 1
	Newest   *Product   // the product that was added last; of a catalogue in parts only id, name, price and first picture
	Products []*Product // in the order of the file; empty in a catalogue in parts
}

// New returns a catalogue of the products in the given order. It leaves out a product
// that has the id of an earlier one.
func New(products []*Product) *Catalog {
	c := &Catalog{products: make([]*Product, 0, len(products)), byID: make(map[int]*Product, len(products)), byName: map[string]int{}, byKey: map[string]int{}}
	for _, p := range products {
		if c.byID[p.ID] != nil {
			continue
		}
		c.byID[p.ID] = p
		c.products = append(c.products, p)
		if p.Category == "" {
			continue
		}
		at, known := c.byName[p.Category]
		if !known {
			at = c.addCategory(p.Category)
			c.byName[p.Category] = at
		}
		category := &c.categories[at]
		category.Products = append(category.Products, p)
		category.Count, category.Newest = len(category.Products), p
	}
	c.nameApart()
	return c
}

// addCategory returns the index of the category for a new spelling of a name, and adds
// the category if necessary.
func (c *Catalog) addCategory(name string) int {
	key := keyOf(name)
	at, known := c.byKey[key]
	if !known {
		at = len(c.categories)
		c.byKey[key] = at
		c.categories = append(c.categories, Category{Slug: Slug(name), Name: name})
	}
	return at
}

// keyOf returns what all spellings of a category's name have in common: names that
// differ only in case, accents and punctuation are one category.
func keyOf(name string) string {
	key := spaced(Fold(name))
	if key == " " { // the name has only signs
		return name
	}
	return key
}

// SameCategory reports whether two names are spellings of the name of one category.
func SameCategory(a, b string) bool { return keyOf(a) == keyOf(b) }

// nameApart gives different slugs to categories with the same slug, such as C++, C# and
// C. The category whose name the slug expresses completely keeps it, or else the first
// one, so that its links go on working.
func (c *Catalog) nameApart() {
	owner := map[string]int{}
	for i, category := range c.categories {
		first, taken := owner[category.Slug]
		if !taken || hasWholeName(category) && !hasWholeName(c.categories[first]) {
			owner[category.Slug] = i
		}
	}
	for i := range c.categories {
		category := &c.categories[i]
		if slug := category.Slug; owner[slug] != i {
			for key := Fold(category.Name); owner[slug] != i; key += " " {
				slug = category.Slug + hashed("-", key)
				if _, taken := owner[slug]; !taken {
					owner[slug] = i
				}
			}
			category.Slug = slug
		}
	}
}

// hasWholeName reports whether the slug expresses the complete name of the category.
func hasWholeName(c Category) bool {
	return strings.TrimSuffix(spaced(Fold(c.Name)), " ") == strings.ReplaceAll(c.Slug, "-", " ")
}

// Products returns every product in the order of the file. Of a catalogue in parts it
// returns none. Callers must not change it.
func (c *Catalog) Products() []*Product { return c.products }

// Product returns the product with the given id.
func (c *Catalog) Product(id int) (*Product, bool) {
	p, ok := c.byID[id]
	return p, ok
}

// Categories returns the categories in the order of their first products. Callers must
// not change it.
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

// CategoryOf returns the category that a product is in.
func (c *Catalog) CategoryOf(p *Product) (Category, bool) {
	at, ok := c.byName[p.Category]
	if !ok && c.directory != nil {
		at, ok = c.byKey[keyOf(p.Category)]
	}
	if !ok {
		return Category{}, false
	}
	return c.categories[at], true
}

// Keep returns what build returns, and keeps it under a name as long as the catalogue is.
// It is for what follows from the catalogue alone and takes long to build.
func (c *Catalog) Keep(name string, build func() any) any {
	c.keep.Lock()
	defer c.keep.Unlock()
	if _, ok := c.kept[name]; !ok {
		if c.kept == nil {
			c.kept = map[string]any{}
		}
		c.kept[name] = build()
	}
	return c.kept[name]
}

// Counts are the numbers of things in a catalogue.
type Counts struct {
	Products   int
	Variants   int // a product without options counts as one
	Images     int
	Categories int
}

// Counts returns the numbers of things in the catalogue.
func (c *Catalog) Counts() Counts {
	n := Counts{Products: len(c.products), Categories: len(c.categories)}
	for _, p := range c.products {
		n.Variants += max(1, len(p.Variants))
		n.Images += len(p.Images)
	}
	return n
}
