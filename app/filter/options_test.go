package filter_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/filter"
)

// withOptions returns a shop of so many products, of which product i has the options i, i+1
// and so on up to n.
func withOptions(t *testing.T, n, products int) *catalog.Catalog {
	t.Helper()
	var list []string
	for i := range n {
		var options, values []string
		for o := i; o < n; o++ {
			options = append(options, fmt.Sprintf(`{"name":"O%03d","values":["V"]}`, o))
			values = append(values, `"V"`)
		}
		list = append(list, fmt.Sprintf(`{"id":%d,"name":"P","price":"1.00","options":[%s],"variants":[{"id":1,"values":[%s]}]}`,
			i+1, strings.Join(options, ","), strings.Join(values, ",")))
	}
	for i := n; i < products; i++ {
		list = append(list, fmt.Sprintf(`{"id":%d,"name":"P","price":"2.00"}`, i+1))
	}
	c, err := catalog.Parse("["+strings.Join(list, ",")+"]", 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Of too many options, those that most products have become filters. All of them can be
// chosen at once; the others mean nothing in an address.
func TestManyOptions(t *testing.T) {
	for _, n := range []int{1, filter.MostOptions, filter.MostOptions + 1, 2 * filter.MostOptions} {
		c := withOptions(t, n, 201)
		columns := columns(t, c, c.Products())
		var choice filter.Choice
		var got, want []string
		for _, g := range columns.Groups()[3:] {
			got = append(got, g.Name)
			choice = append(choice, filter.Pick{Param: g.Param, Value: g.Values[0].Key})
		}
		for o := max(0, n-filter.MostOptions); o < n; o++ {
			want = append(want, fmt.Sprintf("O%03d", o))
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%d options: got the filters %v, want %v", n, got, want)
		}
		slices.SortFunc(choice, func(a, b filter.Pick) int { return strings.Compare(a.Param, b.Param) })
		choice = append(filter.Choice{{Param: filter.From, Value: "1"}, {Param: filter.To, Value: "1"}}, choice...)
		if r := columns.Find(choice, soles); len(r.Gains) != len(want)+1 || !r.Whole || len(r.Matches) != max(1, n-filter.MostOptions+1) {
			t.Errorf("%d options: got %d filters and the products %v, want each filter to count", n, len(r.Gains), r.Matches)
		}
		if r := columns.Find(filter.Choice{{Param: "o.o000", Value: "v"}}, soles); r.Whole != (n <= filter.MostOptions) {
			t.Errorf("%d options: got a filter of the first option: %t", n, r.Whole)
		}
	}
}

// In a small shop, where a browser finds the filters by itself, every option is one.
func TestManyOptionsOfASmallShop(t *testing.T) {
	c := withOptions(t, 2*filter.MostOptions, 200)
	if got := len(columns(t, c, c.Products()).Groups()) - 3; got != 2*filter.MostOptions {
		t.Errorf("got %d filters, want all %d", got, 2*filter.MostOptions)
	}
}

// An option or a value that no address can have is no filter; its products stay.
func TestBlankNames(t *testing.T) {
	c, err := catalog.Parse(`[{"id":1,"name":"A","price":"1.00","options":[{"name":"\u0301","values":["S"]},{"name":"Talla","values":[" ","M"]}],
		"variants":[{"id":1,"values":["S"," "]},{"id":2,"values":["S","M"]}]}]`, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	columns := columns(t, c, c.Products())
	groups := columns.Groups()[3:]
	if len(groups) != 1 || len(groups[0].Values) != 1 || groups[0].Values[0].Key != "m" {
		t.Fatalf("got the filters %v, want size M alone", groups)
	}
	if r := columns.Find(nil, soles); len(r.Matches) != 1 || r.Counts[3][0] != 1 {
		t.Errorf("got %v and counts %v, want the product", r.Matches, r.Counts)
	}
}
