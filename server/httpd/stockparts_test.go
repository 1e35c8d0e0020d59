package httpd

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/server/asset"
)

// longLists returns a products.json of 300 products in two categories, the second of which
// has ten. The names of the options of the first are so long that its list is too.
func longLists() string {
	random := rand.New(rand.NewPCG(1, 2))
	var products []string
	for id := 1; id <= 300; id++ {
		category, value := "Larga", make([]byte, 920)
		if id > 290 {
			category, value = "Corta", value[:20]
		}
		for i := range value {
			value[i] = byte('a' + random.IntN(26))
		}
		products = append(products, fmt.Sprintf(`{"id": %d, "slug": "p-%[1]d", "name": "Producto %[1]d", "price": "5", "category": %q,
			"options": [{"name": "Talla", "values": [%q]}], "variants": [{"id": 1, "values": [%[3]q], "stock": 1}]}`, id, category, value))
	}
	return "[" + strings.Join(products, ",") + "]"
}

// stockedShop returns a handler that has counted the stock of the products.
func stockedShop(t *testing.T, products string) (*Handler, *counter) {
	t.Helper()
	files := folder(t)
	write(t, files.Products, products)
	h, _ := newHandler(t, files)
	stock := &counter{counted: map[cart.Key]int{}, left: map[cart.Key]int{}}
	if err := h.TakeStock(t.Context(), stock); err != nil {
		t.Fatal(err)
	}
	wait(t, h)
	return h, stock
}

// When a variant of a large shop sells out, its long lists are compressed quickly, since
// visitors wait for them to know of it. Everything else stays as small as it can be.
func TestStockBuildsCompressLongListsQuickly(t *testing.T) {
	h, stock := stockedShop(t, longLists())
	stock.sell(cart.KeyOf(1, 1), 0) // no unit is left
	if _, err := h.follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	kinds := kindsOf(h.current.Load().changed)
	// The list of all products and that of the category; the directory and the part.
	if kinds["quickly, long: true"] != 2 || kinds["thoroughly, long: true"] != 0 || kinds["thoroughly, long: false"] != 2 {
		t.Errorf("got %v, want the two long lists compressed quickly and the other two files thoroughly", kinds)
	}
	// An owner's change compresses them thoroughly, though their content is the same.
	write(t, h.Files().Products, strings.Replace(longLists(), "Producto 7\"", "Producto siete\"", 1))
	h.reload()
	wait(t, h)
	if kinds := kindsOf(slices.Collect(maps.Values(h.current.Load().hashed))); kinds["quickly, long: true"] != 0 || kinds["thoroughly, long: true"] < 2 {
		t.Errorf("after a change of the owner: got %v, want no long list compressed quickly", kinds)
	}
}

// kindsOf counts assets by how they are compressed and whether they are long.
func kindsOf(bodies []*asset.Body) map[string]int {
	kinds := map[string]int{}
	for _, body := range bodies {
		got := body.Sizes()
		for effort, name := range map[asset.Effort]string{asset.Fast: "quickly", asset.Thorough: "thoroughly"} {
			same := asset.New("", body.Content(), effort)
			if same.Compress(nil); same.Sizes() == got {
				kinds[fmt.Sprintf("%s, long: %t", name, got.Plain > 256<<10)]++
			}
		}
	}
	return kinds
}
