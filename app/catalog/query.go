package catalog

import (
	"math"
	"slices"
	"strconv"
	"strings"
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

// Alike reports whether the products of a category, or of the shop if the slug is empty,
// have no options, and all the same category and price, are on offer or not, and sold out or
// not, so that filters cannot divide them.
func (c *Catalog) Alike(slug string) bool {
	if c.directory != nil {
		return strings.Contains(c.directory.alike, "/"+slug+"/")
	}
	products := c.products
	if category, ok := c.Category(slug); ok {
		products = category.Products
	}
	for _, p := range products {
		first := products[0]
		if len(p.Options)+len(p.Variants) > 0 || p.Price != first.Price || slug == "" && p.Category != first.Category ||
			(p.Stock == 0) != (first.Stock == 0) || p.Price.Less(p.CompareAtPrice) != first.Price.Less(first.CompareAtPrice) {
			return false
		}
	}
	return true
}

// Sorted returns products of the catalogue in another order. ByRelevance keeps their
// order.
func (c *Catalog) Sorted(products []*Product, sort Sort) []*Product {
	sorted := append([]*Product(nil), products...)
	if sort == ByRelevance {
		return sorted
	}
	keys := make([]string, len(products))
	for i, p := range products {
		keys[i] = p.key(sort)
	}
	slices.Sort(keys)
	for i, key := range keys {
		id, _ := strconv.ParseInt(key[len(key)-len(zeros):], 10, 64)
		if sort != ByName {
			id = math.MaxInt64 - id
		}
		sorted[i] = c.byID[int(id)]
	}
	return sorted
}

// key returns a text that sorts as the product does. It ends with the id, which decides
// between equal products: the lowest by name, the highest otherwise, and then the number
// is [math.MaxInt64] minus the id. Texts are sorted because the program sorts them anyway;
// another type would take two kilobytes.
func (p *Product) key(sort Sort) string {
	lowest, highest := p.PriceRange()
	newest := number(math.MaxInt64 - int64(p.ID))
	switch sort {
	case ByPriceUp:
		return number(lowest.Minor()) + newest
	case ByPriceDown:
		return number(math.MaxInt64-highest.Minor()) + newest
	case ByName:
		return spaced(Fold(p.Name)) + "\x00" + number(int64(p.ID))
	default:
		return newest
	}
}

const zeros = "0000000000000000000" // as many as the longest number has digits

// number returns a number of 0 or more with leading zeros.
func number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	return zeros[len(digits):] + digits
}
