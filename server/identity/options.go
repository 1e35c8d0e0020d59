package identity

import (
	"slices"
	"strings"
)

// translate puts the values of the known variants in the order of the options
// that the export has.
func (m *variantMatcher) translate(options []string) {
	m.values = make([]string, len(m.product.Variants))
	for at, v := range m.product.Variants {
		places := pair(m.product.optionsOf(v), options)
		if len(places) == 0 || len(v.Values) != len(places) {
			continue
		}
		values := make([]string, len(places))
		for i, place := range places {
			values[place] = v.Values[i]
		}
		m.values[at] = join(values)
	}
}

// pair returns the place of each old option among the new ones: that of its own
// name, and for the rest, which have been renamed, the places left over in
// their order. Where an option was added or taken away there is none.
func pair(old, now []string) []int {
	if len(old) != len(now) {
		return nil
	}
	places, taken := make([]int, len(old)), make([]bool, len(now))
	for i, name := range old {
		places[i] = slices.IndexFunc(now, func(other string) bool { return strings.EqualFold(name, other) })
		if places[i] >= 0 && taken[places[i]] {
			places[i] = -1
		}
		if places[i] >= 0 {
			taken[places[i]] = true
		}
	}
	for i := range places {
		if places[i] < 0 {
			places[i] = slices.Index(taken, false)
			taken[places[i]] = true
		}
	}
	return places
}
