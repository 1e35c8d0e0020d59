package httpd

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/asset"
)

// threeHundred returns a products.json of 300 products in six categories. The product 150
// has the given price.
func threeHundred(price string) string {
	var products []string
	for id := 1; id <= 300; id++ {
		of := fmt.Sprintf("%d.00", id%7+1)
		if id == 150 {
			of = price
		}
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "p-%[1]d", "name": "Producto de %[1]d hilos", "price": %q, "category": "Sección %d",
			"options": [{"name": "Talla", "values": ["S", "M"]}], "variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]}`, id, of, id%6))
	}
	return "[" + strings.Join(products, ",") + "]"
}

// After one price has changed in a large shop, only the files that have it are made and
// compressed anew: its part, the list of its category, that of all products, and the
// directory. All others stay as they are.
func TestReloadMakesOnlyWhatChanged(t *testing.T) {
	files := folder(t)
	write(t, files.Products, threeHundred("20.00"))
	h, _ := newHandler(t, files)
	wait(t, h)
	before := map[*asset.Body]bool{}
	for _, body := range h.current.Load().hashed {
		before[body] = true
	}
	write(t, files.Products, threeHundred("99.90"))
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
	if len(anew) != 4 || len(now.changed) != 4 || len(now.hashed) != len(before) {
		t.Errorf("got %q made anew, %d changed and %d files, want 4 of %d", anew, len(now.changed), len(now.hashed), len(before))
	}
}
