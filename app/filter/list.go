package filter

import "carrito/app/catalog"

// List is a list of products of a catalogue in parts: their ordinals, and the columns in
// the same order. The file of a category has one.
type List struct {
	Ordinals []int // ascending; see [catalog.Catalog.ByOrdinal]
	Columns  *Columns
}

// Append appends the list to b in a compact form, which [ParseList] reads.
func (l List) Append(b []byte) []byte {
	b = appendNumber(b, len(l.Ordinals))
	last := -1
	for _, ordinal := range l.Ordinals {
		b = appendNumber(b, ordinal-last-1)
		last = ordinal
	}
	return l.Columns.Append(b)
}

// ParseList reads a list that [List.Append] has written, of a catalogue with so many
// ordinals. It never allocates much more than the size of b, whatever b is.
func ParseList(b []byte, ordinals int) (List, error) {
	d := decoder{rest: b}
	n := d.count()
	if d.failed {
		return List{}, errColumns
	}
	l := List{Ordinals: make([]int, n)}
	last := -1
	for i := range l.Ordinals {
		last += d.number(ordinals) + 1
		if d.failed || last >= ordinals {
			return List{}, errColumns
		}
		l.Ordinals[i] = last
	}
	var err error
	if l.Columns, err = Parse(d.rest); err != nil {
		return List{}, err
	}
	if len(l.Columns.ages) != n {
		return List{}, errColumns
	}
	return l, nil
}

// Sorted returns the ordinals of some products of the list in another order; see
// [Columns.Sort]. ordinals is the number of those of the catalogue.
func (l *List) Sorted(of []int, ordinals int, sort catalog.Sort) []int {
	sorted := l.Positions(of, ordinals)
	l.Columns.Sort(sorted, sort)
	for i, at := range sorted {
		sorted[i] = l.Ordinals[at]
	}
	return sorted
}

// Positions returns the positions in the list of products with these ordinals, in their
// order. ordinals is the number of those of the catalogue.
func (l *List) Positions(of []int, ordinals int) []int {
	at := make([]int32, ordinals)
	for i, ordinal := range l.Ordinals {
		at[ordinal] = int32(i)
	}
	positions := make([]int, len(of))
	for i, ordinal := range of {
		positions[i] = int(at[ordinal])
	}
	return positions
}
