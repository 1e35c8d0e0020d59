package search

import (
	"strings"

	"carrito/app/catalog"
)

// MaxQuery is how many bytes are read of a query. The rest is ignored.
const MaxQuery = 200

// The most that is read of a query, and of a word. The rest is ignored.
const (
	maxWords = 12 // in all slots
	maxStops = 3  // slots of a query that has no others
	maxWord  = 40 // bytes
)

// slot is what a shopper types between two spaces. All of its words must be found, or
// else the word that they make together, such as "tshirt" for "t-shirt" and "t shirt".
type slot struct {
	words  []string // in lower case, with accents
	joined string
	text   string // as it is typed, a single word without its punctuation
}

// slots returns the slots of a text in lower case. Punctuation separates words. A single
// letter, and a number before a short word such as "ml" or as a group of a bar code, are in
// one slot with the next word.
func slots(text string) []slot {
	var all []slot
	open := false // whether the next word may belong to the last slot
	for _, field := range strings.Fields(text) {
		words := catalog.Words(field)
		if len(words) == 0 {
			continue
		}
		joined := strings.Join(words, "")
		if len(words) == 1 {
			field = joined
		}
		if open {
			s := &all[len(all)-1]
			if len(s.joined) == 1 || len(joined) < 4 || isNumber(joined) && isBarCode(s.joined, joined) {
				s.words = append(s.words, words...)
				s.joined += joined
				s.text += " " + field
				open = isNumber(s.joined)
				continue
			}
		}
		all = append(all, slot{words, joined, field})
		open = len(words) == 1 && len(joined) == 1 || isNumber(joined)
	}
	return all
}

// isBarCode reports whether a group of digits belongs to those before it: in an ISBN, which
// begins with 978 or 979, and in the last group of an EAN, which has 13 digits.
func isBarCode(before, group string) bool {
	return before[0] == '9' && len(before) > 2 && before[1] == '7' || len(before)+len(group) == 13
}

const digits = "0123456789"

func isNumber(text string) bool { return strings.Trim(text, digits) == "" }

// isLong reports whether a number is looked for only as a whole, such as an ISBN.
func isLong(text string) bool { return len(text) > 9 && isNumber(text) }

func hasDigit(text string) bool {
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			return true
		}
	}
	return false
}

func cut(s string, most int) string { return s[:min(len(s), most)] }

// isStop reports whether a word says too little to be required. A query of such words
// only requires all of them.
func isStop(word string) bool {
	return strings.Contains(" a al com con da das de del do dos e el em en for in la las los na no o of para por the um uma un una with y and ", " "+word+" ")
}

// marked reports whether one of two words has ñ where the other has n. They are
// different letters: "año" is not "ano". other may go on.
func marked(word, other string) bool {
	return strings.Contains(word, "ñ") != strings.Contains(cut(other, len(word)+1), "ñ")
}
