package catalog_test

import (
	"testing"

	"carrito/app/catalog"
)

// wardrobe has prices, names and ids in four different orders. The jeans are
// written decomposed, as macOS does.
func wardrobe(t testing.TB) *catalog.Catalog {
	return read(t,
		`{"id":5,"slug":"a","name":"Pantalón de drill","price":"89.90","category":"Pantalones","tags":["oficina"]}`,
		`{"id":2,"slug":"b","name":"PANTALO\u0301N jean","price":"70","category":"Pantalones","description":"Denim azul."}`,
		`{"id":9,"slug":"c","name":"Ábaco estampado","price":"20","category":"Niños",
			"options":[{"name":"Talla","values":["S","XL"]}],
			"variants":[{"id":1,"values":["S"],"sku":"ABA-CHICO"},{"id":2,"values":["XL"],"price":"120"}]}`,
		`{"id":1,"slug":"d","name":"Zapato azul","price":"75","options":[{"name":"Talla","values":["40"]}],
			"variants":[{"id":1,"values":["40"],"price":"60"}]}`,
		`{"id":7,"slug":"e","name":"Falda pantalón","price":"75","category":"Faldas","sku":"FAL-01"}`,
	)
}

func TestFind(t *testing.T) {
	const (
		drill = "Pantalón de drill"
		jean  = "PANTALO\u0301N jean"
		aba   = "Ábaco estampado"
		shoe  = "Zapato azul"
		skirt = "Falda pantalón"
	)
	tests := []struct {
		name  string
		query catalog.Query
		want  []string
	}{
		{"everything, newest first", catalog.Query{}, []string{aba, skirt, drill, jean, shoe}},
		{"only spaces", catalog.Query{Text: " \t"}, []string{aba, skirt, drill, jean, shoe}},
		// Those that begin with the word come first, the newest of them first.
		{"without accent", catalog.Query{Text: "pantalon"}, []string{drill, jean, skirt}},
		{"with accent", catalog.Query{Text: "Pantalón"}, []string{drill, jean, skirt}},
		{"capitals, decomposed", catalog.Query{Text: "PANTALO\u0301N"}, []string{drill, jean, skirt}},
		{"part of a word", catalog.Query{Text: "talon"}, []string{skirt, drill, jean}},
		{"every word", catalog.Query{Text: "pantalon azul"}, []string{jean}},
		{"words in any order", catalog.Query{Text: "jean pantalon"}, []string{jean}},
		{"a word that is nowhere", catalog.Query{Text: "pantalon verde"}, nil},
		{"name before description", catalog.Query{Text: "azul"}, []string{shoe, jean}},
		{"tag", catalog.Query{Text: "OFICINA"}, []string{drill}},
		{"category", catalog.Query{Text: "ninos"}, []string{aba}},
		{"SKU", catalog.Query{Text: "aba-chico"}, []string{aba}},
		{"SKU of a product without variants", catalog.Query{Text: "fal-01"}, []string{skirt}},
		{"option value", catalog.Query{Text: "xl"}, []string{aba}},
		{"a word across two fields", catalog.Query{Text: "pantalonesoficina"}, nil},

		{"cheapest variant first", catalog.Query{Sort: catalog.ByPriceUp}, []string{aba, shoe, jean, skirt, drill}},
		{"dearest variant first", catalog.Query{Sort: catalog.ByPriceDown}, []string{aba, drill, skirt, jean, shoe}},
		{"newest first", catalog.Query{Sort: catalog.ByNewest}, []string{aba, skirt, drill, jean, shoe}},
		{"by name, accents aside", catalog.Query{Sort: catalog.ByName}, []string{aba, skirt, drill, jean, shoe}},
		{"unknown order", catalog.Query{Sort: "azar"}, []string{aba, skirt, drill, jean, shoe}},
		{"search and order", catalog.Query{Text: "pantalon", Sort: catalog.ByPriceUp}, []string{jean, skirt, drill}},
		{"search, newest first", catalog.Query{Text: "pantalon", Sort: catalog.ByNewest}, []string{skirt, drill, jean}},

		{"category by slug", catalog.Query{Category: "ninos"}, []string{aba}},
		{"category and search", catalog.Query{Category: "pantalones", Text: "denim"}, []string{jean}},
		{"search outside the category", catalog.Query{Category: "faldas", Text: "jean"}, nil},
		{"unknown category", catalog.Query{Category: "zapatos"}, nil},
		{"category by name", catalog.Query{Category: "Niños"}, nil},
	}
	c := wardrobe(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := c.Find(tt.query)
			match := len(got) == len(tt.want)
			for i := range min(len(got), len(tt.want)) {
				match = match && got[i].Name == tt.want[i]
			}
			if !match {
				t.Errorf("got %s, want %q", names(got), tt.want)
			}
		})
	}
}

// A list that Find returns is the caller's: sorting it must leave the shop alone.
func TestFindLeavesCatalog(t *testing.T) {
	c := wardrobe(t)
	before := names(c.Products())
	found := c.Find(catalog.Query{Sort: catalog.ByPriceUp})
	clear(found)
	if got := names(c.Products()); got != before {
		t.Errorf("got %s, want %s", got, before)
	}
}

func TestCategories(t *testing.T) {
	c := read(t,
		product(`{"id":1,"slug":"a","category":"Polos y más"}`),
		product(`{"id":2,"slug":"b"}`),
		product(`{"id":3,"slug":"c","name":"Bufanda","category":"Accesorios"}`),
		// The same address is the same category, whatever its accents.
		product(`{"id":4,"slug":"d","name":"Polo","category":"POLOS Y MAS"}`),
	)
	want := []struct{ slug, name, products string }{
		{"polos-y-mas", "Polos y más", "Gorra, Polo"}, {"accesorios", "Accesorios", "Bufanda"},
	}
	got := c.Categories()
	if len(got) != len(want) {
		t.Fatalf("got %d categories, want %d", len(got), len(want))
	}
	for i, w := range want {
		if g := got[i]; g.Slug != w.slug || g.Name != w.name || names(g.Products) != w.products {
			t.Errorf("got %s %q of %s, want %s %q of %s", g.Slug, g.Name, names(g.Products), w.slug, w.name, w.products)
		}
		if one, ok := c.Category(w.slug); !ok || one.Name != w.name {
			t.Errorf("Category(%q): got %q, %t, want %q", w.slug, one.Name, ok, w.name)
		}
	}
	if one, ok := c.Category(""); ok {
		t.Errorf("Category of nothing: got %q, want none", one.Name)
	}
	if got, want := c.Counts(), (catalog.Counts{Products: 4, Variants: 4, Categories: 2}); got != want {
		t.Errorf("Counts: got %+v, want %+v", got, want)
	}
}

func TestCounts(t *testing.T) {
	want := catalog.Counts{Products: 2, Variants: 3, Images: 2, Categories: 1}
	if got := read(t, polo, product(`{}`)).Counts(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestProduct(t *testing.T) {
	c := wardrobe(t)
	if p, ok := c.Product(7); !ok || p.Name != "Falda pantalón" {
		t.Errorf("Product(7): got %v, %t, want the skirt", p, ok)
	}
	for _, id := range []int{0, -1, 3, 1 << 30} {
		if p, ok := c.Product(id); ok || p != nil {
			t.Errorf("Product(%d): got %v, %t, want none", id, p, ok)
		}
	}
}
