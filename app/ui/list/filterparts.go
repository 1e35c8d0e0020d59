package list

import (
	"slices"
)

// basisInParts returns a list of a catalogue in parts without filters, or nil while it is
// on its way. That of a search is kept until the next one.
func (p *filters) basisInParts(l Listing) *basis {
	list := p.Screen.list(fileOf(l))
	if list == nil {
		return nil
	}
	key := fileOf(l)
	if l.Text != "" {
		key = "?"
	}
	if b, ok := p.lists.bases[key]; ok && b.text == l.Text {
		return b
	}
	b := &basis{text: l.Text, ordinals: list.Ordinals, columns: list.Columns}
	if l.Text != "" {
		index := p.Index()
		if index == nil {
			return nil
		}
		found := p.search(index, l.Text)
		if len(found.Missing) > 0 {
			return nil
		}
		b.ordinals, b.columns = found.Ordinals, list.Columns.Of(list.Positions(found.Ordinals, p.Catalog.Ordinals()))
	}
	b.all = b.columns.Find(nil, p.Shop.Money)
	p.lists.bases[key] = b
	return b
}

// narrowInParts returns the ordinals of the products of a list that its chosen filters
// leave, in its order. It returns false while the list is on its way.
func (p *filters) narrowInParts(f *found) (ordinals []int, ok bool) {
	p.own(f.Listing)
	if f.basis = p.basis(f.Listing); f.basis == nil {
		return nil, false
	}
	r := p.result(f)
	f.Choice, f.unknown = r.Known, !r.Whole
	matches := slices.Clone(r.Matches)
	f.basis.columns.Sort(matches, f.Sort)
	for i, at := range matches {
		matches[i] = f.basis.ordinals[at]
	}
	return matches, true
}
