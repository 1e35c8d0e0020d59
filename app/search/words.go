package search

import (
	"strings"

	"carrito/app/catalog"
)

// The most that is read of a query, and of a word. The rest is ignored.
const (
	maxQuery = 200 // bytes
	maxSlots = 12
	maxWord  = 40 // bytes
)

// slot is what a shopper types between two spaces. All of its words must be found, or
// else the word that they make together, such as "tshirt" for "t-shirt" and "t shirt".
type slot struct {
	words  []string // in lower case, with accents
	joined string
}

// slots returns the slots of a text in lower case. Punctuation separates words. A single
// letter, and a number before a short word such as "ml", are in one slot with the next
// word.
func slots(text string) []slot {
	var all []slot
	open := false // whether the next word may belong to the last slot
	for _, field := range strings.Fields(text) {
		words := catalog.Words(field)
		if len(words) == 0 {
			continue
		}
		joined := strings.Join(words, "")
		if open {
			open = false
			if s := &all[len(all)-1]; len(s.joined) == 1 || len(joined) < 4 {
				s.words = append(s.words, words...)
				s.joined += joined
				continue
			}
		}
		all = append(all, slot{words, joined})
		open = len(words) == 1 && (len(joined) == 1 || strings.Trim(joined, digits) == "")
	}
	return all
}

const digits = "0123456789"

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
