package cart_test

import (
	"fmt"

	"carrito/app/cart"
	"carrito/app/catalog"
)

func ExampleCart() {
	products, err := catalog.Parse(`[
		{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90"},
		{"id": 7, "slug": "polo", "name": "Polo", "price": "29.90", "stock": 3}
	]`, 2, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	gorra, _ := products.Product(1)
	polo, _ := products.Product(7)

	var c cart.Cart
	fmt.Println(c.Add(polo, 0, 2))
	fmt.Println(c.Add(gorra, 0, 1))
	fmt.Println(c.Add(polo, 0, 2))
	for _, line := range c.Lines() {
		fmt.Println(line.Name, line.Quantity, line.Total())
	}
	fmt.Println(c.Count(), "units,", c.Subtotal())

	stored := c.AppendJSON(nil)
	again, damage := cart.Parse(string(stored), 2)
	fmt.Println(again.Subtotal(), damage.Unreadable)
	// Output:
	// <nil>
	// <nil>
	// only 3 in stock
	// Polo 2 59.80
	// Gorra 1 39.90
	// 3 units, 99.70
	// 99.70 false
}
