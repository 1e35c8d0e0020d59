package filter_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/money"
)

var soles = money.Format{Digits: 2, Prefix: "S/ ", Decimal: ".", Group: ",", First: 3, Rest: 3, Minimum: 4}

// random returns a shop of n products, with options whose names and values differ in case
// and accents, variants that do not exist, and products without category or options.
func random(r *rand.Rand, n int) *catalog.Catalog {
	price := func() money.Amount { return money.FromMinor(100*(1+r.Int64N(20)), 2) }
	products := make([]*catalog.Product, n)
	for i, id := range r.Perm(n) {
		p := &catalog.Product{ID: 3 * (id + 1), Name: fmt.Sprintf("Prenda %c%d", 'A'+r.IntN(4), r.IntN(3)), Price: price(), Stock: r.IntN(3) - 1}
		p.Category = []string{"", "Polos", "polos", "Gorras", "C++"}[r.IntN(5)]
		if r.IntN(3) == 0 {
			p.CompareAtPrice = price()
		}
		for _, o := range []catalog.Option{
			{Name: []string{"Talla", "TALLA"}[r.IntN(2)], Values: []string{"S", "m", "M", "L", "☂/%#?&=+"}},
			{Name: "Color", Values: []string{"Rojo", "Marrón", "marron"}},
		} {
			if r.IntN(3) > 0 {
				o.Values = o.Values[r.IntN(len(o.Values)):]
				p.Options = append(p.Options, o)
			}
		}
		for v := 1; len(p.Options) > 0 && v <= 1+r.IntN(6); v++ {
			variant := catalog.Variant{ID: v, Price: p.Price, CompareAtPrice: p.CompareAtPrice, Stock: r.IntN(3) - 1, Image: -1}
			if r.IntN(3) == 0 {
				variant.Price = price()
			}
			for _, o := range p.Options {
				variant.Values = append(variant.Values, o.Values[r.IntN(len(o.Values))])
			}
			p.Variants = append(p.Variants, variant)
		}
		products[i] = p
	}
	return catalog.New(products)
}

// choose returns a random choice among the values of columns.
func choose(r *rand.Rand, c *filter.Columns) filter.Choice {
	var picks []filter.Pick
	for _, g := range c.Groups() {
		for _, v := range g.Values {
			if r.IntN(6) == 0 {
				picks = append(picks, filter.Pick{Param: g.Param, Value: v.Key})
			}
		}
	}
	for _, end := range []string{filter.From, filter.To} {
		if r.IntN(4) == 0 {
			picks = append(picks, filter.Pick{Param: end, Value: fmt.Sprint(1 + r.IntN(20))})
		}
	}
	return newChoice(picks)
}

func columns(t testing.TB, c *catalog.Catalog, products []*catalog.Product) *filter.Columns {
	t.Helper()
	made := filter.New(products, c)
	read, err := filter.Parse(made.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// newChoice returns the choice of picks in an address.
func newChoice(picks []filter.Pick) filter.Choice {
	query := url.Values{}
	for _, p := range picks {
		query.Add(p.Param, p.Value)
	}
	return filter.Read(query)
}
