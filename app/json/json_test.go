package json_test

import (
	stdlib "encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"carrito/app/json"
)

// value reads any value into the types that encoding/json uses. Numbers are
// stdlib.Number.
func value(r *json.Reader) any {
	switch r.Kind() {
	case json.Object:
		object := map[string]any{}
		r.Object(func(name string) { object[name] = value(r) })
		return object
	case json.Array:
		list := []any{}
		r.Array(func(int) { list = append(list, value(r)) })
		return list
	case json.String:
		text, _ := r.Text()
		return text
	case json.Number:
		literal, _ := r.Literal()
		return stdlib.Number(literal)
	case json.Bool:
		truth, _ := r.Bool()
		return truth
	default:
		r.Skip()
		return nil
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct {
		name, text string
		want       error
		wantOffset int
	}{
		{"empty", "", json.ErrCutOff, 0},
		{"no value", "?", json.ErrValue, 0},
		{"cut off in a list", `[1, 2`, json.ErrCutOff, 5},
		{"cut off in a string", `["ab`, json.ErrCutOff, 4},
		{"cut off behind a backslash", `["ab\`, json.ErrCutOff, 5},
		{"cut off in an escape", `["ab\u00`, json.ErrCutOff, 8},
		{"cut off behind a name", `{"a"`, json.ErrCutOff, 4},
		{"cut off behind a colon", `{"a":`, json.ErrCutOff, 5},
		{"a comma at the end", `[1,]`, json.ErrValue, 3},
		{"a comma at the end of an object", `{"a":1,}`, json.ErrKey, 7},
		{"no comma", `[1 2]`, json.ErrComma, 3},
		{"no colon", `{"a" 1}`, json.ErrColon, 5},
		{"a name without quotes", `{a: 1}`, json.ErrKey, 1},
		{"a control character", "[\"a\nb\"]", json.ErrString, 3},
		{"an unknown escape", `["\x"]`, json.ErrString, 4},
		{"a number without digits", `[-]`, json.ErrNumber, 2},
		{"a number with a lone point", `[1.]`, json.ErrNumber, 3},
		{"a leading zero", `[01]`, json.ErrComma, 2},
		{"a broken word", `[nul]`, json.ErrValue, 1},
		{"something behind", `[] []`, json.ErrTrailing, 3},
		{"too deep", strings.Repeat("[", 1000), json.ErrTooDeep, 201},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := json.NewReader(test.text)
			value(r)
			err := r.End()
			var syntax *json.SyntaxError
			if !errors.Is(err, test.want) || !errors.As(err, &syntax) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if syntax.Offset != test.wantOffset {
				t.Errorf("got offset %d, want %d", syntax.Offset, test.wantOffset)
			}
		})
	}
}

// A value of another kind than the caller expects is skipped completely.
func TestWrongKinds(t *testing.T) {
	r := json.NewReader(`{"a": {"b": [1, "]"]}, "c": "x", "d": 7, "e": [true], "f": null, "g": "end"}`)
	var last string
	r.Object(func(name string) {
		switch name {
		case "a", "d", "e", "f":
			if text, ok := r.Text(); ok {
				t.Errorf("%s: got text %q, want none", name, text)
			}
		case "c":
			if r.Array(func(int) {}) {
				t.Error("c: got a list, want none")
			}
		case "g":
			last, _ = r.Text()
		}
	})
	if err := r.End(); err != nil || last != "end" {
		t.Errorf("got %v and last field %q, want no error and end", err, last)
	}
}

func TestRaw(t *testing.T) {
	r := json.NewReader(` {"a" :  {"b": [1, "]"]} , "c": "é\n"} `)
	got := map[string]string{}
	r.Object(func(name string) { got[name] = r.Raw() })
	if err := r.End(); err != nil || got["a"] != `{"b": [1, "]"]}` || got["c"] != `"é\n"` {
		t.Errorf("got %q, %v; want the text of each value", got, err)
	}
}

func TestAppendString(t *testing.T) {
	tests := map[string]string{
		"plain":                "plain",
		`"` + `\`:              `\"\\`,
		"\b\f\n\r\t\x00\x1f":   `\b\f\n\r\t\u0000\u001f`,
		"</script>&\u2028\x7f": "</script>&\u2028\x7f",
		"ñ🛒":                   "ñ🛒",
		"\xff":                 "\ufffd",
	}
	for text, want := range tests {
		if got := string(json.AppendString(nil, text)); got != `"`+want+`"` {
			t.Errorf("%q: got %s, want %q", text, got, want)
		}
	}
}

// FuzzReader compares the reader with encoding/json: both accept the same texts and
// read the same values.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1, -2.5e+3, "\u00e1\ud83d\ude00\ud800x\n"], "b": {"c": null, "d": true, "e": false}}`,
		`""`, `[]`, ` {} `, `0`, `-0.0E-1`, `"\/"`, "\"\u2028\"", `{"a":1,"a":2}`, `["\ud83d\u0041"]`, "\"\x80\xff\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := json.NewReader(text)
		got := value(r)
		err := r.End()
		if errors.Is(err, json.ErrTooDeep) {
			return
		}
		if valid := stdlib.Valid([]byte(text)); valid != (err == nil) {
			t.Fatalf("%q: got error %v, but encoding/json says valid is %v", text, err, valid)
		}
		if err != nil {
			return
		}
		d := stdlib.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %#v, want %#v", text, got, want)
		}
	})
}
