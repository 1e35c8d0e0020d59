package catalog_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// product returns the JSON of product 1, which has no fault, with the fields of the
// given object added. A field "-" is removed. The fields have the order of
// products.json.
func product(changes string) string {
	fields := map[string]json.RawMessage{
		"id": json.RawMessage(`1`), "slug": json.RawMessage(`"gorra"`),
		"name": json.RawMessage(`"Gorra"`), "price": json.RawMessage(`"10.00"`),
	}
	var changed map[string]json.RawMessage
	if err := json.Unmarshal([]byte(changes), &changed); err != nil {
		panic(err)
	}
	maps.Copy(fields, changed)
	maps.DeleteFunc(fields, func(_ string, value json.RawMessage) bool { return string(value) == `"-"` })
	order := []string{"id", "slug", "name", "price", "compareAtPrice", "category", "description", "tags",
		"stock", "images", "options", "variants"}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	var b strings.Builder
	for _, name := range order {
		if value, ok := fields[name]; ok {
			if b.Len() > 0 {
				b.WriteString(",")
			}
			b.WriteString(quote(name) + ":" + string(value))
		}
	}
	return "{" + b.String() + "}"
}

func quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(quoted)
}

// shirt returns the changes that give a product one option and the given variants.
func shirt(variants string) string {
	return `{"options":[{"name":"Talla","values":["S","M"]}],"variants":[` + variants + `]}`
}

const small, medium = `{"id":1,"values":["S"]}`, `{"id":2,"values":["M"]}`
