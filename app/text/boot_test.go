//go:build !js

package text

import (
	"cmp"
	"strconv"
	"strings"
	"testing"
)

// What boot.js says is what the program says, of every number.
func TestBoot(t *testing.T) {
	for _, language := range Languages() {
		sentences, words := Boot(language), In(language)
		for name, want := range map[string]func(n int) string{
			"added": func(n int) string { return words.Added("{name}", n) },
			"set":   func(n int) string { return words.QuantitySet("{name}", n) },
			"left":  func(n int) string { return words.OnlyLeft("{name}", n) },
			"few":   words.LastUnits,
			"unit":  func(n int) string { return strings.TrimPrefix(words.Units(n), strconv.Itoa(n)) },
		} {
			for n := range 1000 {
				form := cmp.Or(sentences[name+Plurals(language)(n)], sentences[name])
				if got := strings.ReplaceAll(form, "{n}", strconv.Itoa(n)); got != want(n) {
					t.Errorf("%s: %s of %d: got %q, want %q", language, name, n, got, want(n))
				}
			}
		}
		for name, want := range map[string]string{
			"removed": words.Removed("{name}"), "emptied": words.Emptied, "restored": words.Restored, "quantity": words.BadQuantity,
			"soldOut": words.IsSoldOut("{name}"), "none": words.SoldOut, "noSuch": words.NoCombination, "inStock": words.InStock,
			"combination": words.NoCombination + ".", "unavailable": words.Unavailable, "crashed": words.Crashed, "catalog": words.CatalogBroken,
		} {
			if sentences[name] != want {
				t.Errorf("%s: %s: got %q, want %q", language, name, sentences[name], want)
			}
		}
	}
}

// TestBootNames holds that no name with a category behind it is another name.
func TestBootNames(t *testing.T) {
	for name := range bootKeys {
		for _, category := range categories {
			if _, ok := bootKeys[name+category]; ok {
				t.Errorf("%q is a name, and %q with a category", name+category, name)
			}
		}
	}
}
