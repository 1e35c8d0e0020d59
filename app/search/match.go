package search

import (
	"slices"
	"strings"

	"carrito/app/catalog"
)

// score returns the scores of all products for a word, which was typed so.
func (q *query) score(typed, text string, last bool) []uint8 {
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
			if !known && len(q.meant) < maxNear {
				q.mean(typed, meant)
			}
			q.match(all, meant, false, false, uint8(c/errorUnit)+2)
		}
	}
	return all
}

// mean adds to q.meant a query in which what was typed is replaced by what may be meant.
// Earlier slots are mended already.
func (q *query) mean(typed, meant string) {
	before := q.text
	if n := len(q.Near); n > 0 {
		before = q.Near[min(len(q.meant), n-1)]
	}
	if near := strings.Replace(before, typed, meant, 1); near != before {
		q.meant = append(q.meant, near)
	}
}

// match gives products scores for a word, divided by part, unless they have better ones.
// begin reports whether words count that only begin with the word. match reports whether
// a word that counts is not only in descriptions.
func (q *query) match(all []uint8, text string, last, begin bool, part uint8) (known bool) {
	folded := catalog.Fold(text)
	root := stem(folded)
	from := stemRange(root)
	q.walk(folded, q.needed(folded, root, from), from, begin, func(other string, postings []byte) bool {
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
			if in >= letters && q.split {
				in = code
			}
			all[o] = max(all[o], scores[in][how]/divisor, min(scores[in][how], 1))
		})
		if how == prefix {
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
		visit(o, field(n&(1<<fieldBits-1)))
	}
}

// needed reports for each part whether it has a word of the dictionary that is a plural or
// a gender of a folded word. These words begin with the text from.
func (q *query) needed(folded, root, from string) []bool {
	needed := make([]bool, len(q.firsts))
	for _, other := range q.words {
		if strings.HasPrefix(other.folded, from) && related(folded, root, other.folded) {
			for part := range needed {
				needed[part] = needed[part] || q.holds(part, other.folded, other.folded)
			}
		}
	}
	return needed
}

// walk visits words: at least those of the part with the folded word and of those that are
// needed. begin reports whether
// words count that only begin with the folded word, or with from. Then walk also visits the
// parts that have the most important of them, up to maxParts in all. It ends in a part when
// visit returns false.
func (q *query) walk(folded string, needed []bool, from string, begin bool, visit func(text string, postings []byte) bool) {
	var parts []int // with a rank above the number: lower is better
	most := maxParts
	if len(folded) == 1 || !begin {
		most = 0 // nearly all products have a word that begins with a given letter
	}
	for part, first := range q.firsts {
		rank := 512 - int(first.weight)
		if !q.holds(part, from, from+"\xff") {
			continue
		}
		if q.holds(part, folded, folded+"\xff") {
			rank -= 256
		}
		if needed[part] || q.holds(part, folded, folded) {
			rank = 0
		}
		parts = append(parts, rank*scoreUnit+part)
	}
	slices.Sort(parts)
	for i, part := range parts {
		if i >= most && part > ordinals {
			break // neither this part nor the next ones are needed
		}
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
