//go:build !js

package text

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
)

var spanish, english = In("es"), In("en")

// sameInBoth are the texts that are the same words in English and in every other
// language, or in the one that stands before the name.
var sameInBoth = []string{"Total", "TotalIs", "WhatsApp", "TotalColumn", "Subtotal", "SubtotalIs", "PageTitle", "pt TaxAdded"}

// TestEveryTextInEveryLanguage finds what is not translated. Spanish and Portuguese
// share many words; each language is compared with English.
func TestEveryTextInEveryLanguage(t *testing.T) {
	for _, language := range Languages() {
		if language != "en" {
			inBoth(t, language, reflect.ValueOf(*In(language)), reflect.ValueOf(*In("en")))
		}
	}
}

func inBoth(t *testing.T, language string, other, english reflect.Value) {
	for i := range other.NumField() {
		name := other.Type().Field(i).Name
		if other.Field(i).Kind() == reflect.Pointer {
			inBoth(t, language, other.Field(i).Elem(), english.Field(i).Elem())
			continue
		}
		t.Run(language+" "+name, func(t *testing.T) {
			got, en := textOf(t, other.Field(i)), textOf(t, english.Field(i))
			if same := got == en; same != (slices.Contains(sameInBoth, name) || slices.Contains(sameInBoth, language+" "+name)) {
				t.Errorf("same in both languages: got %v (%q, %q), want %v", same, got, en, !same)
			}
		})
	}
}

// textOf returns a text; of a function, what it says of arguments that its words
// must contain.
func textOf(t *testing.T, text reflect.Value) string {
	t.Helper()
	var got string
	var want []string
	switch text.Kind() {
	case reflect.String:
		got = text.String()
	case reflect.Map:
		got = fmt.Sprint(text.Interface())
	case reflect.Func:
		if text.IsNil() {
			t.Fatal("got no function, want one")
		}
		var in []reflect.Value
		for i := range text.Type().NumIn() {
			argument := reflect.ValueOf(fmt.Sprintf("Ñandú %d", i))
			if text.Type().In(i).Kind() == reflect.Int {
				argument = reflect.ValueOf(70 + i)
			}
			in = append(in, argument)
			want = append(want, fmt.Sprint(argument))
		}
		got = text.Call(in)[0].String()
	}
	if strings.TrimSpace(got) == "" {
		t.Fatal("got no text, want some")
	}
	for _, argument := range want {
		if !strings.Contains(got, argument) {
			t.Errorf("got %q, want %q in it", got, argument)
		}
	}
	return got
}

func TestSorts(t *testing.T) {
	orders := []catalog.Sort{catalog.ByRelevance, catalog.ByNewest, catalog.ByPriceUp, catalog.ByPriceDown, catalog.ByName}
	for _, language := range Languages() {
		seen := map[string]bool{}
		for _, sort := range orders {
			name := In(language).Sorts[sort]
			if name == "" || seen[name] {
				t.Errorf("%s: name of order %q: got %q, want one of its own", language, sort, name)
			}
			seen[name] = true
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"one unit", spanish.Units(1), "1 unidad"},
		{"no unit", spanish.Units(0), "0 unidades"},
		{"one left", spanish.LastUnits(1), "Solo 1 queda"},
		{"two left", spanish.LastUnits(2), "Solo 2 quedan"},
		{"one product", spanish.Products(1), "1 producto"},
		{"one added", spanish.Added("Gorra", 1), "Agregado al carrito: Gorra."},
		{"two added", spanish.Added("Gorra", 2), "Agregado al carrito: 2 × Gorra."},
		{"English, one unit", english.Units(1), "1 unit"},
		{"English, two units", english.Units(2), "2 units"},
		{"English, one added", english.Added("Cap", 1), "Added to cart: Cap."},
		{"English, one product", english.Products(1), "1 product"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %q, want %q", test.got, test.want)
			}
		})
	}
}

func TestUnknownLanguage(t *testing.T) {
	if got := In("xx"); got != spanish {
		t.Errorf("got %q as the cart's name, want Spanish", got.Cart)
	}
}
