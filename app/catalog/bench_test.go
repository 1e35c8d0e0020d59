package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/app/catalog"
)

// large is a products.json of 2,000 products, every third with variants.
var large = func() string {
	kinds := []string{"Polo", "Pantalón", "Casaca", "Vestido", "Gorra"}
	colours := []string{"azul", "rojo", "verde", "marrón", "crema", "negro", "añil"}
	products := make([]string, 2000)
	for i := range products {
		name := fmt.Sprintf("%s %s %d", kinds[i%len(kinds)], colours[i%len(colours)], i)
		changes := fmt.Sprintf(`"id":%d,"slug":"p-%d","name":%q,"price":"%d.90","category":%q,"tags":["verano","%d"],
			"description":"Algodón peinado de fibra larga, suave y fresco.\n\nLavar en frío con colores similares.",
			"images":[{"src":"/web/images/%d.jpg","alt":%[3]q,"width":1200,"height":1500}]`,
			i+1, i+1, name, 20+i*37%300, kinds[i%len(kinds)], 2000+i%26, i)
		if i%3 == 0 {
			changes += `,"options":[{"name":"Talla","values":["S","M","L"]}],"variants":[{"id":1,"values":["S"],"stock":3},
				{"id":2,"values":["M"],"stock":0},{"id":3,"values":["L"],"price":"99.90"}]`
		}
		products[i] = "{" + changes + "}"
	}
	return "[" + strings.Join(products, ",\n") + "]"
}()

func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(large)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalog.Parse(large, 2, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	c, err := catalog.Parse(large, 2, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, bm := range []struct {
		name  string
		query catalog.Query
	}{
		{"everything", catalog.Query{}},
		{"by price", catalog.Query{Sort: catalog.ByPriceUp}},
		{"by name", catalog.Query{Sort: catalog.ByName}},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Find(bm.query)
			}
		})
	}
}
