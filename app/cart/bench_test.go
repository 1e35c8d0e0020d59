package cart_test

import (
	"testing"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// fifty returns a cart of 50 lines and the product of its last line.
func fifty(b *testing.B) (cart.Cart, *catalog.Product) {
	var c cart.Cart
	var p *catalog.Product
	for id := range 50 {
		p = &catalog.Product{
			ID: id + 1, Name: "Pantalón de drill con bolsillos", Price: soles("129.90"), Stock: catalog.NotCounted,
			Images: []catalog.Image{{Src: "/web/images/pantalon-de-drill.jpg"}},
		}
		if err := c.Add(p, 0, 2); err != nil {
			b.Fatal(err)
		}
	}
	return c, p
}

// BenchmarkAdd adds to a copy of the cart, as the session does.
func BenchmarkAdd(b *testing.B) {
	full, p := fifty(b)
	b.ReportAllocs()
	for b.Loop() {
		c := full.Clone()
		if err := c.Add(p, 0, 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendJSON(b *testing.B) {
	c, _ := fifty(b)
	var text []byte
	b.ReportAllocs()
	for b.Loop() {
		text = c.AppendJSON(text[:0])
	}
	b.SetBytes(int64(len(text)))
}

func BenchmarkParse(b *testing.B) {
	c, _ := fifty(b)
	text := encode(&c)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, damage := cart.Parse(text, 2); damaged(damage) {
			b.Fatal(damage)
		}
	}
}
