//go:build !js

package text

import (
	xlanguage "golang.org/x/text/language"

	"golang.org/x/text/feature/plural"
)

// categories are the plural categories of CLDR, by their names in a file.
var categories = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: other,
}

// Plurals returns a function that returns the plural category of a whole number
// in a language.
func Plurals(language string) func(n int) string {
	tag := xlanguage.Make(language)
	return func(n int) string { return categories[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)] }
}

// needed returns the categories that a language must have a form for: those of
// the whole numbers up to 1,000, and the one for all the rest.
func needed(language string) map[string]bool {
	of := Plurals(language)
	names := map[string]bool{other: true}
	for n := range 1001 {
		names[of(n)] = true
	}
	return names
}
