package catalog_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
)

// cut is a catalogue and its parts, as a server would write them.
type cut struct {
	ids       []int // ascending
	ordinals  []int // of each product
	directory string
	parts     []string
}

// cutUp returns a catalogue of products with these ids, which say their version. It cuts
// them by their order.
func cutUp(ids []int, version int) cut {
	var steps []string
	before := 0
	parts := slices.Collect(slices.Chunk(ids, catalog.PartSize))
	for _, part := range parts {
		steps, before = append(steps, fmt.Sprint(part[0]-before)), part[0]
	}
	c := cutInto(parts, version, fmt.Sprintf(`"steps":[%s],`, strings.Join(steps, ",")))
	for ordinal := range ids {
		c.ordinals = append(c.ordinals, ordinal)
	}
	return c
}

// cutDense is like cutUp, and cuts them by their ids.
func cutDense(ids []int, version int) cut {
	parts := make([][]int, (ids[len(ids)-1]-1)/catalog.PartSize+1)
	var ordinals []int
	for _, id := range ids {
		part := (id - 1) / catalog.PartSize
		parts[part], ordinals = append(parts[part], id), append(ordinals, id-1)
	}
	c := cutInto(parts, version, "")
	c.ordinals = ordinals
	return c
}

// cutInto returns a catalogue of parts with these ids. steps is what its directory says
// about them.
func cutInto(parts [][]int, version int, steps string) cut {
	c := cut{ids: slices.Concat(parts...)}
	var hashes []string
	sizes := ""
	for _, part := range parts {
		sizes += string(rune(catalog.NoProducts + len(part)))
		var products []string
		for _, id := range part {
			products = append(products, fmt.Sprintf(`{"id":%d,"name":"P%d v%d","price":"1.00","category":"Polos"}`, id, id, version))
		}
		hashes = append(hashes, fmt.Sprintf(`"h%d"`, hash(strings.Join(products, ","))))
		c.parts = append(c.parts, "["+strings.Join(products, ",")+"]")
	}
	c.directory = fmt.Sprintf(`{"folder":"/p.","sizes":%q,%s"parts":[%s],"files":{"todo":"t%d.bin"},"categories":[
		{"slug":"polos","name":"Polos","count":%d,"newest":{"id":%d,"name":"P","price":"1.00"}}]}`,
		sizes, steps, strings.Join(hashes, ","), version, len(c.ids), c.ids[len(c.ids)-1])
	return c
}

func hash(text string) uint32 {
	h := uint32(2166136261)
	for _, b := range []byte(text) {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

func parsed(t *testing.T, text string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse(text, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// someIDs returns n ids with gaps between some of them.
func someIDs(r *rand.Rand, n int) []int {
	var ids []int
	for id := 1 + r.IntN(5); len(ids) < n; id += 1 + r.IntN(3)*r.IntN(2) {
		ids = append(ids, id)
	}
	return ids
}

// supply puts all wanted parts into the catalogue, and returns how many there were.
func (c cut) supply(t *testing.T, into *catalog.Catalog) int {
	t.Helper()
	wanted := into.Wanted()
	for _, part := range wanted {
		if err := into.Put(part.Index, parsed(t, c.parts[part.Index])); err != nil {
			t.Fatalf("%+v: %v", part, err)
		}
	}
	return len(wanted)
}

// A catalogue in parts has the products of a whole one, once their parts are there.
func TestPartsHoldTheCatalogue(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		ids := someIDs(r, 1+r.IntN(300))
		c := cutUp(ids, 1)
		if seed%2 > 0 {
			c = cutDense(append(ids, ids[len(ids)-1]+100), 1) // with parts that have no product
		}
		got := parsed(t, c.directory)
		if got.Total() != len(c.ids) || got.Whole() {
			t.Fatalf("got %d products, whole %v; want %d in parts", got.Total(), got.Whole(), len(c.ids))
		}
		for range 60 {
			id := r.IntN(c.ids[len(c.ids)-1] + 40)
			n, exists := slices.BinarySearch(c.ids, id)
			if _, ok := got.Product(id); !ok && exists && !got.Has(id) {
				t.Fatalf("seed %d: the catalogue denies product %d before its part is loaded", seed, id)
			}
			got.Want(id)
			if loaded := c.supply(t, got); loaded > 1 {
				t.Fatalf("seed %d: product %d wanted %d parts, want one at most", seed, id, loaded)
			}
			p, ok := got.Product(id)
			if ok != exists || got.Has(id) != exists || ok && p.ID != id {
				t.Fatalf("seed %d: product %d: got %v, %v, want it to be there: %v", seed, id, p, ok, exists)
			}
			if exists && (got.At(c.ordinals[n]) != p || got.Nth(n) != p) {
				t.Fatalf("seed %d: got %v at %d and %v as number %d, want product %d", seed, got.At(c.ordinals[n]), c.ordinals[n], got.Nth(n), n, id)
			}
			if ok {
				if category, ok := got.CategoryOf(p); !ok || category.Slug != "polos" || category.Count != len(c.ids) {
					t.Fatalf("got the category %v, want polos with all products", category)
				}
			}
		}
	}
}

func TestPutRefusesOtherParts(t *testing.T) {
	ids := someIDs(rand.New(rand.NewPCG(1, 1)), 100)
	refusesOtherParts(t, cutUp(ids, 1))
	refusesOtherParts(t, cutDense(ids, 1))
}

func refusesOtherParts(t *testing.T, c cut) {
	t.Helper()
	got := parsed(t, c.directory)
	for name, text := range map[string]string{
		"another part":    c.parts[1],
		"the last, short": c.parts[3],
		"cut off":         "[" + strings.Split(c.parts[0][1:], ",{")[0] + "]",
		"backwards":       reversed(c.parts[0]),
		"empty":           "[]",
		"a directory":     c.directory,
	} {
		if err := got.Put(0, parsed(t, text)); !errors.Is(err, catalog.ErrOtherPart) {
			t.Errorf("%s: got %v, want ErrOtherPart", name, err)
		}
	}
	if _, ok := got.Product(c.ids[0]); ok {
		t.Error("got a product of a part that was refused")
	}
}

func reversed(list string) string {
	products := strings.Split(strings.Trim(list, "[]"), ",{")
	for i := range products {
		products[i] = strings.TrimPrefix(products[i], "{")
	}
	slices.Reverse(products)
	return "[{" + strings.Join(products, ",{") + "]"
}

func TestParseRefusesDirectories(t *testing.T) {
	good := cutUp([]int{3, 4, 9}, 1).directory
	dense, sizes := cutDense([]int{3, 4, 40}, 1).directory, "_^"
	if !strings.Contains(dense, `"sizes":"`+sizes+`"`) {
		t.Fatal(dense)
	}
	for name, text := range map[string]string{
		"no parts":           `{"sizes":"^"}`,
		"no products":        strings.Replace(good, `"sizes":"`+"`"+`"`, `"sizes":"]"`, 1),
		"no sizes":           strings.Replace(good, `"sizes":"`+"`"+`"`, `"sizes":""`, 1),
		"a size more":        strings.Replace(good, `"sizes":"`, `"sizes":"^`, 1),
		"id 0":               strings.Replace(good, `"steps":[3]`, `"steps":[0]`, 1),
		"a part without id":  strings.NewReplacer(`"sizes":"`, `"sizes":"}`, `"parts":[`, `"parts":["a",`).Replace(good),
		"an id more":         strings.Replace(good, `"steps":[3]`, `"steps":[3,9]`, 1),
		"ids that fall":      strings.NewReplacer(`"steps":[3]`, `"steps":[3,-1]`, `"parts":[`, `"parts":["a",`, `"sizes":"`, `"sizes":"}`).Replace(good),
		"ids above all":      strings.NewReplacer(`"steps":[3]`, `"steps":[3,9223372036854775807]`, `"parts":[`, `"parts":["a",`, `"sizes":"`, `"sizes":"}`).Replace(good),
		"cut off":            good[:len(good)-1],
		"more than one":      good + good,
		"a part of no hash?": strings.Replace(good, `"parts":[`, `"parts":[7,`, 1),

		"dense, no sizes":       strings.Replace(dense, `"sizes":"`+sizes+`"`, `"sizes":""`, 1),
		"dense, a size more":    strings.Replace(dense, `"sizes":"`, `"sizes":"]`, 1),
		"dense, a size less":    strings.Replace(dense, sizes, sizes[1:], 1),
		"dense, below none":     strings.Replace(dense, sizes, "["+sizes[1:], 1),
		"dense, above all":      strings.Replace(dense, sizes, "~"+sizes[1:], 1),
		"dense, no products":    strings.Replace(dense, sizes, "]]", 1),
		"dense, a step":         strings.Replace(dense, `"sizes"`, `"steps":[1],"sizes"`, 1),
		"dense, an odd letter":  strings.Replace(dense, sizes, "é", 1),
		"dense, steps in place": strings.Replace(dense, `"sizes":"`+sizes+`"`, `"sizes":[2,1]`, 1),
	} {
		if c, err := catalog.Parse(text, 2, nil); err == nil {
			t.Errorf("%s: got %v, want an error", name, c)
		}
	}
}

// A page may need any number of parts. From page to page, those that were loaded first
// make room, except those that are to be kept.
func TestTrim(t *testing.T) {
	ids := make([]int, (catalog.MaxParts+3)*catalog.PartSize)
	for i := range ids {
		ids[i] = i + 1
	}
	c := cutUp(ids, 1)
	got := parsed(t, c.directory)
	for ordinal := 0; ordinal < len(ids); ordinal += catalog.PartSize {
		got.At(ordinal)
		c.supply(t, got)
	}
	if _, ok := got.Product(ids[0]); !ok {
		t.Fatal("a page lost its first part")
	}
	got.Trim([]int{ids[catalog.PartSize], ids[len(ids)-1] + 1, -1})
	for ordinal, want := range map[int]bool{0: false, catalog.PartSize: true, 3 * catalog.PartSize: false, 4 * catalog.PartSize: true, len(ids) - 1: true} {
		if _, ok := got.Product(ids[ordinal]); ok != want {
			t.Errorf("product %d: got it loaded: %v, want %v", ordinal, ok, want)
		}
	}
	if p := got.At(0); p != nil || c.supply(t, got) != 1 || got.At(0) == nil {
		t.Error("a part that made room cannot be loaded again")
	}
}

// A new catalogue takes over what has not changed, and tells of the rest.
func TestAdopt(t *testing.T) {
	ids := make([]int, 5*catalog.PartSize)
	for i := range ids {
		ids[i] = i + 1
	}
	adopts(t, ids, cutUp)
	adopts(t, ids, cutDense)
	adopts(t, someIDs(rand.New(rand.NewPCG(2, 2)), 5*catalog.PartSize), cutUp)
}

func adopts(t *testing.T, ids []int, cutUp func(ids []int, version int) cut) {
	t.Helper()
	before, after := cutUp(ids, 1), cutUp(ids, 1)
	after.parts[2] = strings.Replace(after.parts[2], "v1", "v2", 1)
	after.directory = strings.Replace(after.directory, fmt.Sprintf(`"h%d"`, hash(strings.Trim(before.parts[2], "[]"))), `"other"`, 1)
	old := parsed(t, before.directory)
	old.At(0)
	old.At(2 * catalog.PartSize)
	before.supply(t, old)
	seeded := read(t, strings.Split(strings.Trim(before.parts[4], "[]"), ",{")[0])
	old.Seed(seeded.Products())
	old.File("todo")
	old.Wanted()
	old.PutFile("todo", "list")

	renewed := parsed(t, after.directory)
	others := renewed.Adopt(old)
	if len(others) != 1 || others[0].Address != "/p.other.json" {
		t.Fatalf("got %v, want the changed part alone", others)
	}
	if p, ok := renewed.Product(ids[0]); !ok || renewed.At(0) != p {
		t.Error("a part that is the same was not taken over")
	}
	if _, ok := renewed.Product(seeded.Products()[0].ID); !ok {
		t.Error("a product that came with the page and is the same was not taken over")
	}
	if content, ok := renewed.File("todo"); !ok || content != "list" {
		t.Errorf("got %q, %v, want the file that is the same", content, ok)
	}
	if err := renewed.Put(2, parsed(t, after.parts[2])); err != nil {
		t.Error(err)
	}
	if p, _ := renewed.Product(ids[2*catalog.PartSize]); p == nil || !strings.HasSuffix(p.Name, "v2") {
		t.Errorf("got %v, want the new product", p)
	}
}

func TestFileOfADirectory(t *testing.T) {
	got := parsed(t, cutUp([]int{1}, 3).directory)
	if _, ok := got.File("todo"); ok {
		t.Error("got a file before it was loaded")
	}
	got.File("todo")
	got.File("nothing of the kind")
	if wanted := got.Wanted(); len(wanted) != 1 || wanted[0] != (catalog.Part{Name: "todo", Address: "/p.t3.bin"}) {
		t.Errorf("got %+v, want the file once", wanted)
	}
	got.PutFile("todo", "x")
	if content, ok := got.File("todo"); !ok || content != "x" || len(got.Wanted()) != 0 {
		t.Errorf("got %q, %v, want the file", content, ok)
	}
}

// A file that cannot be read is asked for again when the shopper wants it.
func TestRefuse(t *testing.T) {
	got := parsed(t, cutUp([]int{1}, 3).directory)
	got.PutFile("todo", "x")
	got.Refuse("todo")
	if content, ok := got.File("todo"); ok || len(got.Wanted()) != 0 || !got.Lacks("todo") {
		t.Errorf("got %q, %v, want a file that is lacking and not asked for", content, ok)
	}
	got.Retry()
	if _, ok := got.File("todo"); ok || len(got.Wanted()) != 1 || got.Lacks("todo") {
		t.Errorf("got it loaded: %v, want it asked for again", ok)
	}
	if !got.Lacks("nothing of the kind") {
		t.Error("got a file that the directory does not name as one on its way")
	}
}

// No place outside of the catalogue ends the program.
func TestAtNoPlace(t *testing.T) {
	for _, c := range []cut{cutUp([]int{1, 2, 3}, 1), cutDense([]int{1, 2, 3}, 1)} {
		got := parsed(t, c.directory)
		for _, ordinal := range []int{-1, -catalog.PartSize, got.Ordinals(), 2 * catalog.PartSize, 1 << 40} {
			p, other := got.At(ordinal), got.Nth(ordinal)
			if wanted := got.Wanted(); p != nil || other != nil || len(wanted) > 1 || len(wanted) == 1 && wanted[0].Index != 0 {
				t.Errorf("%d: got %v and %v, want no product, and the last part asked for at most", ordinal, p, other)
			}
		}
		got.At(0)
		c.supply(t, got)
		if p := got.At(got.Ordinals() - 1); p != nil && p.ID != 3 {
			t.Errorf("got %v, want no product where there is none", p)
		}
	}
}

// A product that is hidden changes its part alone, where the ids are dense.
func TestHiddenProductLeavesOtherParts(t *testing.T) {
	ids := someIDs(rand.New(rand.NewPCG(3, 3)), 300)
	before, after := cutDense(ids, 1), cutDense(slices.Delete(slices.Clone(ids), 4, 5), 1)
	old := parsed(t, before.directory)
	for n := range ids {
		old.Nth(n)
	}
	before.supply(t, old)
	renewed := parsed(t, after.directory)
	if others := renewed.Adopt(old); len(others) != 1 || others[0].Index != (ids[4]-1)/catalog.PartSize {
		t.Errorf("got %v to fetch anew, want the part of product %d", others, ids[4])
	}
}

// No directory makes a catalogue that panics or asks for parts that it does not name.
func FuzzDirectory(f *testing.F) {
	f.Add(cutUp([]int{1, 2, 40}, 1).directory, 2)
	f.Add(`{"sizes":"}e","steps":[1,8],"parts":["a","b"],"categories":[null,{"slug":"x"}],"files":{"a":7}}`, 9)
	f.Add(`{"sizes":"^","steps":[9223372036854775807],"parts":[""]}`, 1)
	f.Add(cutDense([]int{1, 2, 40, 99}, 1).directory, 40)
	f.Add(`{"sizes":"]^","steps":[1,2],"parts":["a","b"]}`, 33)
	f.Add(`{"sizes":"}[~","parts":["a","b","c"]}`, 97)
	f.Fuzz(func(t *testing.T, text string, id int) {
		c, err := catalog.Parse(text, 2, nil)
		if err != nil || c.Whole() {
			return
		}
		empty := parsed(t, "[]")
		c.Want(id)
		c.At(id)
		for _, n := range []int{0, c.Total() - 1, c.Ordinals() - 1} {
			c.At(n)
			if c.Nth(n); n < c.Total() && len(c.Wanted()) == 0 {
				t.Errorf("got no part asked for with product %d of %d", n, c.Total())
			}
		}
		c.Want(id)
		for _, part := range c.Wanted() {
			if part.Index < 0 || part.Address == "" {
				t.Errorf("got %+v of %d ordinals, want an existing part", part, c.Ordinals())
			}
			c.Put(part.Index, empty)
		}
		for _, category := range c.Categories() {
			if category.Slug == "" || category.Name == "" || category.Count < 1 || category.Newest == nil {
				t.Errorf("got the category %+v, want a whole one", category)
			}
			category.Newest.ImageOf(category.Newest.First())
		}
	})
}
