//go:build !js

package text

import (
	"strings"
	"testing"
)

// What boot.js says is what the program says.
func TestBoot(t *testing.T) {
	for _, language := range Languages() {
		say, t2 := Boot(language), In(language)
		counted := map[string]func(n int) string{
			"added": func(n int) string { return t2.Added("{name}", n) },
			"set":   func(n int) string { return t2.QuantitySet("{name}", n) },
			"left":  func(n int) string { return t2.OnlyLeft("{name}", n) },
			"few":   t2.LastUnits,
		}
		for name, words := range counted {
			for _, n := range []int{1, 2, 999} {
				form := name
				if _, ok := say[name+"1"]; ok && n == 1 {
					form += "1"
				}
				number := map[int]string{1: "1", 2: "2", 999: "999"}[n]
				if got, want := strings.ReplaceAll(say[form], "{n}", number), words(n); got != want {
					t.Errorf("%s: %s of %d: got %q, want %q", language, name, n, got, want)
				}
			}
		}
		for name, want := range map[string]string{
			"removed": t2.Removed("{name}"), "emptied": t2.Emptied, "restored": t2.Restored, "quantity": t2.BadQuantity,
			"soldOut": t2.IsSoldOut("{name}"), "none": t2.SoldOut, "noSuch": t2.NoCombination, "inStock": t2.InStock,
			"combination": t2.NoCombination + ".", "unavailable": t2.Unavailable, "crashed": t2.Crashed, "catalog": t2.CatalogBroken,
			"unit1": strings.TrimPrefix(t2.Units(1), "1"), "unit": strings.TrimPrefix(t2.Units(2), "2"),
		} {
			if say[name] != want {
				t.Errorf("%s: %s: got %q, want %q", language, name, say[name], want)
			}
		}
	}
}
