package cart_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/money"
)

// soles parses a price of two decimals.
func soles(text string) money.Amount {
	amount, err := money.Parse(text, 2)
	if err != nil {
		panic(err)
	}
	return amount
}

// The products of these tests: one that is not counted, one with the given stock, and
// one with the variants S, with the given stock, and M.
func plain() *catalog.Product {
	return &catalog.Product{ID: 1, Name: "Gorra", Price: soles("10.10"), Stock: catalog.NotCounted}
}

func counted(stock int) *catalog.Product {
	return &catalog.Product{
		ID: 2, Name: "Polo básico", Price: soles("39.90"), Stock: stock,
		Images: []catalog.Image{{Src: "/web/images/polo.jpg"}},
	}
}

func sized(stock int) *catalog.Product {
	return &catalog.Product{
		ID: 7, Name: "Casaca", Price: soles("100"), Stock: catalog.NotCounted,
		Images: []catalog.Image{{Src: "/web/images/casaca.jpg"}, {Src: "/web/images/casaca-m.jpg"}},
		Variants: []catalog.Variant{
			{ID: 1, Values: []string{"S", "Azul"}, Price: soles("99.50"), Stock: stock, Image: -1},
			{ID: 2, Values: []string{"M", "Azul"}, Price: soles("120"), Stock: catalog.NotCounted, Image: 1},
		},
	}
}

// keys returns the keys and quantities of a cart in order, such as "1×2 7:2×1".
func keys(c *cart.Cart) string {
	var texts []string
	for _, l := range c.Lines() {
		texts = append(texts, fmt.Sprintf("%s×%d", l.Key(), l.Quantity))
	}
	return strings.Join(texts, " ")
}

func encode(c *cart.Cart) string { return string(c.AppendJSON(nil)) }

// filled returns a cart with 2 of product 1, 3 of product 2 and 1 of 7:2.
func filled(t testing.TB) cart.Cart {
	t.Helper()
	var c cart.Cart
	for _, err := range []error{c.Add(plain(), 0, 2), c.Add(counted(5), 0, 3), c.Add(sized(1), 2, 1)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}
