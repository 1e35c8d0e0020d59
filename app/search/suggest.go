package search

import (
	"slices"
	"strings"

	"carrito/app/catalog"
)

// The most suggestions of each kind.
const (
	maxProducts   = 6
	maxCategories = 3
	maxCompleted  = 3
)

// Suggestions is what may be meant by a query that is still being typed.
type Suggestions struct {
	Products   []int    // ordinals, the best first
	Categories []int    // indexes of the given names
	Completed  []string // the query with its last word completed
	Missing    []int    // parts that have to be there; then the rest is empty
}

// Suggest returns suggestions for a query. categories are the names of all categories.
func (x *Index) Suggest(text string, categories []string) Suggestions {
	q := x.newQuery(text)
	found := q.search()
	if len(q.slots) == 0 || len(found.Missing) > 0 {
		return Suggestions{Missing: found.Missing}
	}
	s := Suggestions{Products: found.Ordinals[:min(len(found.Ordinals), maxProducts)], Completed: found.Near}
	if !q.loose {
		s.Completed = q.complete()
	}
	for i, name := range categories {
		if len(s.Categories) < maxCategories && q.names(name) {
			s.Categories = append(s.Categories, i)
		}
	}
	return s
}

// complete returns the query with its last word completed by those words with which
// most products are found.
func (q *query) complete() []string {
	var found []string
	last := q.slots[len(q.slots)-1].joined
	head, ok := strings.CutSuffix(strings.TrimSpace(q.text), last)
	if !ok {
		return nil
	}
	roots := []string{stem(catalog.Fold(last))} // of the words that are found
	for len(found) < maxCompleted {
		best, most := "", 0
		for _, p := range q.endings {
			if slices.Contains(roots, stem(catalog.Fold(p.text))) || strings.ContainsAny(p.text, digits) {
				continue
			}
			n := 0
			post(p.postings, q.products, func(o int, in field) {
				if sumOf(q.scores, o) > 0 {
					n += int(in)
				}
			})
			if n > most {
				best, most = p.text, n
			}
		}
		if most == 0 {
			break
		}
		found = append(found, head+best)
		roots = append(roots, stem(catalog.Fold(best)))
	}
	return found
}

// names reports whether a name has every word of the query.
func (q *query) names(name string) bool {
	words := catalog.Words(catalog.Fold(name))
	for _, s := range q.slots {
		for _, word := range s.words {
			word = catalog.Fold(word)
			if !slices.ContainsFunc(words, func(other string) bool {
				return strings.HasPrefix(other, word) || stem(other) == stem(word)
			}) {
				return false
			}
		}
	}
	return true
}
