package queries

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/server/shoptest/large"
	"carrito/server/strict"
)

// floors are the least shares that our own search must find. Raise them when the
// search gets better.
var floors = map[string]struct{ tuning, aside float64 }{
	Large: {0.96, 0.90},
	Demo:  {0.97, 0.99},
}

func shop(t *testing.T, name string) *catalog.Catalog {
	t.Helper()
	products := large.Products(10_000)
	if name == Demo {
		var err error
		if products, err = os.ReadFile("../../../web/products.json"); err != nil {
			t.Fatal(err)
		}
	}
	c, err := strict.Products(bytes.NewReader(products), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// index returns the index of a shop as shoppers use it: a large one has it in parts.
func index(t testing.TB, c *catalog.Catalog) *search.Index {
	t.Helper()
	products := c.Find(catalog.Query{})
	built := search.New(products, nil)
	if len(products) <= search.Small {
		return built
	}
	dictionary, parts := built.Files()
	opened, err := search.Open(dictionary, len(products), func(part int) ([]byte, bool) { return parts[part], true })
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// Our own search finds at least the shares of floors.
func TestShare(t *testing.T) {
	for _, name := range []string{Large, Demo} {
		c := shop(t, name)
		judge := NewJudge(c.Products())
		ordered := c.Find(catalog.Query{})
		slices.Reverse(ordered)
		index := index(t, c)
		search := func(text string) []int {
			var ids []int
			for _, ordinal := range index.Search(text).Ordinals {
				ids = append(ids, ordered[ordinal].ID)
			}
			return ids
		}
		for _, set := range []struct {
			name    string
			queries []Query
			floor   float64
		}{{"tuning", Tuning(name), floors[name].tuning}, {"aside", Aside(name), floors[name].aside}} {
			share := judge.Share(set.queries, search)
			t.Logf("%s, %s: %.1f %% of what %d searches must find", name, set.name, 100*share, len(set.queries))
			if share < set.floor {
				t.Errorf("%s, %s: got a share of %.3f, want at least %.3f", name, set.name, share, set.floor)
			}
		}
		for _, q := range slices.Concat(Tuning(name), Aside(name)) {
			if len(judge.Fitting(q)) == 0 {
				t.Errorf("%s: no product fits %q", name, q.Text)
			}
		}
	}
}

// There are as many searches as promised, a third of them set aside, none twice,
// with all kinds in both.
func TestQueries(t *testing.T) {
	kinds, seen := map[string]int{}, map[string]bool{}
	for _, want := range []struct {
		shop          string
		tuning, aside int
	}{{Large, 80, 40}, {Demo, 53, 27}} {
		tuning, aside := Tuning(want.shop), Aside(want.shop)
		if len(tuning) != want.tuning || len(aside) != want.aside {
			t.Errorf("%s: got %d and %d searches, want %d and %d", want.shop, len(tuning), len(aside), want.tuning, want.aside)
		}
		for _, q := range slices.Concat(tuning, aside) {
			kinds[q.Kind]++
			if seen[want.shop+q.Text] {
				t.Errorf("%s: %q stands twice", want.shop, q.Text)
			}
			seen[want.shop+q.Text] = true
		}
	}
	for _, kind := range []string{"word", "words", "order", "typo", "plural", "gender", "accent", "enye", "size", "colour", "code", "prefix", "synonym"} {
		if kinds[kind] == 0 {
			t.Errorf("no search of the kind %s", kind)
		}
		delete(kinds, kind)
	}
	if len(kinds) > 0 {
		t.Errorf("got the kinds %v, want none but the known", kinds)
	}
}

func TestFound(t *testing.T) {
	products := []*catalog.Product{
		{ID: 1, Name: "Polo rojo", SKU: "PO-1"}, {ID: 2, Name: "Polo azul", Tags: []string{"Rojo"}}, {ID: 3, Name: "Gorra", Category: "Niños"},
	}
	judge := NewJudge(products)
	tests := []struct {
		name, terms string
		results     []int
		want        float64
	}{
		{"all", "name:polo", []int{2, 1}, 1},
		{"half", "name:polo", []int{3, 1}, 0.5},
		{"nothing found", "name:polo", nil, 0},
		{"too late", "name:gorra", []int{1, 2, 1, 2, 1, 3}, 0},
		{"twice counts once", "name:polo", []int{1, 1}, 0.5},
		{"two terms", "name:polo any:rojo", []int{1, 2}, 1},
		{"one of two words", "name:gorra,polo", []int{3, 2, 1}, 1},
		{"a code", "sku:po-1", []int{1}, 1},
		{"a category", "category:ninos", []int{3}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			q := parse("= x\nq | word | "+test.terms, "x")[0]
			if got := judge.found(q, test.results); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
