package strict_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/money"
	"carrito/server/strict"
)

func FuzzProducts(f *testing.F) {
	for _, text := range []string{
		"[]", "[" + polo + "]", "[" + product(`{}`) + "," + polo + "]", "[" + polo + "," + polo + "]", "", "null", "{}",
		"[" + product(`{"price":10,"precio":"x"}`) + "]", "[" + polo[:200], "[null,7]", "[" + product(shirt(small)) + "]",
		"[" + product(`{"category":"C++"}`) + "," + product(`{"id":9,"slug":"z","category":"C#"}`) + "]",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := strict.Products(strings.NewReader(text), strict.Rules{Digits: 2})
		if err != nil {
			var faults strict.Faults
			if !errors.As(err, &faults) || len(faults) == 0 || c != nil {
				t.Fatalf("got %v, %v, want faults and no catalogue", c, err)
			}
			return
		}
		checkLengths(t, text, c)
		ids, slugs := map[int]bool{}, map[string]bool{}
		for _, p := range c.Products() {
			if p.ID < 1 || ids[p.ID] || slugs[p.Slug] || p.Slug == "" || p.Name == "" {
				t.Errorf("got %d %q %q, want an id and a slug of its own and a name", p.ID, p.Slug, p.Name)
			}
			ids[p.ID], slugs[p.Slug] = true, true
			checkVariants(t, p)
		}
		if got := len(c.Find(catalog.Query{})); got != len(c.Products()) {
			t.Errorf("Find of nothing: got %d products, want all %d", got, len(c.Products()))
		}
		for _, p := range c.Products() {
			if category, ok := c.CategoryOf(p); ok != (p.Category != "") || ok && !slices.Contains(category.Products, p) {
				t.Errorf("product %d of %q: got the category %q", p.ID, p.Category, category.Name)
			}
		}
		for _, category := range c.Categories() {
			got := c.Find(catalog.Query{Category: category.Slug, Sort: catalog.ByName})
			if len(got) == 0 || len(got) != len(category.Products) {
				t.Errorf("category %q: got %d products, want %d", category.Slug, len(got), len(category.Products))
			}
		}
	})
}

// checkLengths checks that the shop, which reads leniently, leaves nothing out of a
// file without faults.
func checkLengths(t *testing.T, text string, c *catalog.Catalog) {
	t.Helper()
	type list []json.RawMessage
	var file []struct{ Tags, Images, Options, Variants list }
	if err := json.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &file); err != nil || len(file) != len(c.Products()) {
		t.Fatalf("got %d products, %v; want all %d", len(c.Products()), err, len(file))
	}
	for i, p := range c.Products() {
		got := []int{len(p.Tags), len(p.Images), len(p.Options), len(p.Variants)}
		want := []int{len(file[i].Tags), len(file[i].Images), len(file[i].Options), len(file[i].Variants)}
		if !slices.Equal(got, want) {
			t.Errorf("product %d: got %d tags, images, options and variants, want %d", p.ID, got, want)
		}
	}
}

// checkVariants checks what the cart and the pages rely on.
func checkVariants(t *testing.T, p *catalog.Product) {
	t.Helper()
	for _, price := range []money.Amount{p.Price, p.CompareAtPrice} {
		if price.Minor() < 0 {
			t.Errorf("got price %v, want none below 0", price)
		}
	}
	if p.Stock < catalog.NotCounted {
		t.Errorf("got stock %d, want 0 or more, or not counted", p.Stock)
	}
	ids := map[int]bool{}
	for _, v := range p.Variants {
		if v.ID < 1 || ids[v.ID] || v.Price.Minor() < 0 || v.Stock < catalog.NotCounted || len(v.Values) != len(p.Options) {
			t.Errorf("got variant %+v of options %v, want an id of its own and a value for each", v, p.Options)
		}
		ids[v.ID] = true
		if same, ok := p.VariantOf(v.Values); !ok || same.ID != v.ID {
			t.Errorf("values %q: got variant %d, want %d", v.Values, same.ID, v.ID)
		}
	}
	if len(p.Options) > 0 && len(p.Variants) == 0 {
		t.Errorf("product %d: got options %v and no variants", p.ID, p.Options)
	}
}
