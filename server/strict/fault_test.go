package strict_test

import (
	"errors"
	"strings"
	"testing"

	"carrito/server/strict"
)

// shirt returns the changes that give a product one option and the given variants.
func shirt(variants string) string {
	return `{"options":[{"name":"Talla","values":["S","M"]}],"variants":[` + variants + `]}`
}

const small, medium = `{"id":1,"values":["S"]}`, `{"id":2,"values":["M"]}`

func TestFaults(t *testing.T) {
	tests := []struct {
		name      string
		changes   string // see product
		wantField string
		wantParts []string // substrings of the fault
	}{
		{"no id", `{"id":"-"}`, "id", []string{"missing"}},
		{"id 0", `{"id":0}`, "id", []string{"0", "1 or more"}},
		{"negative id", `{"id":-4}`, "id", []string{"-4"}},
		{"id as text", `{"id":"siete"}`, "id", []string{"whole number"}},
		{"id with decimals", `{"id":1.5}`, "id", []string{"whole number"}},
		{"no slug", `{"slug":"-"}`, "slug", []string{"missing"}},
		{"slug of spaces", `{"slug":"  "}`, "slug", []string{"missing"}},
		{"no name", `{"name":"-"}`, "name", []string{"missing"}},
		{"name of spaces", `{"name":" "}`, "name", []string{"missing"}},
		{"name as number", `{"name":7}`, "name", []string{"text"}},

		{"no price", `{"price":"-"}`, "price", []string{"missing"}},
		{"price null", `{"price":null}`, "price", []string{"missing"}},
		{"empty price", `{"price":""}`, "price", []string{`""`, "decimal number"}},
		{"price a word", `{"price":"gratis"}`, "price", []string{`"gratis"`}},
		{"negative price", `{"price":"-1"}`, "price", []string{`"-1"`}},
		{"decimal comma", `{"price":"39,90"}`, "price", []string{`"39,90"`, "39.90"}},
		{"price as JSON number", `{"price":39.90}`, "price", []string{"in quotes"}},
		{"too many decimals", `{"price":"39.905"}`, "price", []string{`"39.905"`, "decimals", "2"}},
		{"price too large", `{"price":"99999999999"}`, "price", []string{`"99999999999"`, "large"}},
		{"compare-at price", `{"compareAtPrice":"x"}`, "compareAtPrice", []string{`"x"`}},
		{"compare-at price as JSON number", `{"compareAtPrice":50}`, "compareAtPrice", []string{"in quotes"}},

		{"negative stock", `{"stock":-1}`, "stock", []string{"-1", "0 or more"}},
		{"stock as text", `{"stock":"12"}`, "stock", []string{"whole number"}},
		{"tags as text", `{"tags":"verano"}`, "tags", []string{"list"}},

		{"option without name", `{"options":[{"name":"","values":["S"]}],"variants":[{"id":1,"values":["S"]}]}`,
			"options[0].name", []string{"missing"}},
		{"option value twice", `{"options":[{"name":"Talla","values":["S","S"]}],"variants":[{"id":1,"values":["S"]}]}`,
			"options[0].values", []string{`"S"`, "twice"}},
		{"option value of no variant", shirt(small), "options[0].values", []string{`"M"`, "no variant"}},
		{"options but no variants", `{"options":[{"name":"Talla","values":["S"]}]}`, "variants", []string{"missing"}},

		{"variant without id", shirt(small + `,{"values":["M"]}`), "variants[1].id", []string{"missing"}},
		{"variant id 0", shirt(small + `,{"id":0,"values":["M"]}`), "variants[1].id", []string{"0", "1 or more"}},
		{"variant id twice", shirt(small + `,{"id":1,"values":["M"]}`), "variants[1].id", []string{"1", "taken"}},
		{"same values twice", shirt(small + "," + medium + `,{"id":3,"values":["M"]}`),
			"variants[2].values", []string{`"M"`, "variants[1]"}},
		{"a value too many", shirt(small + "," + medium + `,{"id":3,"values":["S","Rojo"]}`),
			"variants[2].values", []string{"2", "1"}},
		{"no values", shirt(small + "," + medium + `,{"id":3}`), "variants[2].values", []string{"0", "1"}},
		{"value of no option", shirt(small + "," + medium + `,{"id":3,"values":["XL"]}`),
			"variants[2].values", []string{`"XL"`, `"Talla"`}},
		{"values without options", `{"variants":[{"id":1,"values":["S"]}]}`, "variants[0].values", []string{"1", "0"}},
		{"variant price", shirt(small + `,{"id":2,"values":["M"],"price":"1.999"}`),
			"variants[1].price", []string{`"1.999"`, "decimals"}},
		{"variant compare-at price", shirt(small + `,{"id":2,"values":["M"],"compareAtPrice":"x"}`),
			"variants[1].compareAtPrice", []string{`"x"`}},
		{"variant stock", shirt(small + `,{"id":2,"values":["M"],"stock":-3}`), "variants[1].stock", []string{"-3"}},
		{"variant image", shirt(small + `,{"id":2,"values":["M"],"image":0}`), "variants[1].image", []string{"0"}},

		{"image of another scheme", `{"images":[{"src":"http://cdn.example/a.jpg"}]}`,
			"images[0].src", []string{`"http://cdn.example/a.jpg"`, "/web/", "https"}},
		{"image elsewhere", `{"images":[{"src":"images/a.jpg"}]}`, "images[0].src", []string{`"images/a.jpg"`}},
		{"image as script", `{"images":[{"src":"javascript:alert(1)"}]}`, "images[0].src", []string{"javascript"}},
		{"image without address", `{"images":[{"alt":"x"}]}`, "images[0].src", []string{`""`}},
		// Such an address could end the policy in the header that contains its host.
		{"address with a semicolon", `{"images":[{"src":"https://a;b/c.jpg"}]}`, "images[0].src", []string{"https://a;b"}},
		{"negative size", `{"images":[{"src":"https://a.example/b.jpg","width":-1,"height":2}]}`, "images[0]", []string{"negative"}},

		{"unknown field", `{"precio":"10"}`, "precio", []string{"not a field"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// A product without faults comes first, to check that the fault names the
			// right one.
			other := product(`{"id":900,"slug":"otro","name":"Otro"}`)
			faults := faultsOf(t, "["+other+","+product(tt.changes)+"]", strict.Rules{Digits: 2})
			if len(faults) != 1 {
				t.Fatalf("got %d faults, want 1:\n%v", len(faults), faults)
			}
			checkFault(t, faults[0], tt.wantField, tt.wantParts)
		})
	}
}

// faultsOf reads a catalogue that must have faults.
func faultsOf(t *testing.T, text string, rules strict.Rules) strict.Faults {
	t.Helper()
	c, err := strict.Products(strings.NewReader(text), rules)
	var faults strict.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("got %v, want faults", err)
	}
	if c != nil {
		t.Error("got a catalogue beside the faults, want none")
	}
	return faults
}

// checkFault checks a fault of the product `1 "gorra"`. The product may lack its id or
// slug.
func checkFault(t *testing.T, got strict.Fault, wantField string, wantParts []string) {
	t.Helper()
	if got.Field != wantField {
		t.Errorf("got field %q, want %q", got.Field, wantField)
	}
	if strings.Contains(got.Product, "900") || got.Product == "" {
		t.Errorf("got product %q, want the second", got.Product)
	}
	if wantField != "id" && wantField != "slug" && got.Product != `1 "gorra"` {
		t.Errorf("got product %q, want %q", got.Product, `1 "gorra"`)
	}
	for _, part := range append(wantParts, got.Product, wantField) {
		if !strings.Contains(got.Error(), part) {
			t.Errorf("got %q, want it to contain %s", got, part)
		}
	}
}
