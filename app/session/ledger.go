package session

import (
	"slices"
	"strings"

	"carrito/app/cart"
)

// ledger records the changes of all tabs, so that every tab reaches the same cart. The
// name of an entry tells what it is:
//
//	"3" or "7:2"  the last write of a line: [stamp, document, offset, place]
//	"3+tab1a2b3c" how many units of the line a document has added: [units]
//	"cliente"     the last write of a session variable: [stamp, document]
//	"3:0"         the last write of a favourite; see favorites.go
//
// The units of a line are its offset plus the adds of all documents. A document that
// adds units increases only its own number. A document that sets a quantity, or
// removes a line, writes a new offset, such that the offset and the adds it knows of
// come to the new quantity. So adds in two tabs are added up, the last of two writes
// wins, and an add that the writer did not know of is added to its quantity.
//
// Of two entries of the same name the greater one wins: by stamp or units, then by
// document. Therefore merging is commutative, associative and idempotent, and the
// order of messages does not matter. In terms of the field, the ledger is a
// state-based CRDT of grow-only counters and last-writer-wins registers. A stamp is
// greater than every number in the ledger (a Lamport clock), so a write is newer than
// everything its writer knew.
//
// A document takes a new name each time it opens, because sessionStorage can be
// copied (window.open, a duplicated or restored tab). Entries are never deleted: those
// of a removed line stay until the session ends.
type ledger map[string]entry

// entry is an entry of a ledger.
type entry struct {
	n      int    // the stamp, or the number of units added; below 10⁹
	by     string // the document that wrote it; empty for units added
	offset int    // of a line
	place  int    // of a line or a favourite, which are sorted by it
}

// after reports whether e wins over another entry of the same name.
func (e entry) after(other entry) bool {
	return e.n > other.n || e.n == other.n && e.by > other.by
}

// merge takes the entries of others that win, and returns their names.
func (l ledger) merge(others ledger) []string {
	var taken []string
	for name, theirs := range others {
		if own, ok := l[name]; !ok || theirs.after(own) {
			l[name] = theirs
			taken = append(taken, name)
		}
	}
	return taken
}

// stamp returns the next stamp.
func (l ledger) stamp() int {
	n := 0
	for _, e := range l {
		n = max(n, e.n)
	}
	return n + 1
}

// quantities returns the units of all lines, removed ones included, by key.
func (l ledger) quantities() map[string]int {
	sums := map[string]int{}
	for name, e := range l {
		key, _, _ := strings.Cut(name, "+")
		switch {
		case !isLine(key), strings.HasSuffix(key, noVariant): // nothing in the cart
		case e.by == "":
			sums[key] += e.n
		default:
			sums[key] += e.offset
		}
	}
	return sums
}

// record updates the ledger where the cart differs from it. It records more units in
// the added lines as adds of the document by, and other differences as its writes. A
// line with limit units may have more in the ledger. record reports whether anything
// differed.
func (l ledger) record(lines []cart.Line, added []cart.Key, by string, limit int) (differed bool) {
	had := l.quantities()
	for _, line := range lines {
		key := string(line.Key())
		if line.Quantity != min(had[key], limit) {
			l.note(key, line.Quantity-had[key], had[key] == 0, slices.Contains(added, line.Key()), by)
			differed = true
		}
		delete(had, key)
	}
	for _, key := range sorted(had) {
		if had[key] != 0 {
			l.note(key, -had[key], false, false, by)
			differed = true
		}
	}
	return differed
}

// note records that a line has more units, or fewer if more is negative: as an add if
// add is set, or as a write. isNew is set if the line had no units.
func (l ledger) note(key string, more int, isNew, add bool, by string) {
	last, known := l[key]
	word := entry{l.stamp(), by, last.offset, last.place}
	if add {
		if isNew {
			word.place = word.n
			l[key] = word
		}
		l[key+"+"+by] = entry{n: l[key+"+"+by].n + more}
		return
	}
	if !known {
		word.place = word.n
	}
	word.offset += more
	l[key] = word
}

// sorted returns the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// arrange returns the lines of two carts in the order of the ledger and with its
// quantities, which may exceed the limits of a line. If both carts have a line, its
// texts are those of the first.
func (l ledger) arrange(lines, more []cart.Line) []cart.Line {
	sums := l.quantities()
	var arranged []cart.Line
	for _, lines := range [][]cart.Line{lines, more} {
		for _, line := range lines {
			key := string(line.Key())
			if line.Quantity = sums[key]; line.Quantity > 0 {
				arranged = append(arranged, line)
				sums[key] = 0
			}
		}
	}
	slices.SortStableFunc(arranged, func(a, b cart.Line) int {
		x, y := string(a.Key()), string(b.Key())
		if d := l[x].place - l[y].place; d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	return arranged
}
