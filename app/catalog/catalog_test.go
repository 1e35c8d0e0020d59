package catalog_test

import (
	"fmt"
	_ "image/jpeg"
	"reflect"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/app/money"
)

// polo has every field of products.json.
const polo = `{"id": 7, "slug": "polo-basico", "name": "Polo básico", "price": "39.90", "compareAtPrice": "49.90",
	"category": "Polos", "description": "Algodón peinado.\n\nLavar en frío.", "tags": ["verano", "2x1"], "stock": 12, "sku": "POLO", "gtin": "73513537",
	"images": [{"src": "/web/images/polo.jpg", "alt": "Polo blanco", "width": 1200, "height": 1500},
		{"src": "https://cdn.example/polo.jpg", "alt": "Espalda"}],
	"options": [{"name": "Talla", "values": ["S", "M"]}, {"name": "Color", "values": ["Blanco"]}],
	"variants": [{"id": 1, "sku": "POLO-S", "gtin": "978-84-376-0494-7", "values": ["S", "Blanco"], "price": "35", "compareAtPrice": "45.5", "stock": 0, "image": 1},
		{"id": 2, "values": ["M", "Blanco"]}]}`

// soles parses a price of two decimals.
func soles(text string) money.Amount {
	amount, err := money.Parse(text, 2)
	if err != nil {
		panic(err)
	}
	return amount
}

// read reads a catalogue without faults.
func read(t testing.TB, products ...string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse("["+strings.Join(products, ",")+"]", 2, nil)
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	if got := len(c.Products()); got != len(products) {
		t.Fatalf("got %d products, want all %d", got, len(products))
	}
	return c
}

func names(products []*catalog.Product) string {
	var names []string
	for _, p := range products {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

func TestParse(t *testing.T) {
	c := read(t, polo)
	p, ok := c.Product(7)
	if !ok {
		t.Fatal("got no product 7, want the polo")
	}
	tests := []struct {
		field     string
		got, want any
	}{
		{"ID", p.ID, 7},
		{"Slug", p.Slug, "polo-basico"},
		{"Name", p.Name, "Polo básico"},
		{"Price", p.Price, soles("39.90")},
		{"CompareAtPrice", p.CompareAtPrice, soles("49.90")},
		{"Category", p.Category, "Polos"},
		{"Description", p.Description, "Algodón peinado.\n\nLavar en frío."},
		{"Tags", p.Tags, []string{"verano", "2x1"}},
		{"Stock", p.Stock, 12},
		{"SKU", p.SKU, "POLO"},
		{"bar codes", p.GTINs, "\n73513537\n978-84-376-0494-7"},
		{"Images", p.Images, []catalog.Image{
			{Src: "/web/images/polo.jpg", Alt: "Polo blanco", Width: 1200, Height: 1500},
			{Src: "https://cdn.example/polo.jpg", Alt: "Espalda"},
		}},
		{"Options", p.Options, []catalog.Option{
			{Name: "Talla", Values: []string{"S", "M"}}, {Name: "Color", Values: []string{"Blanco"}},
		}},
		{"Variants", p.Variants, []catalog.Variant{
			{ID: 1, SKU: "POLO-S", Values: []string{"S", "Blanco"}, Price: soles("35"), CompareAtPrice: soles("45.50"), Image: 1},
			// A variant takes missing fields from the product.
			{ID: 2, Values: []string{"M", "Blanco"}, Price: soles("39.90"), CompareAtPrice: soles("49.90"), Stock: 12, Image: -1},
		}},
	}
	for _, tt := range tests {
		if !reflect.DeepEqual(tt.got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.field, tt.got, tt.want)
		}
	}
}

func TestReadFillsIn(t *testing.T) {
	const sizes = `"options":[{"name":"Talla","values":["S"]}]`
	tests := []struct {
		name    string
		product string
		want    catalog.Variant
	}{
		{"no stock is not counted", `{}`, catalog.Variant{Price: soles("10"), Stock: catalog.NotCounted, Image: -1}},
		{"the code of the product", `{"sku":"TZ-01"}`, catalog.Variant{SKU: "TZ-01", Price: soles("10"), Stock: catalog.NotCounted, Image: -1}},
		{"stock 0 is sold out", `{"stock":0}`, catalog.Variant{Price: soles("10"), Image: -1}},
		{"null is left out", `{"stock":null,"images":null,"variants":null,"compareAtPrice":null}`,
			catalog.Variant{Price: soles("10"), Stock: catalog.NotCounted, Image: -1}},
		{"free", `{"price":"0"}`, catalog.Variant{Price: soles("0"), Stock: catalog.NotCounted, Image: -1}},
		{"variant not counted", `{` + sizes + `,"variants":[{"id":3,"values":["S"]}]}`,
			catalog.Variant{ID: 3, Values: []string{"S"}, Price: soles("10"), Stock: catalog.NotCounted, Image: -1}},
		// A reduction of the product does not apply to a variant with its own price.
		{"own price without reduction", `{"compareAtPrice":"20",` + sizes + `,"variants":[{"id":3,"values":["S"],"price":"12"}]}`,
			catalog.Variant{ID: 3, Values: []string{"S"}, Price: soles("12"), Stock: catalog.NotCounted, Image: -1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := read(t, product(tt.product)).Products()[0]
			if got := p.First(); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// The catalogue keeps every text unchanged.
func TestReadKeepsText(t *testing.T) {
	for _, name := range []string{`<b>"Ñandú" & 'co'</b>`, "👕 polo", strings.Repeat("largo ", 60), "قميص", "a\u2028b", "{{.}}"} {
		p := read(t, product(fmt.Sprintf(`{"name":%s,"slug":%s}`, quote(name), quote(name)))).Products()[0]
		if p.Name != name || p.Slug != name {
			t.Errorf("got name %q and slug %q, want %q", p.Name, p.Slug, name)
		}
	}
}

func TestParseEmptyShop(t *testing.T) {
	c := read(t)
	if got := len(c.Find(catalog.Query{})) + len(c.Products()) + len(c.Categories()); got != 0 {
		t.Errorf("got %d products and categories, want 0", got)
	}
}
