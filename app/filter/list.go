package filter

// List is a list of products of a catalogue in parts: where each product is in the order
// by id, and the columns, in the same order. The file of a category has one.
type List struct {
	Ordinals []int // ascending
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
// products. It never allocates much more than the size of b, whatever b is.
func ParseList(b []byte, products int) (List, error) {
	d := decoder{rest: b}
	n := d.count()
	if d.failed {
		return List{}, errColumns
	}
	l := List{Ordinals: make([]int, n)}
	last := -1
	for i := range l.Ordinals {
		last += d.number(products) + 1
		if d.failed || last >= products {
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
