package catalog_test

import (
	"slices"
	"testing"

	"carrito/app/catalog"
)

// threeParts returns a catalogue of the products 1 to 96 except some, in three parts, all of
// which are different in another version.
func threeParts(version int, without ...int) cut {
	var ids []int
	for id := 1; id <= 3*catalog.PartSize; id++ {
		if !slices.Contains(without, id) {
			ids = append(ids, id)
		}
	}
	return cutDense(ids, version)
}

// wantLatest compares the name of a product, or "" for none.
func wantLatest(t *testing.T, when string, c *catalog.Catalog, id int, want string) {
	t.Helper()
	p, ok := c.Latest(id)
	if got := nameOf(p); got != want || ok != (want != "") {
		t.Errorf("%s: product %d: got %q, %v, want %q", when, id, got, ok, want)
	}
}

func nameOf(p *catalog.Product) string {
	if p == nil {
		return ""
	}
	return p.Name
}

// While the parts of a new catalogue are on their way, its products are as they were, and
// asked for. What was removed is there until its part says so, or the page is left.
func TestLatest(t *testing.T) {
	before, after := threeParts(1), threeParts(2, 40)
	old := parsed(t, before.directory)
	for _, id := range []int{1, 40} {
		old.Want(id)
	}
	before.supply(t, old)
	seeded := read(t, `{"id":70,"name":"P70 v1","price":"1.00"}`) // it came with the page
	old.Seed(seeded.Products())

	renewed := parsed(t, after.directory)
	renewed.Adopt(old)
	for id, want := range map[int]string{1: "P1 v1", 40: "P40 v1", 70: "P70 v1", 71: "", 0: "", 500: ""} {
		wantLatest(t, "on its way", renewed, id, want)
	}
	if p, ok := renewed.Product(1); ok {
		t.Errorf("got the product %v of an earlier catalogue in the new one", p)
	}
	if wanted := renewed.Wanted(); len(wanted) != 3 {
		t.Errorf("got %v asked for, want the three parts", wanted)
	}

	again := parsed(t, threeParts(3, 40).directory)
	again.Adopt(renewed)
	wantLatest(t, "renewed twice", again, 40, "P40 v1")
	again.Trim(nil)
	wantLatest(t, "the page is left", again, 40, "")

	for id := range 3 * catalog.PartSize {
		renewed.Want(id + 1)
	}
	after.supply(t, renewed)
	for id, want := range map[int]string{1: "P1 v2", 40: "", 70: "P70 v2", 71: "P71 v2"} {
		wantLatest(t, "there", renewed, id, want)
	}
}

// A shop that grows until its catalogue comes in parts, and one that shrinks.
func TestLatestOfAWholeCatalogue(t *testing.T) {
	whole, parts := read(t, `{"id":1,"name":"P1 v0","price":"1.00"}`), parsed(t, threeParts(1).directory)
	if others := parts.Adopt(whole); others != nil {
		t.Errorf("got %v to fetch, want nothing: the page asks for what it shows", others)
	}
	wantLatest(t, "in parts", parts, 1, "P1 v0")
	whole.Adopt(parts)
	wantLatest(t, "whole", whole, 1, "P1 v0")
	wantLatest(t, "whole", whole, 2, "")
}

// A catalogue that adopts again takes what has come meanwhile, and nothing twice: as many
// parts as before are kept from page to page.
func TestAdoptAgain(t *testing.T) {
	ids := make([]int, catalog.MaxParts*catalog.PartSize)
	for i := range ids {
		ids[i] = i + 1
	}
	c := cutDense(ids, 1)
	old, renewed := parsed(t, c.directory), parsed(t, c.directory)
	for _, half := range [][]int{ids[:len(ids)/2], ids} {
		for _, id := range half {
			old.Want(id)
		}
		c.supply(t, old)
		renewed.Adopt(old)
	}
	renewed.Trim(nil)
	for _, id := range ids {
		if _, ok := renewed.Product(id); !ok {
			t.Fatalf("got no product %d, want all that had come", id)
		}
	}
}
