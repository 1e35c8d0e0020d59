package session

import (
	"slices"
	"strings"

	"carrito/app/cart"
)

// ledger is what the tabs must know of the changes, besides the cart, to come
// to the same cart. An entry's name says what it is about:
//
//	"3" or "7:2"  the last word on a line: [stamp, document, offset, place]
//	"3+tab1a2b3c"     how many units of the line a document has added: [units]
//	"cliente"     the last word on a session variable: [stamp, document]
//	"3:0"         the last word on a favourite; see favorites.go
//
// A line has as many units as its offset and the adds of all documents come to.
// An add only counts up its document's own number. A quantity that is set, or a
// line removed, is a new offset: it brings the sum of the adds known to who
// sets it to the quantity wanted. So two adds in two tabs add up, of two last
// words the later one stands, and an add that a last word did not know of comes
// on top of it.
//
// Of two entries of one name the greater stands: by stamp, or units, and then
// by document. That makes merging commutative, associative and idempotent, and
// equal ledgers out of the same entries in whatever order they came (it is a
// state-based CRDT of grow-only counters and last-writer-wins registers). A
// stamp is one more than every number in the ledger (after Lamport), so that
// what was known when a word was spoken is older than the word.
//
// A document names itself anew whenever it opens, so that a copied
// sessionStorage (window.open, a duplicated or a restored tab) gives nobody
// the name of another. Nothing ever leaves the ledger: a removed line keeps its
// entries for as long as the session lasts.
type ledger map[string]entry

// entry is an entry of a ledger.
type entry struct {
	n      int    // the stamp, or how many units were added; below 10⁹
	by     string // the document; empty for units added
	offset int    // of a line's last word
	place  int    // of a line's last word: the lines stand in this order
}

// after reports whether e stands where both are known.
func (e entry) after(other entry) bool {
	return e.n > other.n || e.n == other.n && e.by > other.by
}

// merge takes over what others know better, and returns the names of it.
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

// quantities returns the units of each line there is or was, by its key.
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

// record notes where the cart differs from the ledger: the units of the lines
// added as adds of the document by, everything else as its last word. A line of
// limit units may have more in the ledger. It reports whether there was any.
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

// note notes that a line has more units than it had: one that is new, if it was
// not there before, by an add or a last word.
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

// sorted returns the names in a map, in order.
func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// arrange returns the lines that the ledger has, in its order and with its
// quantities, whatever their limits. Where both carts have a line the first
// gives its texts.
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
