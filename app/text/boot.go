//go:build !js

package text

import "strings"

// bootKeys are the sentences that boot.js says, by the names that it has for
// them.
var bootKeys = map[string]string{
	"unavailable": "fault.unavailable", // the program did not arrive
	"crashed":     "fault.crashed",     // the program ended
	"catalog":     "fault.catalog",     // the catalogue did not arrive
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
// Arguments have their names in them. A sentence that counts has its form for one
// under its name with a 1, and the form for all other numbers under its name: that
// is enough for languages with two forms. The word for units comes without its
// number, which stands before it.
func Boot(language string) map[string]string {
	language = Known(language)
	file, _ := readFile(language)
	say := map[string]string{}
	for name, key := range bootKeys {
		s := file[key]
		if s.forms == nil {
			say[name] = s.text
			continue
		}
		for form, text := range map[string]string{name: s.forms[other], name + "1": s.forms[category(language)(1)]} {
			if name == "unit" {
				text = strings.TrimPrefix(text, "{n}")
			}
			say[form] = text
		}
	}
	return say
}
