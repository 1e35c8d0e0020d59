package queries_test

import (
	"strings"
	"testing"

	"carrito/app/search"
	"carrito/server/shoptest/large"
	"carrito/server/strict"
)

// BenchmarkSuggest measures a keystroke in a shop of 10,000 products.
func BenchmarkSuggest(b *testing.B) {
	c, err := strict.Products(strings.NewReader(string(large.Products(10_000))), strict.Rules{Digits: 2})
	if err != nil {
		b.Fatal(err)
	}
	dictionary, parts := search.New(c.Products(), nil).Files()
	x, err := search.Open(dictionary, len(c.Products()), func(part int) ([]byte, bool) { return parts[part], true })
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"ca", "cam", "camis", "camisa de lino", "za", "zapatilas"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.Suggest(text)
			}
		})
	}
}
