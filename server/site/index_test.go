package site

import (
	"reflect"
	"strings"
	"testing"

	"carrito/app/shop"
	"carrito/server/strict"
)

// The index is made anew if, and only if, it would be another one.
func TestIndexIsMadeAnew(t *testing.T) {
	const one = `{"id": 1, "slug": "a", "name": "Polo", "price": "1", "sku": "S1", "stock": 3, "category": "Ropa", "tags": ["verano"], "description": "Fresco",
		"options": [{"name": "Talla", "values": ["M"]}], "variants": [{"id": 1, "values": ["M"], "sku": "V1"}]}`
	const two = `{"id": 2, "slug": "b", "name": "Gorra", "price": "2"}`
	for _, tt := range []struct {
		name, old, new string
		same           bool
	}{
		{"nothing", "", "", true},
		{"price", `"price": "1"`, `"price": "9"`, true},
		{"stock", `"stock": 3`, `"stock": 0`, true},
		{"id", `"id": 2`, `"id": 3`, false},
		{"name", "Polo", "Polos", false},
		{"code", "S1", "S2", false},
		{"code of a variant", "V1", "V2", false},
		{"category", "Ropa", "Prendas", false},
		{"tag", "verano", "invierno", false},
		{"description", "Fresco", "Seco", false},
		{"option", "Talla", "Medida", false},
		{"value", `"M"`, `"L"`, false},
		{"a product fewer", "," + two, "", false},
		{"text in another field", `"category": "Ropa", "tags": ["verano"]`, `"category": "verano", "tags": ["Ropa"]`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var l indexFiles
			files := func(products string, synonyms ...string) ([]byte, [][]byte) {
				c, err := strict.Products(strings.NewReader(products), strict.Rules{Digits: 2})
				if err != nil {
					t.Fatal(err)
				}
				return l.files(&shop.Shop{Synonyms: synonyms}, c)
			}
			before := "[" + one + "," + two + "]"
			files(before)
			was := l.of
			changed := strings.ReplaceAll(before, tt.old, tt.new)
			dictionary, parts := files(changed)
			if same := l.of == was; same != tt.same {
				t.Errorf("got the same index: %v, want %v", same, tt.same)
			}
			l = indexFiles{}
			if wantDictionary, wantParts := files(changed); !reflect.DeepEqual(dictionary, wantDictionary) || !reflect.DeepEqual(parts, wantParts) {
				t.Error("got another index than one that is made anew")
			}
			if was := l.of; !tt.same {
				files(changed, "polo = polera")
				if l.of == was {
					t.Error("a synonym did not change the index")
				}
			}
		})
	}
}
