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
	if !ok {
		return
	}
	typed := stem(catalog.Fold(last))
	var roots []string // of the words, or "" for those that complete nothing
	var counts []int
	for _, p := range q.endings {
		root := stem(catalog.Fold(p.text))
		if root == typed || hasDigit(p.text) { // found already, or a code
			root = ""
		}
		roots, counts = append(roots, root), append(counts, 0)
		if root != "" {
			counts[len(counts)-1] = q.count(p)
		}
	}
	for len(s.Completed) < maxCompleted {
		best, most := 0, 0
		for i, n := range counts {
			if n > most {
				best, most = i, n
			}
		}
		if most == 0 {
			return
		}
		s.Completed = append(s.Completed, head+q.endings[best].text)
		for i, root := range roots {
			if root == roots[best] {
				counts[i] = 0
			}
		}
	}
}

// count returns how many of the products that are found have a word elsewhere than in
// the description.
func (q *query) count(p posted) int {
	n := 0
	post(p.postings, q.products, func(o int, in field) {
		if in > description && sumOf(q.scores, o) > 0 {
			n++
		}
	})
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
