package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The most words that may be meant by one, and the most queries.
const (
	maxCandidates = 8
	maxNear       = 3
)

// A candidate is a word of the dictionary that may be meant: its index in the lowest
// bits, then 255 minus its weight, whether it goes on, and the number of errors. Lower
// ones are better.
const (
	weightUnit = 1 << 24
	goesOn     = 1 << 32
	errorUnit  = 1 << 40
)

// candidates returns the words that may be meant by a folded word, the best first.
func (q *query) candidates(folded string, last bool) []int {
	if hasDigit(folded) {
		return nil
	}
	for _, ending := range []string{"", "s", "es"} {
		word, ok := strings.CutSuffix(folded, ending)
		if errors := min(utf8.RuneCountInString(word)/4, 2); ok && errors > 0 {
			if near := q.within(word, errors+q.further, last); len(near) > 0 {
				return near
			}
		}
	}
	var found []int
	for i, other := range q.words {
		if len(folded) > 2 && strings.Contains(other.folded, folded) {
			found = q.keep(found, i, 2, true)
		}
	}
	return found
}

// keep adds a word to the best candidates, if it is one of them.
func (q *query) keep(best []int, word, errors int, whole bool) []int {
	c := errors*errorUnit + (255-int(q.words[word].weight))*weightUnit + word
	if !whole {
		c += goesOn
	}
	best = append(best, c)
	slices.Sort(best)
	return best[:min(len(best), maxCandidates)]
}

// within returns the words that differ from a word by no more typing errors than
// allowed (the optimal string alignment distance), and of these only those that differ
// least. They may go on by two letters, or by any number if the word is the last one.
func (q *query) within(word string, errors int, last bool) []int {
	var best []int
	t := table{word: word, errors: errors, rows: make([]byte, (maxWord*3+1)*(len(word)+1))}
	for i := range len(word) + 1 {
		t.rows[i] = byte(i)
	}
	for i, other := range q.words {
		d, whole := t.distance(other.folded, last)
		if d < t.errors {
			t.errors, best = d, nil
			t.valid, t.hopeless = 0, false
		}
		if d <= t.errors {
			best = q.keep(best, i, d, whole)
		}
	}
	return best
}

// table has the distances between the beginnings of a word and those of others. Sorted
// words begin alike, so that most of the table is still right for the next one.
type table struct {
	word, other string
	errors      int
	rows        []byte // by length of the beginning of other
	valid       int    // how many letters of other have their row
	hopeless    bool   // the last row has too many errors
}

// distance returns the number of errors by which other differs, or begins to differ.
// whole reports whether that is all of other. The result is larger than allowed if there
// are more errors.
func (t *table) distance(other string, last bool) (errors int, whole bool) {
	shared := sharedBytes(t.other, other)
	if t.other = other; shared < t.valid || !t.hopeless {
		t.valid, t.hopeless = min(t.valid, shared), false
		for t.valid < len(other) && !t.hopeless {
			t.valid++
			t.row()
		}
	}
	end, width := len(t.word), len(t.word)+1
	best := t.errors + 1
	if t.valid == len(other) && int(t.rows[t.valid*width+end]) <= t.errors {
		return int(t.rows[t.valid*width+end]), true
	}
	for n := t.valid; n > 1 && (last || n+2 >= len(other)); n-- {
		if final := t.word[end-1]; other[n-1] == final || other[n-2] == final {
			best = min(best, int(t.rows[n*width+end]))
		}
	}
	return best, false
}

// row fills in the row of the last valid letter.
func (t *table) row() {
	n, width := t.valid, len(t.word)+1
	row, above := t.rows[n*width:(n+1)*width], t.rows[(n-1)*width:n*width]
	row[0] = byte(n)
	least := row[0]
	letter := t.other[n-1]
	for i := 1; i < width; i++ {
		d := min(above[i], row[i-1]) + 1
		if t.word[i-1] == letter {
			d = min(d, above[i-1])
		} else {
			d = min(d, above[i-1]+1)
		}
		if i > 1 && n > 1 && t.word[i-1] == t.other[n-2] && t.word[i-2] == letter {
			d = min(d, t.rows[(n-2)*width+i-2]+1)
		}
		row[i] = d
		least = min(least, d)
	}
	t.hopeless = int(least) > t.errors
}
