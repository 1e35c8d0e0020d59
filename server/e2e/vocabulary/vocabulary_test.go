// Package vocabulary_test checks the structured data in the pages against the
// vocabulary of schema.org, and against what Google asks for.
package vocabulary_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// vocabulary is schema.org, as the npm package schema-dts has it. Google generates that
// package from schema.org's own file.
type vocabulary struct {
	parents    map[string][]string            // of each type
	properties map[string]map[string][]string // of each type: the types that a property may have
	members    map[string][]string            // of each type: its values, such as those of an enumeration
}

var (
	typeLine     = regexp.MustCompile(`^interface (\w+)Base extends (.*) \{$`)
	leafLine     = regexp.MustCompile(`^(?:export )?interface (\w+)Leaf extends (.*) \{$`)
	propertyLine = regexp.MustCompile(`^    "([\w-]+)"\?: SchemaValue<(.*), "[\w-]+">;$`)
	unionLine    = regexp.MustCompile(`^export type (\w+) = (.*);$`)
	parentName   = regexp.MustCompile(`(\w+)Base`)
)

// readVocabulary reads schema.d.ts: an interface for each type with its own properties,
// and a union for each type with its values.
func readVocabulary(t *testing.T) vocabulary {
	t.Helper()
	v := vocabulary{map[string][]string{}, map[string]map[string][]string{}, map[string][]string{}}
	at := ""
	for line := range strings.Lines(string(browsertest.FromNPM(t, "schema-dts", "2.1.0", "dist/schema.d.ts"))) {
		line = strings.TrimRight(line, "\n")
		if m := typeLine.FindStringSubmatch(line); m != nil {
			at = m[1]
			v.properties[at] = map[string][]string{}
			for _, parent := range parentName.FindAllStringSubmatch(m[2], -1) {
				v.parents[at] = append(v.parents[at], parent[1])
			}
		} else if m := leafLine.FindStringSubmatch(line); m != nil { // a type without properties of its own has only this interface
			if at = m[1]; v.properties[at] == nil {
				v.properties[at] = map[string][]string{}
				for _, parent := range parentName.FindAllStringSubmatch(m[2], -1) {
					v.parents[at] = append(v.parents[at], parent[1])
				}
			}
		} else if m := propertyLine.FindStringSubmatch(line); m != nil {
			v.properties[at][m[1]] = strings.Split(m[2], " | ")
		} else if m := unionLine.FindStringSubmatch(line); m != nil {
			for value := range strings.SplitSeq(m[2], " | ") {
				v.members[m[1]] = append(v.members[m[1]], strings.Trim(value, `"`))
			}
		}
	}
	if len(v.properties) < 800 || len(v.properties["Product"]) < 30 {
		t.Fatalf("got %d types, want all of schema.org", len(v.properties))
	}
	return v
}

// is reports whether a type is another one or a kind of it.
func (v vocabulary) is(kind, other string) bool {
	return kind == other || slices.ContainsFunc(v.parents[kind], func(parent string) bool { return v.is(parent, other) })
}

// property returns the types that a property of a type may have, or nil if the type has
// no such property.
func (v vocabulary) property(kind, name string) []string {
	if ranges, ok := v.properties[kind][name]; ok {
		return ranges
	}
	for _, parent := range v.parents[kind] {
		if ranges := v.property(parent, name); ranges != nil {
			return ranges
		}
	}
	return nil
}

// faults returns what is wrong with an object and the objects in it, each with its path.
func (v vocabulary) faults(at string, object map[string]any) []string {
	kind, _ := object["@type"].(string)
	if _, ok := v.properties[kind]; !ok {
		return []string{at + " is of the type " + kind + ", which schema.org does not have"}
	}
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if strings.HasPrefix(name, "@") || strings.HasSuffix(name, "-input") && v.is(kind, "Action") {
			continue
		}
		ranges := v.property(kind, name)
		if ranges == nil {
			faults = append(faults, at+"."+name+": "+kind+" has no such property")
			continue
		}
		values, many := object[name].([]any)
		if !many {
			values = []any{object[name]}
		}
		for _, value := range values {
			faults = append(faults, v.value(at+"."+name, value, ranges)...)
		}
	}
	return faults
}

func (v vocabulary) value(at string, value any, ranges []string) []string {
	among := func(accept func(kind string) bool) []string {
		if slices.ContainsFunc(ranges, accept) {
			return nil
		}
		return []string{at + " is of a kind that it may not have"}
	}
	switch value := value.(type) {
	case map[string]any:
		kind, typed := value["@type"].(string)
		if !typed {
			return among(func(kind string) bool { return kind == "IdReference" })
		}
		return append(among(func(other string) bool { return v.is(kind, other) }), v.faults(at, value)...)
	case string:
		return among(func(kind string) bool { return v.takes(kind, value, "string") })
	case float64:
		return among(func(kind string) bool { return v.takes(kind, "", "number") })
	case bool:
		return among(func(kind string) bool { return v.takes(kind, "", "boolean") })
	default:
		return []string{at + " is empty"}
	}
}

// takes reports whether a type has a plain value: an exact one, or any of a kind.
func (v vocabulary) takes(kind, exact, plain string) bool {
	return slices.ContainsFunc(v.members[kind], func(member string) bool {
		return member == plain || exact != "" && member == exact || member != kind && v.members[member] != nil && v.takes(member, exact, plain)
	})
}

// The check finds what it must.
func TestVocabularyFindsFaults(t *testing.T) {
	v := readVocabulary(t)
	tests := []struct {
		name   string
		object map[string]any
		want   string // of the only fault; empty for none
	}{
		{"a product", map[string]any{"@type": "Product", "name": "x", "sku": "1", "image": []any{"https://a.example/1.jpg"}}, ""},
		{"a kind of thing", map[string]any{"@type": "Offer", "seller": map[string]any{"@type": "OnlineStore", "name": "x"}}, ""},
		{"an unknown type", map[string]any{"@type": "Produkt"}, "type Produkt"},
		{"a property of another type", map[string]any{"@type": "Product", "price": "1"}, ".price"},
		{"an unknown value of an enumeration", map[string]any{"@type": "Offer", "availability": "https://schema.org/Available"}, ".availability"},
		{"a text for a thing", map[string]any{"@type": "Product", "offers": "1"}, ".offers"},
		{"a thing of another type", map[string]any{"@type": "Product", "offers": map[string]any{"@type": "Person"}}, ".offers"},
		{"deep inside", map[string]any{"@type": "ProductGroup", "hasVariant": []any{map[string]any{"@type": "Product", "talla": "M"}}}, ".hasVariant.talla"},
		{"nothing", map[string]any{"@type": "Product", "name": nil}, ".name"},
	}
	for _, test := range tests {
		got := v.faults("", test.object)
		if test.want == "" && len(got) > 0 || test.want != "" && (len(got) != 1 || !strings.Contains(got[0], test.want)) {
			t.Errorf("%s: got %q, want one fault with %q", test.name, got, test.want)
		}
	}
}
