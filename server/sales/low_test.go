package sales

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/server/strict"
)

const products = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 10, "sku": "G"},
	{"id": 2, "slug": "polo", "name": "Polo", "price": "39.90", "sku": "P", "options": [{"name": "Talla", "values": ["S", "M"]}],
	 "variants": [{"id": 1, "values": ["S"], "stock": 3, "sku": "P-S"}, {"id": 2, "values": ["M"], "stock": 0}]},
	{"id": 3, "slug": "medias", "name": "Medias", "price": "9.90"}]`

// The units of the database count, and those of the catalogue where it has none.
func TestLowStock(t *testing.T) {
	c, err := strict.Products(strings.NewReader(products), strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		left map[cart.Key]int
		most int
		want string
	}{
		{"of the catalogue", nil, 3, "2:2 Polo M P 0, 2:1 Polo S P-S 3"},
		{"none that many", nil, 0, "2:2 Polo M P 0"},
		{"of the database", map[cart.Key]int{"1": 2, "2:1": 9, "2:2": 1}, 5, "2:2 Polo M P 1, 1:0 Gorra  G 2"},
		{"same number, in the order of the catalogue", map[cart.Key]int{"1": 0}, 0, "1:0 Gorra  G 0, 2:2 Polo M P 0"},
	}
	for _, test := range tests {
		var got []string
		for _, l := range LowStock(c, test.left, test.most) {
			got = append(got, fmt.Sprintf("%d:%d %s %s %s %d", l.Product, l.Variant, l.Name, l.VariantName, l.SKU, l.Units))
		}
		if text := strings.Join(got, ", "); text != test.want {
			t.Errorf("%s: got %q, want %q", test.name, text, test.want)
		}
	}
}
