package identity

import (
	"bytes"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	for products, want := range map[string]string{
		"web/products.json": "web/products.ids.json", "/srv/a.b/productos": "/srv/a.b/productos.ids.json", "x.JSON": "x.ids.json",
	} {
		if got := File(products); got != want || !Private(got) {
			t.Errorf("%s: got %s, want %s, and it private", products, got, want)
		}
	}
	for name, want := range map[string]bool{"products.json": false, "products.IDS.json.bak": true, "products.ids.json~": true, "ids.json": false} {
		if Private(name) != want {
			t.Errorf("%s is private: got %t, want %t", name, !want, want)
		}
	}
}

func TestWrite(t *testing.T) {
	l := adopted(t, `[{"id":3,"slug":"polo","name":"Polo <b>","options":[{"name":"Talla"}],"variants":[{"id":2,"sku":"P-M","values":["M"]},{"id":1,"values":["S"]}]},{"id":1,"slug":"taza"}]`)
	l.Identify("woocommerce", []Product{{Key: "8", SKU: "T", Slug: "taza", Name: "Taza"}}, nil)
	want := `{"version": 1, "products": [
{"id":1,"slug":"taza","name":"Taza","sku":"T","keys":["woocommerce:8"]},
{"id":3,"slug":"polo","name":"Polo \u003cb\u003e","options":["Talla"],"variants":[{"id":1,"values":["S"]},{"id":2,"sku":"P-M","values":["M"]}]}
]}
`
	if got := string(written(t, l)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestParseFaults(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"empty", "", "it is empty"},
		{"cut off", `{"version": 1, "products": [{"id":1,"slug":"a"}`, "unexpected EOF"},
		{"another file", `[{"id":1,"slug":"a"}]`, "cannot unmarshal array"},
		{"a later version", `{"version": 2, "products": []}`, "its version is 2; this program reads version 1"},
		{"no version", `{"products": []}`, "its version is 0"},
		{"no products", `{"version": 1}`, "no list of products"},
		{"an unknown field", `{"version": 1, "products": [{"id":1,"slug":"a","ids":[]}]}`, `unknown field "ids"`},
		{"text after its end", `{"version": 1, "products": []} {}`, "more text after its end"},
		{"no product", `{"version": 1, "products": [null]}`, "place 1 has no id or no slug"},
		{"no id", `{"version": 1, "products": [{"slug":"a"}]}`, "place 1 has no id or no slug"},
		{"an id too large", `{"version": 1, "products": [{"id":9223372036854775807,"slug":"a"}]}`, "the id 9223372036854775807 is too large"},
		{"values without options", `{"version": 1, "products": [{"id":1,"slug":"a","variants":[{"id":1,"values":["S"]}]}]}`, "product 1: the variant 1 has 1 values for 0 options"},
		{"an id twice", `{"version": 1, "products": [{"id":1,"slug":"a"},{"id":1,"slug":"b"}]}`, "the product 1 comes after the product 1"},
		{"a slug twice", `{"version": 1, "products": [{"id":1,"slug":"a"},{"id":2,"slug":"a"}]}`, `the slug "a" occurs twice`},
		{"a key twice", `{"version": 1, "products": [{"id":1,"slug":"a","keys":["w:1"]},{"id":2,"slug":"b","keys":["w:1"]}]}`, `the key "w:1" occurs twice`},
		{"a variant twice", `{"version": 1, "products": [{"id":1,"slug":"a","variants":[{"id":1},{"id":1}]}]}`, "product 1: the variant id 1 occurs twice"},
		{"variants in disorder", `{"version": 1, "products": [{"id":1,"slug":"a","variants":[{"id":2},{"id":1}]}]}`, "product 1: the variant 1 comes after the variant 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Parse([]byte(test.file)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}

// Writing and parsing a ledger changes nothing, and Identify keeps a ledger
// valid.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"version": 1, "products": []}`))
	f.Add([]byte(`{"version": 1, "products": [{"id":1,"slug":"taza","source":"t","name":"T","sku":"1","keys":["woo:1"],"options":["Talla"],
		"variants":[{"id":1,"key":"woo:2","sku":"S","values":["S"]},{"id":9,"options":["Talla","Color"],"values":["M","Rojo"]}]}]}`))
	f.Add([]byte(`{"version": 1, "products": [{"id":1,"slug":"a","keys":["woo:1","woo:2"],"options":["Talla"],"variants":[{"id":1,"values":["S"]},{"id":2,"values":["S"]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Parse(data)
		if err != nil {
			return
		}
		once := written(t, l)
		if again := written(t, reread(t, l)); !bytes.Equal(once, again) {
			t.Fatalf("got %s, want %s", again, once)
		}
		identify(t, l, "woo", "1 S taza Taza [Talla] S#S M@2\n2 - a A [Color/Talla] Rojo/M\n- 1 t T")
	})
}
