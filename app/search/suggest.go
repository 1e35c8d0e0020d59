package search

import (
	"strings"

	"carrito/app/catalog"
)

// The most suggestions of each kind.
const (
	maxProducts  = 6
	maxCompleted = 3
)

// Suggestions is what may be meant by a query that is still being typed.
type Suggestions struct {
	Products  []int    // ordinals, the best first
	Completed []string // the query with its last word completed, or what may be meant
	Missing   []int    // parts that have to be there; then the rest is empty

	words []string // folded
}

// Suggest returns suggestions for a query.
func (x *Index) Suggest(text string) Suggestions {
	q := x.newQuery(text)
	found := q.search()
	s := Suggestions{Products: cutList(found.Ordinals), Completed: found.Near, Missing: found.Missing}
	if !q.loose && len(found.Ordinals) > 0 {
		q.complete(&s)
	}
	for _, slot := range q.slots {
		s.words = append(s.words, catalog.Fold(slot.joined))
	}
	return s
}

func cutList(ordinals []int) []int { return ordinals[:min(len(ordinals), maxProducts)] }

// complete completes the last word by those words with which most products are found.
func (q *query) complete(s *Suggestions) {
	last := q.slots[len(q.slots)-1].joined
	head, ok := strings.CutSuffix(strings.TrimSpace(q.text), last)
	roots := " " + stem(catalog.Fold(last)) + " " // of the words that are found
	for ok && len(s.Completed) < maxCompleted {
		best, most := "", 0
		for _, p := range q.endings {
			if n := q.count(p, roots); n > most {
				best, most = p.text, n
			}
		}
		if most == 0 {
			return
		}
		s.Completed = append(s.Completed, head+best)
		roots += stem(catalog.Fold(best)) + " "
	}
}

// count returns how many of the products that are found have a word elsewhere than in
// the description, or 0 for codes and words with one of the roots.
func (q *query) count(p posted, roots string) int {
	n := 0
	if !strings.Contains(roots, " "+stem(catalog.Fold(p.text))+" ") && !strings.ContainsAny(p.text, digits) {
		post(p.postings, q.products, func(o int, in field) {
			if in > description && sumOf(q.scores, o) > 0 {
				n++
			}
		})
	}
	return n
}

// Names reports whether a name, such as that of a category, has every word of the query.
func (s Suggestions) Names(name string) bool {
	words := " " + strings.Join(catalog.Words(catalog.Fold(name)), " ")
	for _, word := range s.words {
		if !strings.Contains(words, " "+word) && !strings.Contains(words, " "+stem(word)) {
			return false
		}
	}
	return len(s.words) > 0
}
