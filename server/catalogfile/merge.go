package catalogfile

import (
	"encoding/json"
	"slices"
)

// Conflict is a field that two people have changed in different ways.
type Conflict struct {
	Field
	Base, Mine, Theirs json.RawMessage // nil if the field is missing
}

// variants is the only member whose parts are merged one by one.
const variants = "variants"

// Merge returns theirs with the changes from base to mine. It merges variants field
// by field, and finds them by their ids. Where both have changed the same field in
// different ways, the result has mine, and the field is among the conflicts.
// Variants of mine without an id are new. A variant keeps its picture when the pictures
// change places; in a conflict the picture is an address.
func Merge(base, mine, theirs Object) (Object, []Conflict) {
	merged, conflicts := merge(0, withAddresses(base), withAddresses(mine), withAddresses(theirs))
	return keepText(withPlaces(merged), theirs), conflicts
}

func merge(variant int, base, mine, theirs Object) (Object, []Conflict) {
	merged := theirs
	var conflicts []Conflict
	for _, name := range names(base, mine) {
		b, m, t := base.Get(name), mine.Get(name), theirs.Get(name)
		switch {
		case sameValue(b, m) || sameValue(m, t):
		case sameValue(b, t):
			merged = merged.With(name, m)
		case variant == 0 && name == variants && m != nil && t != nil:
			list, more := mergeVariants(base.Objects(name), mine.Objects(name), theirs.Objects(name))
			merged, conflicts = merged.WithObjects(name, list), append(conflicts, more...)
		default:
			merged = merged.With(name, m)
			conflicts = append(conflicts, Conflict{Field{Variant: variant, Name: name}, b, m, t})
		}
	}
	return merged, conflicts
}

func names(objects ...Object) []string {
	var all []string
	for _, o := range objects {
		for _, m := range o.members {
			if !slices.Contains(all, m.name) {
				all = append(all, m.name)
			}
		}
	}
	return all
}

func mergeVariants(base, mine, theirs []Object) (merged []Object, conflicts []Conflict) {
	wanted := map[int]bool{}
	for _, m := range mine {
		if m.ID() == 0 {
			merged = append(merged, m)
			continue
		}
		wanted[m.ID()] = true
		b, inBase := find(base, m.ID())
		t, inTheirs := find(theirs, m.ID())
		switch {
		case inTheirs:
			one, more := merge(m.ID(), b, m, t)
			merged, conflicts = append(merged, one), append(conflicts, more...)
		case !inBase:
			merged = append(merged, m)
		case !sameObject(b, m): // they removed what I have changed
			merged = append(merged, m)
			conflicts = append(conflicts, Conflict{Field{Variant: m.ID()}, json.RawMessage(b.compact()), json.RawMessage(m.compact()), nil})
		}
	}
	for i, t := range theirs {
		if wanted[t.ID()] {
			continue
		}
		b, inBase := find(base, t.ID())
		switch {
		case !inBase: // they added it
			merged = slices.Insert(merged, min(i, len(merged)), t)
		case !sameObject(b, t): // I removed what they have changed
			conflicts = append(conflicts, Conflict{Field{Variant: t.ID()}, json.RawMessage(b.compact()), nil, json.RawMessage(t.compact())})
		}
	}
	return merged, conflicts
}

func find(list []Object, id int) (Object, bool) {
	at := slices.IndexFunc(list, func(o Object) bool { return o.ID() == id })
	if at < 0 {
		return Object{}, false
	}
	return list[at], true
}
