package search

import (
	"slices"
	"strings"

	"carrito/app/catalog"
)

// score returns the scores of all products for a word.
func (q *query) score(text string, last bool) []uint8 {
	all := make([]uint8, q.products)
	text = cut(text, maxWord)
	known := q.match(all, text, last, true, 1)
	q.unknown = q.unknown || !known
	if q.loose {
		before := ""
		for _, c := range q.candidates(catalog.Fold(text), last) {
			meant := q.words[c&ordinals].text
			root := stem(catalog.Fold(meant))
			if root == before {
				continue // found as a plural or another gender
			}
			before = root
			if !known && len(q.Near) < maxNear {
				q.Near = append(q.Near, strings.Replace(q.text, text, meant, 1))
			}
			q.match(all, meant, false, false, uint8(c/errorUnit)+2)
		}
	}
	return all
}

// match gives products scores for a word, divided by part, unless they have better ones.
// begin reports whether words count that only begin with the word. match reports whether
// a word that counts is not only in descriptions.
func (q *query) match(all []uint8, text string, last, begin bool, part uint8) (known bool) {
	folded := catalog.Fold(text)
	root := stem(folded)
	from := stemRange(root)
	q.walk(folded, from, func(other string, postings []byte) bool {
		otherFolded := catalog.Fold(other)
		how := none
		switch {
		case !strings.HasPrefix(otherFolded, from):
			return otherFolded < from
		case other == text:
			how = exact
		case otherFolded == folded:
			how = accents
		case related(folded, root, otherFolded):
			how = inflected
		case !begin || !strings.HasPrefix(otherFolded, folded):
			return true
		case last:
			how = prefix
		case len(folded) > 1:
			how = begins
		}
		divisor := part
		if marked(text, other) {
			divisor = 4
		}
		post(postings, len(all), func(o int, in field) {
			known = known || in > description
			all[o] = max(all[o], scores[in][how]/divisor, min(scores[in][how], 1))
		})
		if last {
			q.endings = append(q.endings, posted{other, postings})
		}
		return true
	})
	return known
}

// post visits the postings of a word.
func post(postings []byte, products int, visit func(o int, in field)) {
	r := reader{postings}
	for o := 0; len(r.data) > 0; {
		n := r.number()
		if o += n >> fieldBits; o >= products {
			return
		}
		visit(o, min(field(n&(1<<fieldBits-1)), code))
	}
}

// walk visits words, at least all of the most important ones whose folded forms begin
// with the text from. It ends in a part when visit returns false.
func (q *query) walk(folded, from string, visit func(text string, postings []byte) bool) {
	var parts []int // with a rank above the number: lower is better
	for part, first := range q.firsts {
		if q.holds(part, folded, folded) {
			parts = append(parts, part)
		} else if q.holds(part, from, from+"\xff") {
			parts = append(parts, (255-int(first.weight))*scoreUnit+part)
		}
	}
	slices.Sort(parts)
	most := maxParts
	if len(folded) == 1 {
		most = 1 // nearly all products have a word that begins with this letter
	}
	for _, part := range parts[:min(len(parts), most)] {
		part &= ordinals
		if data, ok := q.part(part); ok {
			records(data, visit)
		} else if !slices.Contains(q.Missing, part) {
			q.Missing = append(q.Missing, part)
		}
	}
}

// holds reports whether a part has the folded words from one to another, if any has.
func (q *query) holds(part int, from, to string) bool {
	return q.firsts[part].folded <= to && (part+1 == len(q.firsts) || q.firsts[part+1].folded > from)
}
