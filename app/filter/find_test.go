package filter_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
)

// has reports whether a variant of a product has a value. It is the plain rule with
// which the columns are compared.
func has(c *catalog.Catalog, p *catalog.Product, v catalog.Variant, param, key string) bool {
	switch param {
	case filter.Category:
		category, ok := c.CategoryOf(p)
		return ok && category.Slug == key
	case filter.InStock:
		return v.Stock != 0
	case filter.OnOffer:
		return v.Price.Less(v.CompareAtPrice)
	}
	for i, o := range p.Options {
		if param == "o."+filter.Key(o.Name) && filter.Key(v.Values[i]) == key {
			return true
		}
	}
	return false
}

// matches reports whether a product matches a choice without the filter except, and with
// the value of with if it is not empty.
func matches(c *catalog.Catalog, p *catalog.Product, choice filter.Choice, except string, with filter.Pick) bool {
	variants := p.Variants
	if len(variants) == 0 {
		variants = []catalog.Variant{p.First()}
	}
	return slices.ContainsFunc(variants, func(v catalog.Variant) bool {
		if with.Param != "" && !has(c, p, v, with.Param, with.Value) {
			return false
		}
		wanted := map[string]bool{} // whether each filter is met
		for _, pick := range choice {
			switch limit, _ := strconv.Atoi(pick.Value); {
			case pick.Param == except || pick.Param == filter.To && except == filter.From:
			case pick.Param == filter.From:
				wanted[filter.From] = v.Price.Minor() >= int64(limit)*100
			case pick.Param == filter.To:
				wanted[filter.To] = v.Price.Minor() <= int64(limit)*100
			default:
				wanted[pick.Param] = wanted[pick.Param] || has(c, p, v, pick.Param, pick.Value)
			}
		}
		for _, met := range wanted {
			if !met {
				return false
			}
		}
		return true
	})
}

// upsideDown reports whether the lowest price of a choice is above the highest.
func upsideDown(choice filter.Choice) bool {
	var from, to int
	for _, p := range choice {
		switch p.Param {
		case filter.From:
			from, _ = strconv.Atoi(p.Value)
		case filter.To:
			to, _ = strconv.Atoi(p.Value)
		}
	}
	return to > 0 && from > to
}

// Matches, counts and gains are those of a plain loop over the catalogue.
func TestFindAgainstLoop(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := random(r, 1+r.IntN(60))
		products := c.Products()
		columns := columns(t, c, products)
		for range 20 {
			choice := choose(r, columns)
			got := columns.Find(choice, soles)
			if upside := upsideDown(choice); got.Whole == upside {
				t.Fatalf("seed %d, %v: got only %v known: %t, want %t", seed, choice, got.Known, !got.Whole, upside)
			}
			choice = got.Known // its price range is not upside down
			count := func(except string, with filter.Pick) (n int) {
				for _, p := range products {
					if matches(c, p, choice, except, with) {
						n++
					}
				}
				return n
			}
			var want []int
			for i, p := range products {
				if matches(c, p, choice, "", filter.Pick{}) {
					want = append(want, i)
				}
			}
			if !slices.Equal(got.Matches, want) {
				t.Fatalf("seed %d, %v: got matches %v, want %v", seed, choice, got.Matches, want)
			}
			for i, g := range columns.Groups() {
				for j, v := range g.Values {
					if want := count(g.Param, filter.Pick{Param: g.Param, Value: v.Key}); got.Counts[i][j] != want {
						t.Errorf("seed %d, %v: got %d products with %s=%s, want %d", seed, choice, got.Counts[i][j], g.Param, v.Key, want)
					}
				}
			}
			chosen := map[string]bool{} // the filters
			for _, p := range choice {
				if chosen[p.Param] = true; p.Param == filter.To {
					delete(chosen, filter.To)
					chosen[filter.From] = true
				}
			}
			if len(got.Gains) != len(chosen) {
				t.Errorf("seed %d, %v: got %d gains, want one for each of %d filters", seed, choice, len(got.Gains), len(chosen))
			}
			for _, gain := range got.Gains {
				if want := count(gain.Param, filter.Pick{}); gain.Products != want {
					t.Errorf("seed %d, %v: got %d products without %s, want %d", seed, choice, gain.Products, gain.Param, want)
				}
			}
		}
	}
}

// The order is that in which the catalogue sorts its products.
func TestSortAgainstCatalog(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 2))
		c := random(r, 1+r.IntN(60))
		products := c.Products()
		columns := columns(t, c, products)
		for _, sort := range []catalog.Sort{catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName} {
			choice := choose(r, columns)
			got := columns.Find(choice, soles)
			columns.Sort(got.Matches, sort)
			var want []int
			for _, p := range c.Find(catalog.Query{Sort: sort}) {
				if matches(c, p, got.Known, "", filter.Pick{}) {
					want = append(want, slices.Index(products, p))
				}
			}
			if !slices.Equal(got.Matches, want) {
				t.Fatalf("seed %d, %s, %v: got %v, want %v", seed, sort, choice, got.Matches, want)
			}
		}
		given := columns.Find(nil, soles).Matches
		columns.Sort(given, catalog.ByRelevance)
		if !slices.IsSorted(given) {
			t.Errorf("seed %d: got %v by relevance, want the order of the list", seed, given)
		}
	}
}
