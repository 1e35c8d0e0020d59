package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
)

// wardrobe returns products that are in different orders by price, name and id. The
// name of the jeans is decomposed, as macOS writes it.
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
		{"cheapest variant first", catalog.Query{Sort: catalog.ByPriceUp}, []string{aba, shoe, jean, skirt, drill}},
		{"dearest variant first", catalog.Query{Sort: catalog.ByPriceDown}, []string{aba, drill, skirt, jean, shoe}},
		{"newest first", catalog.Query{Sort: catalog.ByNewest}, []string{aba, skirt, drill, jean, shoe}},
		{"by name, accents aside", catalog.Query{Sort: catalog.ByName}, []string{aba, skirt, drill, jean, shoe}},
		{"unknown order", catalog.Query{Sort: "azar"}, []string{aba, skirt, drill, jean, shoe}},
		{"category by slug", catalog.Query{Category: "ninos"}, []string{aba}},
		{"category, by price", catalog.Query{Category: "pantalones", Sort: catalog.ByPriceUp}, []string{jean, drill}},
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

// Products that filters can divide are not alike.
func TestAlike(t *testing.T) {
	tests := []struct {
		name, first, second string // members besides id, name and price 10
		want                bool
	}{
		{"nothing differs", ``, ``, true},
		{"number of units", `"stock":2`, `"stock":3`, true},
		{"all sold out", `"stock":0`, `"stock":0`, true},
		{"all reduced alike", `"compareAtPrice":"12"`, `"compareAtPrice":"12"`, true},
		{"no reduction", `"compareAtPrice":"9"`, ``, true},
		{"price", ``, `"price":"11"`, false},
		{"options", ``, `"options":[{"name":"Talla","values":["S"]}],"variants":[{"id":1,"values":["S"]}]`, false},
		{"category", `"category":"A"`, `"category":"B"`, false},
		{"one without category", `"category":"A"`, ``, false},
		{"one sold out", `"stock":0`, `"stock":2`, false},
		{"one sold out, others not counted", ``, `"stock":0`, false},
		{"one reduced", ``, `"compareAtPrice":"12"`, false},
	}
	product := func(id int, members string) string {
		if members != "" {
			members = "," + members
		}
		if !strings.Contains(members, `"price"`) {
			members += `,"price":"10"`
		}
		return fmt.Sprintf(`{"id":%d,"slug":"p%[1]d","name":"P"%s}`, id, members)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(t, product(1, tt.first), product(2, tt.second)).Alike(""); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
	c := read(t, product(1, `"category":"A"`), product(2, `"category":"B"`), product(3, `"category":"B","stock":0`))
	if !c.Alike("a") || c.Alike("b") {
		t.Errorf("got category A alike %t, B %t, want only A", c.Alike("a"), c.Alike("b"))
	}
}

// TestSorted sorts some products in every order.
func TestSorted(t *testing.T) {
	c := wardrobe(t)
	some := c.Products()[1:4]
	for _, tt := range []struct {
		sort catalog.Sort
		want string
	}{
		{catalog.ByRelevance, names(some)},
		{catalog.ByNewest, "Ábaco estampado, PANTALO\u0301N jean, Zapato azul"},
		{catalog.ByPriceUp, "Ábaco estampado, Zapato azul, PANTALO\u0301N jean"},
		{catalog.ByName, "Ábaco estampado, PANTALO\u0301N jean, Zapato azul"},
	} {
		if got := names(c.Sorted(some, tt.sort)); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.sort, got, tt.want)
		}
	}
}

// The caller may change the list that Find returns. The catalogue stays unchanged.
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
		// Names that differ only in accents and case are one category.
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

// TestCategoriesThatCollide checks that names with the same plain slug are different
// categories.
func TestCategoriesThatCollide(t *testing.T) {
	tests := []struct {
		name       string
		categories []string
		want       []string // names of the categories
		plain      string   // the one that keeps the plain slug
	}{
		{"languages", []string{"C++", "C#", "C"}, []string{"C++", "C#", "C"}, "C"},
		{"languages, none of them plain", []string{"C++", "C#"}, []string{"C++", "C#"}, "C++"},
		{"accents", []string{"Niños", "Ninos", "NIÑOS"}, []string{"Niños"}, "Niños"},
		{"punctuation", []string{"T-shirts", "T shirts!"}, []string{"T-shirts"}, "T-shirts"},
		{"Thai marks", []string{"สี้", "สี"}, []string{"สี้", "สี"}, "สี้"},
		{"signs", []string{"Polos ♂", "Polos ♀"}, []string{"Polos ♂", "Polos ♀"}, "Polos ♂"},
		{"signs alone", []string{"%", "%%"}, []string{"%", "%%"}, "%"},
		{"alone", []string{"C++"}, []string{"C++"}, "C++"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var products []string
			for i, name := range tt.categories {
				products = append(products, product(fmt.Sprintf(`{"id":%d,"slug":"s%[1]d","category":%q}`, i+1, name)))
			}
			c := read(t, products...)
			var got []string
			slugs := map[string]bool{}
			for _, category := range c.Categories() {
				got = append(got, category.Name)
				slugs[category.Slug] = true
				if again, ok := c.Category(category.Slug); !ok || again.Name != category.Name {
					t.Errorf("Category(%q): got %q, want %q", category.Slug, again.Name, category.Name)
				}
				for _, p := range category.Products {
					if of, ok := c.CategoryOf(p); !ok || of.Slug != category.Slug {
						t.Errorf("CategoryOf %q: got %q, want %q", p.Category, of.Name, category.Name)
					}
				}
			}
			if !slices.Equal(got, tt.want) || len(slugs) != len(tt.want) {
				t.Errorf("got %q under %v, want %q", got, slugs, tt.want)
			}
			if plain, _ := c.Category(catalog.Slug(tt.plain)); plain.Name != tt.plain {
				t.Errorf("got %q under the plain slug, want %q", plain.Name, tt.plain)
			}
		})
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
