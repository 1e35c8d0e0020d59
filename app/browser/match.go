package browser

// mark is what tells a field of a page from the others.
type mark struct {
	tag, id string
	says    string // where a link leads, what a button says, or the name of another field
}

// counterpart returns the index of the program's field that corresponds to the
// server's i-th field, or -1 if there is none. It is the field with the same mark and the
// same place among those, if both pages have as many. Else it is the equal field at the
// same place from the top, or from the end, or the field with the same tag and id. Where both pages
// have as many fields, a button that says something else is the same one, translated.
func counterpart(old, now []mark, i int) int {
	if i < 0 {
		return -1
	}
	is := old[i]
	before, after := places(old, is), places(now, is)
	if len(before) == len(after) {
		for n, at := range before {
			if at == i {
				return after[n]
			}
		}
	}
	for _, at := range []int{i, i + len(now) - len(old)} {
		if at >= 0 && at < len(now) && now[at] == is {
			return at
		}
	}
	for at, m := range now {
		if m.tag == is.tag && (m.id != "" && m.id == is.id || m.tag == "BUTTON" && at == i && len(old) == len(now)) {
			return at
		}
	}
	return -1
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
