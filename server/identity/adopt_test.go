package identity

import (
	"strings"
	"testing"
)

// adopted returns a new ledger that has learnt the ids of a products.json.
func adopted(t *testing.T, products string) *Ledger {
	t.Helper()
	l := new(Ledger)
	if notes, err := l.Adopt([]byte(products)); err != nil || len(notes) > 0 {
		t.Fatalf("got %q, %v, want the ids adopted", notes, err)
	}
	return l
}

func TestAdoptFaults(t *testing.T) {
	tests := []struct {
		name, file string
		want       string // within the error, empty for none
	}{
		{"none", "[]", ""},
		{"a byte order mark", "\ufeff[{\"id\":2,\"slug\":\"a\"}]", ""},
		{"faulty in other fields", `[{"id":2,"slug":"a","price":false,"talla":1}]`, ""},
		{"cut off", `[{"id":2,"slug":"a"}`, "the ids cannot be read"},
		{"empty", "", "the ids cannot be read"},
		{"null", "null", "not a list of products"},
		{"no id", `[{"slug":"a"}]`, "place 1 has no id or no slug"},
		{"no slug", `[{"id":1,"slug":"a"},{"id":2}]`, "place 2 has no id or no slug"},
		{"a slug twice", `[{"id":1,"slug":"a"},{"id":2,"slug":"a"}]`, `the slug "a" occurs twice`},
		{"an id twice", `[{"id":1,"slug":"a"},{"id":1,"slug":"b"}]`, `the id 1 occurs twice, for "a" and for "b"`},
		{"a variant without an id", `[{"id":1,"slug":"a","variants":[{"id":1},{}]}]`, `product "a": the variant at place 1 has no id`},
		{"a variant's id twice", `[{"id":1,"slug":"a","variants":[{"id":2},{"id":1},{"id":2}]}]`, `product "a": the variant id 2 occurs twice`},
		{"an id too large", `[{"id":9007199254740991,"slug":"a"}]`, "is too large"},
		{"values without options", `[{"id":1,"slug":"a","variants":[{"id":1,"values":["S"]}]}]`, ""},
		{"a variant whose id is text", `[{"id":1,"slug":"a","variants":[{"id":"2"}]}]`, "the ids cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := new(Ledger).Adopt([]byte(test.file))
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

// TestAdopt has what an owner writes into products.json by hand, and the ids
// that the next export gets after it.
func TestAdopt(t *testing.T) {
	const before = `[{"id":1,"slug":"polo","name":"Polo","options":[{"name":"Talla"}],
		"variants":[{"id":1,"sku":"P-S","values":["S"]},{"id":2,"values":["M"]}]},{"id":2,"slug":"taza","name":"Taza"}]`
	tests := []struct {
		name, products string
		notes          string // joined by line breaks
		export, want   string
	}{
		{name: "nothing changed", products: before,
			export: "- - taza Taza\n- - polo Polo [Talla] XS M S", want: "2 taza, 1 polo 3=XS 2=M 1=S"},
		{name: "the file is an empty shop", products: "[]",
			export: "- - nuevo Nuevo\n- - polo Polo [Talla] M", want: "3 nuevo, 1 polo 2=M"},
		{name: "a product added with a much larger id", products: `[{"id":40,"slug":"gorra","name":"Gorra"}]`,
			export: "- - gorra Gorra\n- - nuevo Nuevo\n- - taza Taza", want: "40 gorra, 41 nuevo, 2 taza"},
		{name: "a product added with the id of another", products: `[{"id":2,"slug":"gorra","name":"Gorra"}]`,
			notes:  `"gorra" has the id 2, which belongs to "taza": "gorra" gets another id`,
			export: "- - gorra Gorra\n- - taza Taza", want: "3 gorra, 2 taza"},
		{name: "a product renamed", products: `[{"id":2,"slug":"taza","name":"Taza de barro"}]`,
			export: "- - taza Taza", want: "2 taza"},
		{name: "a slug changed", products: `[{"id":2,"slug":"taza-de-barro","name":"Taza"}]`,
			export: "- - taza Taza\n- - taza-de-barro Otra", want: "2 taza-de-barro, 3 taza-de-barro-2"},
		{name: "a slug changed, known by SKU", products: `[{"id":1,"slug":"camisa","name":"Camisa","variants":[{"id":1,"sku":"P-S","values":["S"]}]}]`,
			export: "- - polo Polo", want: "1 camisa"},
		{name: "the slug of a product that is gone, with another id", products: `[{"id":9,"slug":"taza","name":"Taza"}]`,
			export: "- - taza Taza", want: "9 taza"},
		{name: "a variant added", products: `[{"id":1,"slug":"polo","options":[{"name":"Talla"}],"variants":[{"id":2,"values":["M"]},{"id":7,"values":["L"]}]}]`,
			export: "- - polo Polo [Talla] L XL M S", want: "1 polo 7=L 8=XL 2=M 1=S"},
		{name: "a variant added with the values of one that is gone", products: `[{"id":1,"slug":"polo","options":[{"name":"Talla"}],"variants":[{"id":2,"values":["M"]},{"id":7,"values":["S"]}]}]`,
			export: "- - polo Polo [Talla] S M", want: "1 polo 7=S 2=M"},
		{name: "a variant with the id of another", products: `[{"id":1,"slug":"polo","options":[{"name":"Talla"}],"variants":[{"id":2,"values":["L"]}]}]`,
			notes:  `the variant id 2 of "polo" belongs to "M", not to "L": "L" gets another id`,
			export: "- - polo Polo [Talla] L M", want: "1 polo 3=L 2=M"},
		{name: "a value renamed, known by SKU", products: `[{"id":1,"slug":"polo","options":[{"name":"Talla"}],"variants":[{"id":1,"sku":"P-S","values":["Chica"]}]}]`,
			export: "- - polo Polo [Talla] S", want: "1 polo 1=S"},
		{name: "an option renamed", products: `[{"id":1,"slug":"polo","options":[{"name":"Color"}],"variants":[{"id":1,"values":["S"]}]}]`,
			export: "- - polo Polo [Color] S", want: "1 polo 1=S"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := adopted(t, before)
			notes, err := l.Adopt([]byte(test.products))
			if got := strings.Join(notes, "\n"); err != nil || got != test.notes {
				t.Errorf("got the notes %s, %v, want %s", got, err, test.notes)
			}
			if _, got := identify(t, reread(t, l), "woo", test.export); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
