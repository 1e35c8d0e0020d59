package session

import (
	"slices"
	"strconv"

	"carrito/app/json"
)

// maxIDs is the maximum number of product ids that are read from a variable.
const maxIDs = 1000

// parseIDs reads a list of product ids, such as [3,46]. The text is not trusted:
// parseIDs leaves out values that are not ids, and duplicates. It reports whether the
// text is a complete list. If the list is cut off, it returns the ids before the cut.
func parseIDs(text string) (ids []int, whole bool) {
	r := json.NewReader(text)
	isList := r.Array(func(int) {
		read := r.Literal
		if r.Kind() == json.String {
			read = r.Text
		}
		digits, _ := read()
		id, err := strconv.Atoi(digits)
		if err == nil && id > 0 && strconv.Itoa(id) == digits && len(ids) < maxIDs && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	})
	return ids, r.End() == nil && isList
}

// writeIDs writes ids as parseIDs reads them.
func writeIDs(ids []int) string {
	b := []byte{'['}
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return string(append(b, ']'))
}

// known returns the first of the ids that the catalogue has, at most limit.
func (s *Session) known(ids []int, limit int) []int {
	var known []int
	for _, id := range ids {
		if s.catalog().Has(id) && len(known) < limit {
			known = append(known, id)
		}
	}
	return known
}
