package search

import (
	"strings"

	"carrito/app/catalog"
)

// The most suggestions of each kind.
const (
	maxProducts  = 6
	maxCompleted = 3
	maxNames     = 3
)

// Suggestions is what may be meant by a query that is still being typed.
type Suggestions struct {
	Products  []int    // ordinals, the best first
	Completed []string // the query with its last word completed, or what may be meant
	Left      []string // words that were left out because no product has all
	Missing   []int    // parts that have to be there; then the rest is empty

	meant []string // the query, and what may be meant by it
}

// Suggest returns suggestions for a query.
func (x *Index) Suggest(text string) Suggestions {
	q := x.newQuery(text)
	found := q.search()
	s := Suggestions{
		Products: cutList(found.Ordinals), Completed: found.Near, Left: found.Left, Missing: found.Missing,
		meant: append([]string{text}, found.Near...),
	}
	if !q.loose && len(found.Ordinals) > 0 {
		q.complete(&s)
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

// Names is the index of a list of names, such as those of categories.
type Names struct {
	index *Index
	names []string
}

// NewNames returns the index of names. Its synonyms are those of the products' index.
func NewNames(names, synonyms []string) *Names {
	products := make([]*catalog.Product, len(names))
	for i, name := range names {
		products[i] = &catalog.Product{Name: name}
	}
	return &Names{New(products, synonyms), names}
}

// Meant returns the places of the names that have every word of the query, in one of its
// forms or as a beginning, or of what may be meant by the query. A name of only these words
// comes first.
func (n *Names) Meant(s Suggestions) []int {
	var places []int
	for _, text := range s.meant {
		q := n.index.newQuery(text)
		q.scoreAll()
		for _, key := range q.rank() {
			place := len(n.names) - 1 - -key&ordinals
			if Stems(n.names[place]) == Stems(text) {
				places = append([]int{place}, places...)
			} else {
				places = append(places, place)
			}
		}
		if len(places) > 0 {
			break
		}
	}
	return places[:min(len(places), maxNames)]
}
