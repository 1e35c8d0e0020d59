// Package shoptest makes large shops from small ones, sample orders, and
// exports of Shopify, for tests and benchmarks.
package shoptest

import (
	"encoding/json"
	"fmt"
)

// Grow returns a products.json with n products, which are copies of the given
// products. Each has its own id, slug, name and price; pictures are the same,
// and there are five times as many categories. The same input gives the same
// result.
func Grow(products []byte, n int) ([]byte, error) {
	var seeds []map[string]any
	if err := json.Unmarshal(products, &seeds); err != nil {
		return nil, err
	}
	grown := make([]map[string]any, n)
	for i := range grown {
		round := i / len(seeds)
		product := map[string]any{}
		for name, value := range seeds[i%len(seeds)] {
			product[name] = value
		}
		product["id"] = i + 1
		product["slug"] = fmt.Sprintf("%v-%d", product["slug"], round)
		product["name"] = fmt.Sprintf("%v %d", product["name"], round)
		product["price"] = fmt.Sprintf("%d.90", 20+i*37%300)
		delete(product, "compareAtPrice") // it might not be above the new price
		if category, ok := product["category"].(string); ok {
			product["category"] = fmt.Sprintf("%s %c", category, 'A'+round%5)
		}
		grown[i] = product
	}
	return json.Marshal(grown)
}
