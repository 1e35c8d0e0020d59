// Package search finds products by what a shopper types.
//
// An index lists for each word the products that have it. A product is known by its
// ordinal; see [catalog.Catalog.ByOrdinal]. [New] makes the index. A small
// shop does so in the browser at the first search. For a larger one the server writes
// [Index.Files]: a dictionary, which is small, and parts, of which the browser reads
// those that a query needs; see [Open]. All find the same in the same order, except for
// words that only begin as what is typed: an index in parts reads few parts of these.
//
// # Ranking
//
// A product must have every word, except small ones such as "de". A whole code (SKU, GTIN)
// comes first, then the name, then tags, categories, options and the words of SKUs, and
// descriptions come last. Within each of these, words as they are typed come before other
// accents, those before plurals and genders (see stem.go), and those before words that
// only begin so. The last word that is typed may always be a beginning. Products with ñ for n, or n for ñ, come later.
//
// If nothing is found so, or little and a word is nowhere but in descriptions, those with
// one typing error in a word of four letters, or two in one of eight, follow, and those
// with the word within another. An error is a letter too many, one missing, a wrong one,
// or two in wrong order. If nothing is found at all, words are left out.
package search

import (
	"slices"
	"strings"
)

// field is where in a product a word is.
type field int8

const (
	description field = iota + 1
	meta              // categories, tags, options, words of SKUs, synonyms
	name
	first // at the beginning of the name

	// A whole SKU of several words without digits, such as "POLO-S". It is a code only for
	// those who type it in several words, because "polos" may be a plain word. Others find
	// it as a name that begins so, since the name of such a product has "polo".
	letters

	code // a whole SKU or GTIN

	fieldBits = 3 // bits of a field in postings
)

// form is how a word is like the word that was typed.
type form int8

const (
	none   form = iota
	begins      // it begins with a word that is not the last one
	prefix      // it begins with the last word
	inflected
	accents // other accents
	exact
)

// scores are the scores of a word by field and form.
var scores = [1 << fieldBits][exact + 1]uint8{
	description: {0, 2, 4, 6, 7, 8},
	meta:        {0, 6, 10, 13, 15, 16},
	name:        {0, 8, 12, 21, 23, 24},
	first:       {0, 9, 15, 25, 27, 28},
	letters:     {0, 9, 15, 25, 27, 28},
	code:        {0, 6, 11, 13, 112, 120}, // more than its words together
}

// few is the number of products below which typing errors are looked for.
const few = 6

// maxParts is the most parts that are read for a word, unless the word and its plurals and
// genders are in more.
const maxParts = 4

// Index finds products.
type Index struct {
	products int    // ordinals; some may have no product
	filled   int    // those with a product, if New has made the index
	words    []word // those that can be meant, sorted by their folded forms
	firsts   []word // the folded words with which parts begin
	part     func(part int) ([]byte, bool)
}

// word is a word and its weight, which is larger the more products have it.
type word struct {
	text, folded string
	weight       byte
}

// Found is what is found.
type Found struct {
	Ordinals []int    // of products, the best first
	Near     []string // queries that may be meant
	Left     []string // words that were left out because no product has all
	Missing  []int    // parts that have to be there to answer the query; then the rest is empty
}

// query is a query while it is answered.
type query struct {
	*Index
	text    string
	slots   []slot
	scores  [][]uint8 // by slot, of each product; nil for a slot that is left out
	plain   [][]uint8 // scores without typing errors
	loose   bool      // typing errors are allowed
	further int       // further typing errors that are allowed
	split   bool      // whether the present slot has several words
	unknown bool      // whether a word is only in descriptions, or nowhere
	meant   []string  // what Near will be after the present slot
	endings []posted  // words that begin with the last word, and are no plural or gender of it
	Found
}

// posted is a word and its postings.
type posted struct {
	text     string
	postings []byte
}

// newQuery reads a query. Words that say too little are left out, unless there are no
// others.
func (x *Index) newQuery(text string) *query {
	q := &query{Index: x, text: strings.ToLower(cut(text, MaxQuery))}
	all := slots(q.text)
	room := maxWords
	for _, s := range all {
		if room > 0 && !isStop(s.joined) {
			if isLong(s.joined) {
				s.words = s.words[:1]
			}
			s.words = s.words[:min(len(s.words), room)]
			room -= len(s.words)
			q.slots = append(q.slots, s)
		}
	}
	if len(q.slots) == 0 {
		q.slots = all[:min(len(all), maxStops)]
	}
	return q
}

// Search returns the products that match a text.
func (x *Index) Search(text string) Found {
	return x.newQuery(text).search()
}

func (q *query) search() Found {
	q.scoreAll()
	keys := q.rank()
	if len(q.Missing) == 0 && len(q.slots) > 0 && (len(keys) == 0 || len(keys) < few && q.unknown) {
		q.plain, q.loose = q.scores, true
		q.scoreAll()
		keys = q.rank()
		if len(keys) == 0 {
			q.plain = nil
			keys = q.leaveOut()
		}
		if len(keys)+len(q.Near) == 0 {
			q.further = 1
			q.scoreAll()
		}
	}
	if len(q.Missing) > 0 {
		return Found{Missing: q.Missing}
	}
	for i, key := range keys {
		keys[i] = -key & ordinals
	}
	q.Ordinals = keys
	return q.Found
}

// scoreAll sets for each slot the scores of all products.
func (q *query) scoreAll() {
	q.scores = nil
	for i, s := range q.slots {
		last := i == len(q.slots)-1
		q.split = len(s.words) > 1
		joined := q.score(s.text, s.joined, last)
		if len(s.words) > 1 {
			var all []uint8
			for j, word := range s.words {
				if !isStop(word) || len(all) == 0 && j == len(s.words)-1 {
					all = both(all, q.score(word, word, last && j == len(s.words)-1))
				}
			}
			for o, score := range all {
				joined[o] = max(joined[o], score)
			}
		}
		q.scores = append(q.scores, joined)
		if len(q.meant) > 0 {
			q.Near, q.meant = q.meant, nil
		}
	}
}

// both adds the scores of products that have both.
func both(a, b []uint8) []uint8 {
	for o, score := range a {
		if score == 0 || b[o] == 0 {
			b[o] = 0
		} else {
			b[o] = uint8(min(int(b[o])+int(score), 255))
		}
	}
	return b
}

// A key is a product with its score: the ordinal in its lowest bits, then the score, and
// above it whether the product is found without typing errors. Keys are negative, so that
// the best is the lowest.
const (
	ordinals  = 1<<24 - 1
	scoreUnit = 1 << 24
	plainUnit = 1 << 48
)

// rank returns the keys of the products that have a score in each slot, the best first,
// and of equal ones the latest.
func (q *query) rank() []int {
	var keys []int
	for o := range q.products {
		sum := sumOf(q.scores, o)
		if q.plain != nil {
			if plain := sumOf(q.plain, o); plain > 0 {
				sum = plain + plainUnit/scoreUnit
			}
		}
		if sum > 0 {
			keys = append(keys, -(sum*scoreUnit + o))
		}
	}
	slices.Sort(keys)
	return keys
}

// sumOf returns the sum of a product's scores, or 0 if it has none in one of the slots.
func sumOf(slots [][]uint8, o int) int {
	sum := 0
	for _, scores := range slots {
		if scores != nil {
			if scores[o] == 0 {
				return 0
			}
			sum += int(scores[o])
		}
	}
	return sum
}

// leaveOut leaves out words until something is found: first those that the fewest
// products have, and of these the last.
func (q *query) leaveOut() []int {
	for n := len(q.slots); n > 1; n-- {
		worst, most := 0, -1
		for i, scores := range q.scores {
			lack := 0
			for _, score := range scores {
				if score == 0 {
					lack++
				}
			}
			if scores != nil && lack >= most {
				worst, most = i, lack
			}
		}
		q.scores[worst] = nil
		q.Left = append(q.Left, q.slots[worst].text)
		if keys := q.rank(); len(keys) > 0 {
			return keys
		}
	}
	q.Left = nil
	return nil
}
