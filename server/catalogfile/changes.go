package catalogfile

import (
	"encoding/json"
	"slices"
	"strings"

	"carrito/server/kept"
)

// Kinds of changes to a product.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// What is recorded of a version; see package kept.
type (
	Version     = kept.Version
	Change      = kept.Change
	FieldChange = kept.FieldChange
	Field       = kept.Field
)

// Kinds of versions; see package kept.
const (
	Imported = kept.Imported
	Outside  = kept.Outside
)

// Limits of what is recorded of a change.
const (
	maxChanges = 40
	maxFields  = 12
	maxText    = 80 // of a value, in letters
)

// changes describes how the catalogue has changed. more counts the changed products
// that are left out.
func changes(before, after *Catalogue) (list []Change, more int) {
	add := func(c Change) {
		if len(list) < maxChanges {
			list = append(list, c)
		} else {
			more++
		}
	}
	old, seen := map[int]Object{}, map[int]bool{}
	for _, p := range before.Products {
		old[p.ID()] = p
	}
	for _, p := range after.Products {
		seen[p.ID()] = true
		was, known := old[p.ID()]
		switch {
		case !known:
			add(Change{ID: p.ID(), Product: p.Text("name"), Kind: Added})
		case !sameObject(was, p):
			add(Change{ID: p.ID(), Product: p.Text("name"), Kind: Changed, Fields: FieldChanges(was, p)})
		}
	}
	for _, p := range before.Products {
		if !seen[p.ID()] {
			add(Change{ID: p.ID(), Product: p.Text("name"), Kind: Removed})
		}
	}
	return list, more
}

// FieldChanges describes how a product has changed, field by field.
func FieldChanges(before, after Object) []FieldChange {
	var list []FieldChange
	for _, name := range names(before, after) {
		b, a := before.Get(name), after.Get(name)
		switch {
		case sameValue(b, a):
		case name == variants:
			list = append(list, variantChanges(before.Objects(name), after.Objects(name))...)
		default:
			list = append(list, FieldChange{Field: Field{Name: name}, Before: Brief(b), After: Brief(a)})
		}
	}
	return list[:min(len(list), maxFields)]
}

func variantChanges(before, after []Object) []FieldChange {
	var list []FieldChange
	for _, a := range after {
		b, known := find(before, a.ID())
		of := strings.Join(a.Texts("values"), " / ")
		if !known {
			list = append(list, FieldChange{Field: Field{Variant: a.ID()}, Of: of, After: of})
			continue
		}
		for _, name := range names(b, a) {
			if !sameValue(b.Get(name), a.Get(name)) {
				list = append(list, FieldChange{Field: Field{Variant: a.ID(), Name: name}, Of: of, Before: Brief(b.Get(name)), After: Brief(a.Get(name))})
			}
		}
	}
	for _, b := range before {
		if !slices.ContainsFunc(after, func(a Object) bool { return a.ID() == b.ID() }) {
			of := strings.Join(b.Texts("values"), " / ")
			list = append(list, FieldChange{Field: Field{Variant: b.ID()}, Of: of, Before: of})
		}
	}
	return list
}

// Brief returns the beginning of a value for people: a text without its quotes, a
// list of texts with commas, the addresses of pictures, "" for no value.
func Brief(value json.RawMessage) string {
	text := brief(decoded(value))
	if letters := []rune(text); len(letters) > maxText {
		return string(letters[:maxText-1]) + "…"
	}
	return text
}

func brief(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return value
	case []any:
		var parts []string
		for _, one := range value {
			parts = append(parts, brief(one))
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		if src, ok := value["src"].(string); ok {
			return src[strings.LastIndex(src, "/")+1:]
		}
		if name, ok := value["name"].(string); ok {
			return name + ": " + brief(value["values"])
		}
		return brief(value["values"])
	}
	return string(encode(value))
}
