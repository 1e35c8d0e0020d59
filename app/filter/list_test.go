package filter_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
	"carrito/app/money"
)

func sample(t testing.TB) filter.List {
	t.Helper()
	c, err := catalog.Parse(`[{"id":1,"name":"A","price":"1.00","category":"X"},{"id":5,"name":"C","price":"3.00","category":"X"},{"id":9,"name":"B","price":"2.00","category":"X"}]`, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return filter.List{Ordinals: []int{0, 4, 8}, Columns: filter.New(c.Products(), c)}
}

func TestListIsReadAsWritten(t *testing.T) {
	list := sample(t)
	got, err := filter.ParseList(list.Append(nil), 9)
	if err != nil || !slices.Equal(got.Ordinals, list.Ordinals) || !bytes.Equal(got.Columns.Append(nil), list.Columns.Append(nil)) {
		t.Errorf("got %v, %v, want the list", got, err)
	}
	for name, products := range map[string]int{"too few products": 8, "none": 0} {
		if _, err := filter.ParseList(list.Append(nil), products); err == nil {
			t.Errorf("%s: got a list, want an error", name)
		}
	}
	if _, err := filter.ParseList(list.Append([]byte{2, 0, 0})[:8], 9); err == nil {
		t.Error("cut off: got a list, want an error")
	}
}

// The ordinals of a list and their positions differ where ordinals have no product.
func TestSomeOfAList(t *testing.T) {
	list := sample(t)
	if got := list.Positions([]int{8, 0}, 32); !slices.Equal(got, []int{2, 0}) {
		t.Errorf("got %v, want the last position and the first", got)
	}
	if got := list.Sorted([]int{4, 0, 8}, 32, catalog.ByName); !slices.Equal(got, []int{0, 8, 4}) {
		t.Errorf("got %v, want the ordinals of A, B and C", got)
	}
	if got := list.Sorted([]int{0, 4}, 32, catalog.ByPriceDown); !slices.Equal(got, []int{4, 0}) {
		t.Errorf("got %v, want the ordinals of C and A", got)
	}
}

func FuzzParseList(f *testing.F) {
	f.Add(sample(f).Append(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		const products = 40
		list, err := filter.ParseList(b, products)
		if err != nil {
			return
		}
		if !slices.IsSorted(list.Ordinals) || len(list.Ordinals) > 0 && (list.Ordinals[0] < 0 || slices.Max(list.Ordinals) >= products) {
			t.Errorf("got the ordinals %v, want ascending ones below %d", list.Ordinals, products)
		}
		matches := make([]int, len(list.Ordinals))
		for i := range matches {
			matches[i] = i
		}
		for _, sort := range []catalog.Sort{catalog.ByNewest, catalog.ByName, catalog.ByPriceUp, catalog.ByPriceDown} {
			if list.Columns.Sort(matches, sort); len(matches) > 0 && slices.Max(matches) >= len(list.Ordinals) {
				t.Errorf("%s: got %v, want positions in the list", sort, matches)
			}
			sorted := list.Sorted(list.Ordinals, products, sort)
			if slices.Sort(sorted); !slices.Equal(sorted, list.Ordinals) {
				t.Errorf("%s: got %v, want the ordinals of the list", sort, sorted)
			}
		}
	})
}

// The columns of some products are those that the products have by themselves.
func TestColumnsOfSome(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 7))
		c := random(r, 60)
		products := c.Products()
		var positions []int
		var some []*catalog.Product
		for _, i := range r.Perm(len(products))[:r.IntN(len(products))] {
			positions, some = append(positions, i), append(some, products[i])
		}
		got, want := filter.New(products, c).Of(positions), filter.New(some, c)
		if got.Products() != len(some) {
			t.Fatalf("got %d products, want %d", got.Products(), len(some))
		}
		choice := filter.Choice{{Param: filter.InStock, Value: "1"}}
		a, b := got.Find(choice, money.Format{Digits: 2}), want.Find(choice, money.Format{Digits: 2})
		if len(some) > 0 && !slices.Equal(a.Matches, b.Matches) {
			t.Errorf("got the matches %v, want %v", a.Matches, b.Matches)
		}
		for _, sort := range []catalog.Sort{catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName} {
			a, b := identity(len(some)), identity(len(some))
			got.Sort(a, sort)
			want.Sort(b, sort)
			if !slices.Equal(a, b) {
				t.Errorf("%s: got %v, want %v", sort, a, b)
			}
		}
	}
}

func identity(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}
