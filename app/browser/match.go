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
// fields. Failing both, it is the field with the same tag and id.
func counterpart(old, now []mark, i int) int {
	if i < 0 {
		return -1
	}
	for _, at := range []int{i, i + len(now) - len(old)} {
		if at >= 0 && at < len(now) && now[at] == old[i] {
			return at
		}
	}
	return slices.IndexFunc(now, func(m mark) bool { return m.id != "" && m.id == old[i].id && m.tag == old[i].tag })
}
