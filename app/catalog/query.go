package catalog

import (
	"cmp"
	"slices"
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
// everything, newest first.
type Query struct {
	Text     string // every word of it must be found; case and accents do not matter
	Category string // a category's slug, or empty for all
	Sort     Sort
}

// foldedText is the searchable text of a product, folded before the first search.
type foldedText struct {
	name string
	all  string // name, category, tags, SKUs, option values, description, and their compounds
}

func (c *Catalog) foldAll() {
	for _, p := range c.products {
		p.fold()
	}
}

func (p *Product) fold() {
	all := []string{p.Name, p.Category, p.SKU}
	all = append(all, p.Tags...)
	for _, option := range p.Options {
		all = append(all, option.Values...)
	}
	for _, v := range p.Variants {
		all = append(all, v.SKU)
	}
	all = append(all, p.Description)
	folded := Fold(strings.Join(all, "\n"))
	p.folded = foldedText{name: NameOrder(p), all: spaced(folded) + compounds(folded)}
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
	words := words(Fold(q.Text))
	if len(words) == 0 && strings.TrimSpace(q.Text) != "" {
		return nil
	}
	if len(words) > 0 || q.Sort != ByNewest && q.Sort != ByRelevance {
		c.fold.Do(c.foldAll)
		return find(products, words, q.Sort)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.newest == nil {
		c.newest = map[string][]*Product{}
	}
	newest, ok := c.newest[q.Category]
	if !ok {
		newest = find(products, nil, ByNewest)
		c.newest[q.Category] = newest
	}
	return append([]*Product(nil), newest...)
}

// match is a product that contains all words, and its rank.
type match struct {
	product *Product
	rank    int
}

func find(products []*Product, words []string, sort Sort) []*Product {
	wanted := make([][]string, len(words))
	for i, word := range words {
		wanted[i] = forms(word)
	}
	matches := make([]match, 0, len(products))
	for i := len(products) - 1; i >= 0; i-- { // the last product is usually the newest
		if rank, ok := products[i].match(wanted); ok {
			matches = append(matches, match{products[i], rank})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int {
		if sort == ByRelevance && a.rank != b.rank {
			return cmp.Compare(b.rank, a.rank)
		}
		return compare(sort, a.product, b.product)
	})
	found := make([]*Product, len(matches))
	for i, m := range matches {
		found[i] = m.product
	}
	return found
}

// match reports whether the product contains every word in one of its forms, and
// returns its rank. A word at the start of the name counts more than one within it, and
// that more than one found elsewhere.
func (p *Product) match(words [][]string) (rank int, ok bool) {
	for _, forms := range words {
		how := -1
		for i := 0; i < len(forms) && how < 0; i++ {
			how = p.rank(forms[i])
		}
		if how < 0 {
			return 0, false
		}
		rank += how
	}
	return rank, true
}

// rank returns the rank of one form of a word, or -1 if the product does not contain
// it.
func (p *Product) rank(form string) int {
	switch at := strings.Index(p.folded.name, form); {
	case at == 0:
		return 4
	case at > 0 && p.folded.name[at-1] == ' ':
		return 3
	case at > 0:
		return 2
	case strings.Contains(p.folded.all, form):
		return 0
	}
	return -1
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
		return cmp.Or(cmp.Compare(a.folded.name, b.folded.name), cmp.Compare(a.ID, b.ID))
	default:
		return cmp.Compare(b.ID, a.ID)
	}
}
