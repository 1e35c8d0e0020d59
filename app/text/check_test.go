//go:build !js

package text

import (
	"strings"
	"testing"
)

func TestCheckNamesEveryFault(t *testing.T) {
	type some struct {
		Empty string                          `text:"cart.empty"`
		Added func(name string, n int) string `text:"cart.added name n"`
		Sorts map[string]string               `text:"list.sort" keys:"name,price"`
	}
	const sorts = `, "list.sort.name": "Nombre", "list.sort.price": "Precio"`
	good := `{"cart.empty": "Vacío", "cart.added": {"one": "{name}", "other": "{n} × {name}"}` + sorts + "}"
	with := func(old, now string) string { return strings.Replace(good, old, now, 1) }
	tests := []struct{ name, content, want string }{
		{"none", good, ""},
		{"a sentence without forms", with(`{"one": "{name}", "other": "{n} × {name}"}`, `"{n} × {name}"`), ""},
		{"a key is missing", with(`"cart.empty": "Vacío", `, ""), "xx.json: cart.empty is missing"},
		{"an empty text", with("Vacío", ""), "xx.json: cart.empty is missing"},
		{"a part of a map is missing", with(`, "list.sort.price": "Precio"`, ""), "xx.json: list.sort.price is missing"},
		{"a form is missing", with(`"one": "{name}", `, ""), `xx.json: cart.added lacks the plural form "one"`},
		{"a form that does not exist", with(`"one"`, `"single": "{n} {name}", "one"`), `xx.json: cart.added has the plural form "single", which does not exist`},
		{"forms without a number", with(`"Vacío"`, `{"one": "Vacío", "other": "Vacíos"}`), "xx.json: cart.empty has plural forms, but no number"},
		{"an argument that does not exist", with("{n} ×", "{count} ×"), "xx.json: cart.added, other has {count}, which does not exist"},
		{"an argument is left out", with("{n} × ", ""), "xx.json: cart.added, other lacks {n}"},
		{"a name is left out of one", with(`"one": "{name}"`, `"one": "{n}"`), "xx.json: cart.added, one lacks {name}"},
		{"an open brace", with("Vacío", "Vac{ío"), "xx.json: cart.empty has a { without a }"},
		{"a closing brace", with("Vacío", "Vac}ío"), "xx.json: cart.empty has a } without a {"},
		{"a key too many", with(`"cart.empty"`, `"cart.full": "Lleno", "cart.empty"`), "xx.json: cart.full is no key of a sentence"},
		{"two faults", with("Vacío", "{x}{"), "xx.json: cart.empty has {x}, which does not exist"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := parseFile(test.content)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if err := f.check("xx.json", "es", []any{new(some)}); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFilesThatAreNone(t *testing.T) {
	for _, test := range []struct{ content, want string }{
		{"", "not JSON"}, {"[]", "not a JSON object"}, {`{"a": 1}`, "a is neither a text nor an object of texts"},
		{`{"a": "x", "a": "y"}`, "a is there twice"}, {`{"a": "x"`, "not JSON"},
	} {
		_, err := parseFile(test.content)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got the error %v, want %q in it", test.content, err, test.want)
		}
	}
}
