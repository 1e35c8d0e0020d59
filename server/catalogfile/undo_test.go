package catalogfile_test

import (
	"slices"
	"strings"
	"testing"

	"carrito/server/catalogfile"
)

// undo takes back a version, and fails the test on an error.
func undo(t *testing.T, f *catalogfile.File, version int) {
	t.Helper()
	if _, err := f.Undo("ana", version); err != nil {
		t.Fatal(err)
	}
}

// move puts the products into an order, by their ids.
func move(t *testing.T, f *catalogfile.File, ids ...int) int {
	t.Helper()
	version, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
		slices.SortFunc(c.Products, func(a, b catalogfile.Object) int { return slices.Index(ids, a.ID()) - slices.Index(ids, b.ID()) })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return version
}

func ids(t *testing.T, f *catalogfile.File) (list []int) {
	t.Helper()
	c, err := f.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Products {
		list = append(list, p.ID())
	}
	return list
}

// Undo takes back a new order, unless somebody has put the products into another one
// since. Products that were added or changed since stay.
func TestUndoOfAMove(t *testing.T) {
	three := strings.Replace(two, "\n]", `, {"id": 3, "slug": "bolso", "name": "Bolso", "price": "5.00"}`+"\n]", 1)
	f := newFile(t, three)
	version := move(t, f, 2, 3, 1)
	set(t, f, 3, "price", "6.00")
	undo(t, f, version)
	if got := ids(t, f); !slices.Equal(got, []int{1, 2, 3}) || !strings.Contains(content(t, f), `"6.00"`) {
		t.Errorf("got %v, %s, want the first order and the later price", got, content(t, f))
	}
	version = move(t, f, 2, 3, 1)
	move(t, f, 3, 2, 1)
	undo(t, f, version)
	if got := ids(t, f); !slices.Equal(got, []int{3, 2, 1}) {
		t.Errorf("got %v, want the later order", got)
	}
}

// Undo takes back each variant by itself, and keeps the one that another owner has
// changed since.
func TestUndoOfVariants(t *testing.T) {
	f := newFile(t, two)
	price := func(prices ...string) int {
		t.Helper()
		version, err := f.Update("ana", func(c *catalogfile.Catalogue) error {
			list := c.Products[1].Objects("variants")
			for i, price := range prices {
				if price != "" {
					list[i] = list[i].With("price", price)
				}
			}
			c.Products[1] = c.Products[1].WithObjects("variants", list)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return version
	}
	price("1.00", "2.00")
	version := price("10.00", "20.00")
	price("", "25.00")
	undo(t, f, version)
	c, err := f.Read()
	if err != nil {
		t.Fatal(err)
	}
	if list := c.Products[1].Objects("variants"); list[0].Text("price") != "1.00" || list[1].Text("price") != "25.00" {
		t.Errorf("got %s, want the first price taken back and the second as it is now", content(t, f))
	}
}
