package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"carrito/server/shoptest/large"
	"carrito/server/site"
)

// Foreign is a shop whose settings and products are not those of the demo shop, with the
// demo's program.
type Foreign struct {
	Name  string
	Files site.Files
	Paths []string // of pages of each kind, the cart last
}

// ForeignShops returns shops of all three languages, with several currencies, sizes and
// kinds of products, and without pictures. They show what holds for the demo shop alone.
func ForeignShops(t testing.TB) []Foreign {
	t.Helper()
	demo, err := os.ReadFile(DemoFiles.Shop)
	if err != nil {
		t.Fatal(err)
	}
	var all []Foreign
	for _, shop := range []struct {
		name, settings, products string
		paths                    []string
	}{
		{"generated, whole", string(demo), string(large.Products(64)), []string{"/", "/categoria/camisas-y-polos", "/producto/1", "/producto/32", "/carrito"}},
		{"generated, in parts", string(demo), string(large.Products(1_000)), []string{"/", "/categoria/camisas-y-polos", "/producto/1", "/producto/500", "/carrito"}},
		{"English", `{"name": "Corner Shop", "language": "en", "locale": "en-GB", "currency": "GBP"}`, oddProducts, []string{"/", "/categoria/odds-ends", "/producto/1", "/producto/2", "/producto/3", "/producto/4", "/carrito"}},
		{"Portuguese, one product", `{"name": "Loja", "language": "pt", "locale": "pt-BR", "currency": "BRL"}`, `[{"id": 7, "slug": "a", "name": "Açaí", "price": "10.00"}]`, []string{"/", "/producto/7", "/carrito"}},
		{"empty, without cents", `{"name": "Nada", "language": "es", "locale": "es-CL", "currency": "CLP"}`, `[]`, []string{"/", "/carrito"}},
	} {
		folder := t.TempDir()
		files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: Web}
		WriteFile(t, files.Shop, shop.settings)
		WriteFile(t, files.Products, shop.products)
		all = append(all, Foreign{shop.name, files, shop.paths})
	}
	return all
}

// oddProducts is a catalogue of products that the demo shop has none of.
var oddProducts = fmt.Sprintf(`[
	{"id": 1, "slug": "a", "name": "🧦 \"Socks\" & <ties> 100%%", "price": "1234567.89", "compareAtPrice": "2000000", "category": "Odds & ends", "stock": 1},
	{"id": 2, "slug": "b", "name": "قميص أزرق", "price": "0", "category": "Odds & ends", "stock": 0, "description": "%s"},
	{"id": 3, "slug": "c", "name": "Ring", "price": "10", "options": [{"name": "Size", "values": ["½", "10"]}, {"name": "Colour", "values": ["Red", "Blue"]}],
		"variants": [{"id": 1, "values": ["½", "Red"], "price": "10", "stock": 0}, {"id": 2, "values": ["10", "Blue"], "price": "12.50", "compareAtPrice": "15", "stock": 3}]},
	{"id": 4, "slug": "d", "name": "Mug", "price": "3.20", "images": [{"src": "https://img.example/mug.png", "alt": "A mug", "width": 300, "height": 200}, {"src": "https://img.example/mug2.png", "alt": "Its back", "width": 300, "height": 500}]}
]`, "Long. \\n\\nWords "+"and words ")
