package browser

import "slices"

// mark is what tells a field of a page from the others.
type mark struct {
	tag, id string
	href    string // of a link
}

// counterpart returns the index of the program's field that corresponds to the
// server's i-th field, or -1 if there is none. It is the equal field at the same
// place from the top, or else from the end, for the program's page may have more
// fields. Failing both, it is the field with the same tag and id, or the link at the same
// place among those to its page, if both pages have as many.
func counterpart(old, now []mark, i int) int {
	if i < 0 {
		return -1
	}
	for _, at := range []int{i, i + len(now) - len(old)} {
		if at >= 0 && at < len(now) && now[at] == old[i] {
			return at
		}
	}
	if old[i].tag == "A" {
		before, after := places(old, old[i]), places(now, old[i])
		if len(before) == len(after) {
			return after[slices.Index(before, i)]
		}
	}
	return slices.IndexFunc(now, func(m mark) bool { return m.id != "" && m.id == old[i].id && m.tag == old[i].tag })
}

// places returns the indexes of the fields that equal m.
func places(list []mark, m mark) (at []int) {
	for i := range list {
		if list[i] == m {
			at = append(at, i)
		}
	}
	return at
}
