//go:build !js

package text

import "strings"

// bootKeys are the sentences that boot.js says, by the names that it has for
// them.
var bootKeys = map[string]string{
	"unavailable": "fault.unavailable", // the program did not arrive
	"crashed":     "fault.crashed",     // the program ended
	"catalog":     "fault.catalog",     // the catalogue did not arrive
	"retry":       "state.retry",
	"added":       "cart.added",
	"removed":     "cart.removed",
	"emptied":     "cart.emptied",
	"restored":    "cart.restored",
	"set":         "cart.quantitySet",
	"quantity":    "cart.badQuantity",
	"left":        "cart.onlyLeft",
	"soldOut":     "cart.soldOut",
	"none":        "product.soldOut",
	"noSuch":      "product.noCombination",
	"inStock":     "product.inStock",
	"few":         "product.lastUnits",
	"combination": "product.noCombinationInCart",
	"unit":        "header.units",
}

// Boot returns the sentences that boot.js says in place of the program, by name.
// Arguments have their names in them. A sentence that counts has its form for each
// plural category under its name with the category behind it, as in "addedone",
// and the form for other numbers under its name alone. The word for units comes
// without its number, which stands before it.
func Boot(language string) map[string]string {
	file, _ := readFile(Known(language))
	sentences := map[string]string{}
	for name, key := range bootKeys {
		s := file[key]
		sentences[name] = s.text
		for category, form := range s.forms {
			if name == "unit" {
				form = strings.TrimPrefix(form, "{n}")
			}
			sentences[strings.TrimSuffix(name+category, other)] = form
		}
	}
	return sentences
}
