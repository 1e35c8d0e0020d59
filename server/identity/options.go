package identity

import (
	"slices"
	"strings"
)

// translate puts the values of the known variants into the order of the
// export's options.
func (m *variantMatcher) translate(options []string) {
	m.values = make([]string, len(m.product.Variants))
	for at, v := range m.product.Variants {
		places := optionPlaces(m.product.optionsOf(v), options)
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

// optionPlaces returns the place of each old option among the new ones. An
// option goes to the place of its own name. The rest have been renamed, and go
// to the remaining places in order. If an option was added or removed, the
// result is nil.
func optionPlaces(old, current []string) []int {
	if len(old) != len(current) {
		return nil
	}
	places, taken := make([]int, len(old)), make([]bool, len(current))
	for i, name := range old {
		places[i] = slices.IndexFunc(current, func(other string) bool { return strings.EqualFold(name, other) })
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
