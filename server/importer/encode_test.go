package importer

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"carrito/server/strict"
)

// Encoding product by product writes the same JSON as encoding all products at once.
func TestEncode(t *testing.T) {
	products := []product{
		{ID: 1, Slug: "a", Name: "Mesa <b> & silla", Price: "1.00", Tags: []string{"x", "y"}, Stock: new(3)},
		{ID: 2, Slug: "b", Name: "b", Price: "2.00", Options: []option{{"Talla", []string{"S"}}}, Variants: []variant{{ID: 1, Values: []string{"S"}, Price: "2.00"}}},
		{ID: 3, Slug: "c", Name: "c", Price: "1.00", Description: "\xff\n\u2028"},
	}
	for n := range len(products) + 1 {
		var want, got bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(products[:n]); err != nil {
			t.Fatal(err)
		}
		texts, c, err := encode(slices.Clone(products[:n]), strict.Rules{Digits: 2}, nil)
		if err != nil || len(c.Products()) != n {
			t.Fatalf("got %v, want a catalogue of %d products", err, n)
		}
		result := &Result{json: texts}
		if err := result.WriteJSON(&got); err != nil || got.String() != want.String() {
			t.Errorf("of %d products: got %s, %v, want %s", n, got.String(), err, want.String())
		}
	}
}
