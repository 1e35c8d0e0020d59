package browsertest

import (
	"encoding/json"
	"fmt"
)

// Many returns a catalogue of n products with the ids from 1, in ten categories and with
// prices that differ. The name of a product says its id.
func Many(n int) string { return ManyIn(n, 10) }

// ManyIn is like Many, in a number of categories.
func ManyIn(n, categories int) string {
	type product struct {
		ID       int    `json:"id"`
		Slug     string `json:"slug"`
		Name     string `json:"name"`
		Price    string `json:"price"`
		Category string `json:"category"`
	}
	var products []product
	for id := 1; id <= n; id++ {
		products = append(products, product{
			id, fmt.Sprintf("articulo-%d", id), fmt.Sprintf("Artículo %d", id),
			fmt.Sprintf("%d.%02d", 10+id*7919%n, id%100), fmt.Sprintf("Sección %d", id%categories),
		})
	}
	text, err := json.Marshal(products)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// TwoHats is a catalogue of two products. Tests replace its prices.
const TwoHats = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Gorras",
	 "images": [{"src": "/web/images/gorra-drill.jpg", "alt": "Gorra", "width": 1200, "height": 1500}]},
	{"id": 2, "slug": "boina", "name": "Boina", "price": "20.00", "category": "Gorras"}]`

// TwoProducts is a catalogue of products without pictures. Only the first has a stock.
const TwoProducts = `[
	{"id": 1, "slug": "polo", "name": "Polo", "price": "10.10", "category": "Ropa", "stock": 5},
	{"id": 2, "slug": "gorra", "name": "Gorra", "price": "7.00", "category": "Ropa"},
	{"id": 3, "slug": "saco", "name": "Saco", "price": "1234.50", "category": "Ropa"}]`

// NotCounted is the id of a product in the demo shop whose stock is not counted. Tests
// can add any number of it.
const NotCounted = "31"
