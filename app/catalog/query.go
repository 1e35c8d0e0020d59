package catalog

import (
	"cmp"
	"slices"
)

// Sort is the order of a list of products.
type Sort string

// The orders that a shopper can choose. Their texts appear in addresses.
const (
	ByRelevance Sort = ""            // best match first; without a search, newest first
	ByNewest    Sort = "novedades"   // highest id first
	ByPriceUp   Sort = "precio"      // cheapest variant first
	ByPriceDown Sort = "precio-desc" // dearest variant first
	ByName      Sort = "nombre"      // by folded name
)

// Query is what a shopper asks the catalogue for. The zero value asks for
// everything, newest first. Package search finds products by text.
type Query struct {
	Category string // a category's slug, or empty for all
	Sort     Sort
}

// Find returns the products that match q, in the order of q.
func (c *Catalog) Find(q Query) []*Product {
	products := c.products
	if q.Category != "" {
		category, ok := c.Category(q.Category)
		if !ok {
			return nil
		}
		products = category.Products
	}
	if q.Sort != ByNewest && q.Sort != ByRelevance {
		return c.Sorted(products, q.Sort)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.newest == nil {
		c.newest = map[string][]*Product{}
	}
	newest, ok := c.newest[q.Category]
	if !ok {
		newest = c.Sorted(products, ByNewest)
		c.newest[q.Category] = newest
	}
	return append([]*Product(nil), newest...)
}

// Sorted returns products of the catalogue in another order. ByRelevance keeps their
// order.
func (c *Catalog) Sorted(products []*Product, sort Sort) []*Product {
	sorted := append([]*Product(nil), products...)
	if sort == ByRelevance {
		return sorted
	}
	if sort == ByName {
		c.fold.Do(c.foldNames)
	}
	slices.SortStableFunc(sorted, func(a, b *Product) int { return compare(sort, a, b) })
	return sorted
}

func (c *Catalog) foldNames() {
	for _, p := range c.products {
		p.folded = NameOrder(p)
	}
}

// NameOrder returns the text by which products are sorted by name.
func NameOrder(p *Product) string { return spaced(Fold(p.Name)) }

func compare(sort Sort, a, b *Product) int {
	switch sort {
	case ByPriceUp, ByPriceDown:
		lowA, highA := a.PriceRange()
		lowB, highB := b.PriceRange()
		if sort == ByPriceDown {
			return cmp.Or(cmp.Compare(highB.Minor(), highA.Minor()), cmp.Compare(b.ID, a.ID))
		}
		return cmp.Or(cmp.Compare(lowA.Minor(), lowB.Minor()), cmp.Compare(b.ID, a.ID))
	case ByName:
		return cmp.Or(cmp.Compare(a.folded, b.folded), cmp.Compare(a.ID, b.ID))
	default:
		return cmp.Compare(b.ID, a.ID)
	}
}
