package settings

import (
	"encoding/json"
	"strings"

	"carrito/server/catalogfile"
)

// brief returns a value for people: of lists what their items are called and cost.
func brief(value json.RawMessage) string {
	list := catalogfile.Object{}.With("list", value).Objects("list")
	if len(list) == 0 {
		return catalogfile.Brief(value)
	}
	text := []rune(strings.Join(briefs(list), "; "))
	if len(text) > maxBrief {
		return string(text[:maxBrief-1]) + "…"
	}
	return string(text)
}

// maxBrief is the longest description of a list, in letters.
const maxBrief = 300

func briefs(list []catalogfile.Object) []string {
	var all []string
	for _, o := range list {
		var words []string
		for _, name := range []string{"kind", "name", "code", "percent", "amount", "price", "freeFrom", "minimum", "holder", "account", "url"} {
			if text := catalogfile.Brief(o.Get(name)); text != "" {
				words = append(words, text)
			}
		}
		if inner := briefs(o.Objects(zones)); len(inner) > 0 {
			words = append(words, "("+strings.Join(inner, ", ")+")")
		}
		all = append(all, strings.Join(words, " "))
	}
	return all
}
