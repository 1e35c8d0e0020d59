package httpd

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"carrito/server/asset"
)

// threeHundred returns a products.json of 300 products in six categories. The product 150
// has the given price. Those that are hidden are not in the shop.
func threeHundred(price string, hidden ...int) string { return products(300, price, hidden) }

func products(n int, price string, hidden []int) string {
	var products []string
	for id := 1; id <= n; id++ {
		of := fmt.Sprintf("%d.00", id%7+1)
		if id == 150 {
			of = price
		}
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "p-%[1]d", "name": "Producto de %[1]d hilos", "price": %q, "category": "Sección %d", "hidden": %t,
			"options": [{"name": "Talla", "values": ["S", "M"]}], "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]}`, id, of, id%6, slices.Contains(hidden, id)))
	}
	return "[" + strings.Join(products, ",") + "]"
}

// After one price has changed in a large shop, only the files that have it are made and
// compressed anew: its part, the list of its category, that of all products, and the
// directory. All others stay as they are. A product that comes or goes also changes the
// index, which is one part here.
func TestReloadMakesOnlyWhatChanged(t *testing.T) {
	const index = 1
	for _, tt := range []struct {
		name, products string
		anew           int
	}{
		{"a price", threeHundred("99.90"), 4},
		{"the first hidden", threeHundred("20.00", 1), 4 + index},
		{"one hidden", threeHundred("20.00", 150), 4 + index},
		{"the last hidden", threeHundred("20.00", 300), 4 + index},
		{"three of one part hidden", threeHundred("20.00", 33, 39, 45), 4 + index},
		{"a new one", products(301, "20.00", nil), 4 + index},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := folder(t)
			write(t, files.Products, threeHundred("20.00"))
			h, _ := newHandler(t, files)
			wait(t, h)
			before := map[*asset.Body]bool{}
			for _, body := range h.current.Load().hashed {
				before[body] = true
			}
			write(t, files.Products, tt.products)
			h.reload()
			now := h.current.Load()
			var anew []string
			for address, body := range now.hashed {
				if !before[body] {
					anew = append(anew, address)
				} else if len(body.Content()) > 1000 && body.Sizes().Brotli == 0 {
					t.Errorf("%s is compressed anew, want it as it was", address)
				}
			}
			if len(anew) != tt.anew || len(now.changed) != tt.anew || len(now.hashed) != len(before) {
				t.Errorf("got %q made anew, %d changed and %d files, want %d of %d", anew, len(now.changed), len(now.hashed), tt.anew, len(before))
			}
		})
	}
}
