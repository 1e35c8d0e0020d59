//go:build !js

package text

import (
	"reflect"
	"strings"
	"testing"
)

// TestWireIsTheFile holds that the browser program says what the server says, of
// numbers of every plural category.
func TestWireIsTheFile(t *testing.T) {
	for _, language := range Languages() {
		wired, err := Read(string(Wire(language)), Plurals(language))
		if err != nil {
			t.Fatalf("%s: %v", language, err)
		}
		sameSentences(t, language, reflect.ValueOf(*In(language)), reflect.ValueOf(*wired))
		sameSentences(t, language, reflect.ValueOf(*In(language).Order), reflect.ValueOf(*wired.Order))
	}
}

func sameSentences(t *testing.T, language string, file, wire reflect.Value) {
	t.Helper()
	for i := range file.NumField() {
		name := file.Type().Field(i).Name
		switch file.Field(i).Kind() {
		case reflect.Pointer: // another struct
		case reflect.Func:
			for _, n := range []int{0, 1, 2, 5, 11, 999} {
				if got, want := call(wire.Field(i), n), call(file.Field(i), n); got != want {
					t.Errorf("%s: %s of %d: got %q, want %q", language, name, n, got, want)
				}
			}
		default:
			if got, want := wire.Field(i).Interface(), file.Field(i).Interface(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s: got %v, want %v", language, name, got, want)
			}
		}
	}
}

// call says a sentence of numbers from n on, and of texts that look like arguments
// in a sentence.
func call(sentence reflect.Value, n int) string {
	var in []reflect.Value
	for i := range sentence.Type().NumIn() {
		argument := reflect.ValueOf("{0} " + strings.Repeat("ñ", i))
		if sentence.Type().In(i).Kind() == reflect.Int {
			argument = reflect.ValueOf(n + i)
		}
		in = append(in, argument)
	}
	return sentence.Call(in)[0].String()
}

func TestReadRefuses(t *testing.T) {
	good := string(Wire("es"))
	tests := []struct{ name, wire string }{
		{"nothing", ""}, {"an object", "{}"}, {"no sentence", "[]"}, {"cut off", good[:len(good)/2]}, {"a page", "<!doctype html>"},
		{"something behind", good + "x"}, {"a sentence more", strings.Replace(good, "[", `["more",`, 1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Read(test.wire, Plurals("es")); err == nil {
				t.Error("got no error, want one")
			}
		})
	}
}
