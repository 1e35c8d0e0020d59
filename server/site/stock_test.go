package site

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"carrito/app/cart"
	"carrito/server/strict"
)

// stocked has stock in every place where it can stand.
const stocked = "\ufeff" + ` [
 {"stock" : 12 , "id": 1, "slug": "a", "name": "A \u00e9 \"stock\": 9", "price": "5"},
 {"id": 2, "slug": "b", "name": "B", "price": "5"},
 {"id": 3, "slug": "c", "name": "C", "price": "5", "stock": 4, "options": [{"name": "T", "values": ["S", "M", "L"]}], "variants": [
   {"id": 1, "values": ["S"]}, {"stock": 3, "id": 2, "values": ["M"]}, {"id": 7, "values": ["L"], "stock": null }]},
 {"id": 4, "slug": "d", "name": "D", "price": "5", "options": [{"name": "T", "values": ["S", "M"]}], "variants": [
   {"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"], "stock": 1}]}]
`

func TestWithStock(t *testing.T) {
	tests := []struct {
		name string
		left map[cart.Key]int
		want []string // pairs of old and new text
	}{
		{"nothing known", nil, nil},
		{"the file's numbers", map[cart.Key]int{"1": 12, "3:1": 4, "3:2": 3, "3:7": 4, "4:2": 1}, nil},
		{"a product", map[cart.Key]int{"1": 0}, []string{`"stock" : 12`, `"stock" : 0`}},
		{"stock that is not counted", map[cart.Key]int{"2": 5, "4:1": 5}, nil},
		{"unknown products and variants", map[cart.Key]int{"9": 5, "3": 0, "3:9": 5}, nil},
		{"a variant with a number", map[cart.Key]int{"3:2": 2, "4:2": 0}, []string{`"stock": 3`, `"stock": 2`, `["M"], "stock": 1`, `["M"], "stock": 0`}},
		{"a variant with the product's number", map[cart.Key]int{"3:1": 0, "3:7": 1000}, []string{`["S"]}, {"stock"`, `["S"],"stock":0}, {"stock"`, "null", "1000"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := load(t, plainShop, stocked)
			got, err := s.WithStock(test.left)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.NewReplacer(test.want...).Replace(stocked); string(got.Products()) != want {
				t.Errorf("got\n%s\nwant\n%s", got.Products(), want)
			}
			sameStock(t, got)
			if string(s.Products()) != stocked {
				t.Error("got the original site changed, want it unchanged")
			}
		})
	}
}

// sameStock checks that the site's catalogue equals the one read from its JSON.
func sameStock(t *testing.T, s *Site) {
	t.Helper()
	read, err := strict.Products(bytes.NewReader(s.Products()), strict.Rules{Digits: s.Shop.Money.Digits})
	if err != nil {
		t.Fatalf("%v in\n%s", err, s.Products())
	}
	for i, want := range read.Products() {
		got := s.Catalog.Products()[i]
		if got.SoldOut() != want.SoldOut() || len(want.Variants) == 0 && got.Stock != want.Stock {
			t.Errorf("product %d: got %d left, sold out %t, want %d and %t", want.ID, got.Stock, got.SoldOut(), want.Stock, want.SoldOut())
		}
		for j, v := range want.Variants {
			if got.Variants[j].Stock != v.Stock {
				t.Errorf("variant %d:%d: got %d left, want %d", want.ID, v.ID, got.Variants[j].Stock, v.Stock)
			}
		}
		if byID, _ := s.Catalog.Product(want.ID); byID != got {
			t.Errorf("product %d: looked up by id, got a different product", want.ID)
		}
	}
}

// WithStock always starts from the owner's file, never from the result of an
// earlier call.
func TestWithStockAgain(t *testing.T) {
	s := load(t, plainShop, stocked)
	sold, err := s.WithStock(map[cart.Key]int{"1": 0, "3:1": 0})
	if err != nil {
		t.Fatal(err)
	}
	back, err := sold.WithStock(map[cart.Key]int{"3:1": 4})
	if err != nil {
		t.Fatal(err)
	}
	if string(back.Products()) != stocked || sold.version != s.version {
		t.Errorf("got\n%s, version %s, want the file again and the version %s", back.Products(), sold.version, s.version)
	}
	page := string(document(t, sold, "/producto/1").HTML)
	if !strings.Contains(page, "OutOfStock") || strings.Contains(string(document(t, back, "/producto/1").HTML), "OutOfStock") {
		t.Error("got the page without the stock left, want it sold out, then back in stock")
	}
	if found := string(document(t, sold, "/buscar?q=stock").HTML); !strings.Contains(found, "badge--soldout") {
		t.Errorf("search: got %s, want product 1, sold out", found)
	}
}

// WithStock copes with members that stand twice, which a catalogue may have.
func TestWithStockOfDoubles(t *testing.T) {
	const doubles = `[{"id": 1, "slug": "a", "name": "A", "price": "5", "stock": 1, "stock": 2},
		{"id": 2, "slug": "b", "name": "B", "price": "5", "options": [{"name": "T", "values": ["S"]}],
		 "variants": [{"id": 8, "values": ["S"], "stock": 7}, {"id": 9, "values": ["S"], "stock": 7}], "variants": [{"id": 1, "values": ["S"], "stock": 1, "stock": 2}]}]`
	s, err := load(t, plainShop, doubles).WithStock(map[cart.Key]int{"1": 5, "2:1": 6})
	if err != nil {
		t.Fatal(err)
	}
	sameStock(t, s)
	if n := strings.Count(string(s.Products()), `"stock": 7`); n != 2 {
		t.Errorf("got %s, want the first list, which does not count, unchanged", s.Products())
	}
}

// WithStock changes nothing but the stock in the JSON of the demo shop.
func TestWithStockChangesNothingElse(t *testing.T) {
	s := demo(t)
	text, err := os.ReadFile("../../web/products.json")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		left := map[cart.Key]int{}
		for _, p := range s.Catalog.Products() {
			left[cart.KeyOf(p.ID, 0)] = random.IntN(20)
			for _, v := range p.Variants {
				left[cart.KeyOf(p.ID, v.ID)] = random.IntN(20)
			}
		}
		got, err := s.WithStock(left)
		if err != nil {
			t.Fatal(err)
		}
		sameStock(t, got)
		if a, b := withoutStock(t, got.Products()), withoutStock(t, text); a != b {
			t.Errorf("without stock: got\n%s\nwant\n%s", a, b)
		}
	}
}

func withoutStock(t *testing.T, text []byte) string {
	t.Helper()
	var products []map[string]any
	if err := json.Unmarshal(text, &products); err != nil {
		t.Fatal(err)
	}
	for _, p := range products {
		delete(p, "stock")
		variants, _ := p["variants"].([]any)
		for _, v := range variants {
			delete(v.(map[string]any), "stock")
		}
	}
	again, err := json.Marshal(products)
	if err != nil {
		t.Fatal(err)
	}
	return string(again)
}
