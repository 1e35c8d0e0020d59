package patch_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"carrito/server/patch"
)

func TestSet(t *testing.T) {
	const file = "{\n  \"name\": \"Moda\",\n\n  \"contact\": {\"email\": \"a@b.example\", \"fax\": 1},\n  \"future\" : [1,\t2]\n}\n"
	tests := []struct {
		name, text, path, value, want string
	}{
		{"a text", file, "name", `"Otra"`, strings.Replace(file, "Moda", "Otra", 1)},
		{"within an object", file, "contact.email", `"c@d.example"`, strings.Replace(file, "a@b", "c@d", 1)},
		{"a new member of an object in one line", file, "contact.hours", `"9 a 5"`, strings.Replace(file, `"fax": 1`, `"fax": 1, "hours": "9 a 5"`, 1)},
		{"a new member", file, "colors.accent", `"#102030"`, strings.Replace(file, "2]\n", "2],\n  \"colors\": {\n    \"accent\": \"#102030\"\n  }\n", 1)},
		{"the first one removed", file, "name", "", "{\n\n  \"contact\": {\"email\": \"a@b.example\", \"fax\": 1},\n  \"future\" : [1,\t2]\n}\n"},
		{"the last one removed", file, "future", "", "{\n  \"name\": \"Moda\",\n\n  \"contact\": {\"email\": \"a@b.example\", \"fax\": 1}\n}\n"},
		{"one that is not there removed", file, "orders.minimum", "", file},
		{"the only one of an object removed", `{"a": {"b": 1}, "c": 2}`, "a.b", "", `{ "c": 2}`},
		{"the only one removed", `{"a": 1}`, "a", "", `{}`},
		{"into an empty object", `{}`, "a", `1`, "{\n  \"a\": 1\n}"},
		{"into what is no object", `{"a": 1}`, "a.b", `2`, "{\"a\": {\n  \"b\": 2\n}}"},
		{"the last of two with one name", `{"a": 1, "a": 2}`, "a", `3`, `{"a": 1, "a": 3}`},
		{"an escaped name", `{"\u0061": 1}`, "a", `3`, `{"\u0061": 3}`},
		{"no space", `{"a":1}`, "b", `3`, `{"a":1, "b": 3}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var value json.RawMessage
			if test.value != "" {
				value = json.RawMessage(test.value)
			}
			got, err := patch.Set(test.text, strings.Split(test.path, "."), value)
			if err != nil || got != test.want {
				t.Errorf("got  %q, %v\nwant %q", got, err, test.want)
			}
		})
	}
	for _, text := range []string{"", "[]", "{", `{"a"`, `{"a":}`, `{} x`, "null"} {
		if got, err := patch.Set(text, []string{"a"}, json.RawMessage("1")); err == nil {
			t.Errorf("%q: got %q, want an error", text, got)
		}
	}
}

// Whatever is set, the file means what the same changes make of a map.
func TestSetIsAsOnAMap(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 1))
		text, want := "{\"other\": {\"x\": [1]},\n\"b\": {}}", map[string]any{"other": map[string]any{"x": []any{1.0}}, "b": map[string]any{}}
		for range 12 {
			path := []string{string(rune('a' + random.IntN(3)))}
			if random.IntN(2) > 0 {
				path = append(path, string(rune('p'+random.IntN(3))))
			}
			var value json.RawMessage
			var plain any
			if random.IntN(3) > 0 {
				n := random.IntN(100)
				value, plain = json.RawMessage(fmt.Sprint(n)), float64(n)
			}
			var err error
			if text, err = patch.Set(text, path, value); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			set(want, path, plain)
		}
		var got map[string]any
		if err := json.Unmarshal([]byte(text), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %s\ngot  %v, %v\nwant %v", seed, text, got, err, want)
		}
	}
}

// set does the same as [patch.Set] in the plainest way.
func set(in map[string]any, path []string, value any) {
	if len(path) == 1 {
		if in[path[0]] = value; value == nil {
			delete(in, path[0])
		}
		return
	}
	inner, ok := in[path[0]].(map[string]any)
	if !ok && value == nil || ok && len(inner) == 0 && value == nil {
		return
	}
	if !ok {
		inner = map[string]any{}
		in[path[0]] = inner
	}
	if set(inner, path[1:], value); len(inner) == 0 {
		delete(in, path[0])
	}
}

func FuzzSet(f *testing.F) {
	for _, seed := range []string{`{"a": 1, "b": {"c": []}}`, "{ }", `{"a":{}}`, "{\"\\u0061\":1\n,\n\"b\":2}"} {
		f.Add(seed, "a", "b")
	}
	f.Fuzz(func(t *testing.T, text, first, second string) {
		got, err := patch.Set(text, []string{first, second}, json.RawMessage(`"new"`))
		if err != nil {
			return
		}
		var into map[string]json.RawMessage
		if err := json.Unmarshal([]byte(got), &into); err != nil {
			t.Fatalf("%q became %q: %v", text, got, err)
		}
	})
}
