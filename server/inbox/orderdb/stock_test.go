package orderdb_test

import (
	"strings"
	"testing"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// What was sold stays off until the owner's file has another number.
func TestCount(t *testing.T) {
	hats := func(stock string) string {
		return strings.ReplaceAll(`[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": N}]`, `"stock": N`, stock)
	}
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		c.Place(s, c.Order("1×4"))
		steps := []struct{ name, products, want string }{
			{"the same file", inboxtest.Products, "1=6 2:1=3 2:2=0"},
			{"without two products", hats(`"stock": 10`), "1=6 2:1=3 2:2=0"},
			{"a new number", hats(`"stock": 25`), "1=25 2:1=3 2:2=0"},
			{"the new number again", hats(`"stock": 25`), "1=25 2:1=3 2:2=0"},
			{"no longer counted", strings.ReplaceAll(hats(`"stock": N`), `, "stock": N`, ""), "2:1=3 2:2=0"},
			{"counted again", hats(`"stock": 25`), "1=25 2:1=3 2:2=0"},
			{"back as it was", inboxtest.Products, "1=10 2:1=3 2:2=0"},
		}
		for i, step := range steps {
			if i%2 == 1 {
				s = open() // as after a restart
			}
			if err := s.Count(t.Context(), inboxtest.Catalog(t, step.products)); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			if got := inboxtest.Stock(t, s); got != step.want {
				t.Errorf("%s: got %s, want %s", step.name, got, step.want)
			}
		}
	})
}

// A product that leaves and comes back under its own id has what was left of it,
// and one that came meanwhile has its own count.
func TestCountOfAProductThatComesBack(t *testing.T) {
	jewels := func(ids ...string) string {
		var all []string
		for _, id := range ids {
			all = append(all, `{"id": `+id+`, "slug": "joya-`+id+`", "name": "Joya `+id+`", "price": "40.00", "stock": 5}`)
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		c.Products = inboxtest.Catalog(t, jewels("1", "2"))
		s := inboxtest.Counted(t, open, c)
		c.Place(s, c.Order("2×2"))
		steps := []struct{ name, products, want string }{
			{"one leaves", jewels("1"), "1=5 2=3"},
			{"another comes", jewels("1", "3"), "1=5 2=3 3=5"},
			{"the first is back", jewels("1", "2", "3"), "1=5 2=3 3=5"},
			{"back with more", strings.Replace(jewels("1", "3", "2"), `"Joya 2", "price": "40.00", "stock": 5`, `"Joya 2", "price": "40.00", "stock": 9`, 1), "1=5 2=9 3=5"},
		}
		for _, step := range steps {
			if err := s.Count(t.Context(), inboxtest.Catalog(t, step.products)); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			if got := inboxtest.Stock(t, s); got != step.want {
				t.Errorf("%s: got %s, want %s", step.name, got, step.want)
			}
		}
	})
}

// What was not counted when it was ordered is not given back either.
func TestCancelUncounted(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		o := c.Order("3×5")
		c.Place(s, o)
		if err := s.Count(t.Context(), inboxtest.Catalog(t, `[{"id": 3, "slug": "medias", "name": "Medias", "price": "9.90", "stock": 7}]`)); err != nil {
			t.Fatal(err)
		}
		if err := s.SetState(t.Context(), o.ID, orderdb.Cancelled, "rosa"); err != nil {
			t.Fatal(err)
		}
		if got, want := inboxtest.Stock(t, s), "1=10 2:1=3 2:2=0 3=7"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}
