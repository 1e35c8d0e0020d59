// Package filter narrows lists of products: by category, option values, price, stock and
// offers. It counts what each further choice would leave.
//
// Make [Columns] from the products of a list. They hold what filters and sort orders
// need, and nothing else, so that a list need not have its products. Then ask them what a
// [Choice] leaves with [Columns.Find]. The package does not depend on pages or the
// browser.
package filter

import (
	"runtime"
	"slices"
	"strings"

	"carrito/app/catalog"
)

// Columns are the properties of a list's products by which a shopper can filter and sort
// it. A product is known by its position in the list. Columns never change.
type Columns struct {
	ages  []int32 // of each product, its rank by age; the oldest has 0
	names []int32 // of each product, its rank by name
	first []int32 // of each product, its first row; then the number of rows

	// A row is a variant. A product without variants has one row.
	prices []int   // unit price of each row, in minor units
	start  []int32 // of each row, its first value; then the number of values
	values []int32 // what rows have: numbers of values, counted through all groups

	groups []Group
	from   []int // of each group, the number of its first value; then the number of values
}

// Group is a filter: several values of which a shopper can choose any number. Products
// must have one of the chosen values.
type Group struct {
	Param  string // its parameter in addresses, such as "o.talla"
	Name   string // as the shop writes it; empty unless it is an option
	Values []Value
}

// Value is one value of a group.
type Value struct {
	Key  string // in addresses
	Name string // as the shop writes it; empty for stock and offers
}

// The parameters of the filters in addresses. Each option has a parameter of its own.
const (
	Category = "categoria"
	InStock  = "stock"
	OnOffer  = "oferta"
	From     = "desde"
	To       = "hasta"
	option   = "o." // before the folded name of an option
)

// chosen is the key of the only value of a group that is a single checkbox.
const chosen = "1"

// small is the number of products of a shop up to which browsers make columns by
// themselves. There all options become filters.
const small = 200

// New returns the columns of products of a catalogue. Their position in the slice is that
// in the list.
func New(products []*catalog.Product, in *catalog.Catalog) *Columns {
	c := &Columns{
		ages:  make([]int32, len(products)),
		names: make([]int32, len(products)),
		first: make([]int32, len(products), len(products)+1),
	}
	at := map[int]int{}
	for i, p := range products {
		at[p.ID] = i
	}
	for rank, p := range in.Sorted(products, catalog.ByName) {
		c.names[at[p.ID]] = int32(rank)
	}
	for i, p := range in.Sorted(products, catalog.ByNewest) {
		c.ages[at[p.ID]] = int32(len(products) - 1 - i)
	}
	b := builder{Columns: c, keys: map[string]string{}, at: map[string]int{}}
	for _, param := range []string{Category, InStock, OnOffer} {
		b.group(param, "")
	}
	b.categories(products, in)
	if runtime.GOARCH != "wasm" && in.Total() > small {
		b.choose(products)
	}
	stock, offer := b.value(InStock, chosen, "", -1), b.value(OnOffer, chosen, "", -1)
	for i, p := range products {
		c.first[i] = int32(len(c.prices))
		category := -1
		if of, ok := in.CategoryOf(p); ok {
			category = b.at[Category+"\x00"+of.Slug]
		}
		columns := b.options(p)
		variants := p.Variants
		if len(variants) == 0 {
			variants = []catalog.Variant{p.First()}
		}
		for _, v := range variants {
			c.prices, c.start = append(c.prices, int(v.Price.Minor())), append(c.start, int32(len(c.values)))
			b.add(category >= 0, category)
			b.add(!v.SoldOut(), stock)
			b.add(v.Price.Less(v.CompareAtPrice), offer)
			for at, text := range v.Values {
				value := columns[at][slices.Index(p.Options[at].Values, text)]
				b.add(value >= 0, value)
			}
		}
	}
	c.first, c.start = append(c.first, int32(len(c.prices))), append(c.start, int32(len(c.values)))
	b.number()
	return c
}

// categories adds those categories that the products are in, in the shop's order.
func (b *builder) categories(products []*catalog.Product, in *catalog.Catalog) {
	used := map[string]bool{}
	for _, p := range products {
		used[p.Category] = true
	}
	for _, c := range in.Categories() {
		for _, p := range c.Products {
			if used[p.Category] {
				b.value(Category, c.Slug, c.Name, -1)
				break
			}
		}
	}
}

// builder collects the groups and values of columns. Until number is called, a value is
// known by the order in which it was found.
type builder struct {
	*Columns
	keys   map[string]string // of each name and value; see Key
	uses   map[string]int    // how many products have each option that becomes a filter; nil if all do
	at     map[string]int    // of each parameter its group, and of each parameter and key the value
	orders [][]int           // of each group its values in the shop's order
	found  []Value
}

func (b *builder) add(has bool, value int) {
	if has {
		b.values = append(b.values, int32(value))
	}
}

// group returns the index of the group with a parameter.
func (b *builder) group(param, name string) int {
	at, known := b.at[param]
	if !known {
		at = len(b.groups)
		b.at[param] = at
		b.groups = append(b.groups, Group{Param: param, Name: name})
		b.orders = append(b.orders, nil)
	}
	return at
}

// value returns the value of a group with a key. A new one comes before the value next in
// the group's order, or last if next is negative.
func (b *builder) value(param, key, name string, next int) int {
	id := param + "\x00" + key
	at, known := b.at[id]
	if !known {
		at = len(b.found)
		b.at[id] = at
		b.found = append(b.found, Value{key, name})
		order := append(b.orders[b.at[param]], at)
		for i := len(order) - 1; next >= 0; i-- { // move it to the place of next
			order[i-1], order[i] = at, order[i-1]
			if order[i] == next {
				break
			}
		}
		b.orders[b.at[param]] = order
	}
	return at
}

// key returns the [Key] of a name. A shop has few of them, many times.
func (b *builder) key(name string) string {
	key, known := b.keys[name]
	if !known {
		key = Key(name)
		b.keys[name] = key
	}
	return key
}

// choose chooses the options of a large shop that become filters: those that most of the
// products have, if there are more than [MostOptions]. Of equal ones it takes those that come
// first.
func (b *builder) choose(products []*catalog.Product) {
	var keys []string
	b.uses = map[string]int{}
	for _, p := range products {
		for _, o := range p.Options {
			key := b.key(o.Name)
			if key == "" {
				continue
			}
			if b.uses[key]++; b.uses[key] == 1 {
				keys = append(keys, key)
			}
		}
	}
	n := len(keys)
	order := make([]int, n)
	for i, key := range keys {
		order[i] = b.uses[key]*n + n - 1 - i
	}
	heapSort(order)
	for _, number := range order[:max(0, n-MostOptions)] {
		delete(b.uses, keys[n-1-number%n])
	}
}

// options returns the values of each option of a product, in their order: -1 for what is in
// no filter. A new value stands where the product has it among those that are known: M, L
// and S, M are S, M, L.
func (b *builder) options(p *catalog.Product) [][]int {
	all := make([][]int, len(p.Options))
	for i, o := range p.Options {
		key := b.key(o.Name) // no address can have an empty one
		param, kept := option+key, key != "" && (b.uses == nil || b.uses[key] > 0)
		if kept {
			b.group(param, o.Name)
		}
		all[i] = make([]int, len(o.Values))
		next := -1
		for j := len(o.Values) - 1; j >= 0; j-- {
			all[i][j] = -1
			if key := b.key(o.Values[j]); kept && key != "" {
				next = b.value(param, key, o.Values[j], next)
				all[i][j] = next
			}
		}
	}
	return all
}

// number gives the values their final numbers, by group and order.
func (b *builder) number() {
	final := make([]int32, len(b.found))
	n := 0
	for i, order := range b.orders {
		b.from = append(b.from, n)
		for _, value := range order {
			final[value] = int32(n)
			n++
			b.groups[i].Values = append(b.groups[i].Values, b.found[value])
		}
	}
	b.from = append(b.from, n)
	for i, value := range b.values {
		b.values[i] = final[value]
	}
}

// Key returns the form of a name or value in addresses. Those with the same key are one.
func Key(name string) string { return strings.Join(strings.Fields(catalog.Fold(name)), " ") }

// Groups returns the filters: the category, stock, offers, and then the options. Callers
// must not change them.
func (c *Columns) Groups() []Group { return c.groups }

// Prices returns the lowest and the highest price, in minor units.
func (c *Columns) Prices() (lowest, highest int) { return bounds(c.prices) }

// Products returns the number of products.
func (c *Columns) Products() int { return len(c.ages) }

// Of returns the columns of some of the products, in the given order of their positions.
func (c *Columns) Of(positions []int) *Columns {
	of := &Columns{groups: c.groups, from: c.from, ages: c.rerank(c.ages, positions), names: c.rerank(c.names, positions)}
	for _, i := range positions {
		of.first = append(of.first, int32(len(of.prices)))
		for row := c.first[i]; row < c.first[i+1]; row++ {
			of.prices, of.start = append(of.prices, c.prices[row]), append(of.start, int32(len(of.values)))
			of.values = append(of.values, c.values[c.start[row]:c.start[row+1]]...)
		}
	}
	of.first, of.start = append(of.first, int32(len(of.prices))), append(of.start, int32(len(of.values)))
	return of
}

// rerank returns the ranks of some products among themselves.
func (c *Columns) rerank(ranks []int32, positions []int) []int32 {
	next := make([]int32, len(ranks)+1) // of each rank, how many of the products have a lower one
	for _, i := range positions {
		next[ranks[i]+1]++
	}
	for rank := range ranks {
		next[rank+1] += next[rank]
	}
	among := make([]int32, len(positions))
	for n, i := range positions {
		among[n] = next[ranks[i]]
	}
	return among
}
