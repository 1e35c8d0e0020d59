package search

import (
	"encoding/binary"
	"errors"

	"carrito/app/catalog"
)

// Small is the most products of a shop whose index browsers make themselves.
const Small = 200

// version is the first byte of a dictionary.
const version = 1

// Open opens an index of so many ordinals that was written by [Index.Files]. part returns
// a part of it, or false if the part has to be fetched first; see [Found].
func Open(dictionary []byte, products int, part func(part int) (data []byte, ok bool)) (*Index, error) {
	r := reader{dictionary}
	if r.number() != version || r.number() != products {
		return nil, errors.New("search: not a dictionary of this version and catalogue")
	}
	x := &Index{part: part, products: products}
	x.firsts = readWords(r.bytes(r.number()))
	x.words = readWords(r.data)
	return x, nil
}

func readWords(data []byte) []word {
	var words []word
	records(data, func(text string, content []byte) bool {
		if len(content) == 1 && len(text) <= maxWord {
			words = append(words, word{text, catalog.Fold(text), content[0]})
		}
		return true
	})
	return words
}

// fullPart is the size at which a part is full, in bytes. A part with a word that many of
// a hundred thousand products have may be several times as large.
const fullPart = 24 << 10

// Files returns what [Open] opens: the dictionary, and the parts. The index must be made
// by [New].
func (x *Index) Files() (dictionary []byte, parts [][]byte) { return x.files(fullPart) }

func (x *Index) files(full int) (dictionary []byte, parts [][]byte) {
	parts, firsts := x.split(full)
	dictionary = binary.AppendUvarint([]byte{version}, uint64(x.products))
	dictionary = binary.AppendUvarint(dictionary, uint64(len(firsts)))
	dictionary = append(dictionary, firsts...)
	before := ""
	least, room := x.least()
	for i, w := range x.words {
		if !x.tells(i) || w.weight < least || w.weight == least && room == 0 {
			continue
		}
		if w.weight == least {
			room--
		}
		dictionary = appendRecord(dictionary, before, w.text, []byte{w.weight})
		before = w.text
	}
	return dictionary, parts
}

// split splits the only part. Words that differ only in accents stay in one part. firsts
// has the folded words with which the parts begin, each with the largest weight in the
// part.
func (x *Index) split(full int) (parts [][]byte, firsts []byte) {
	type cutting struct {
		first  string
		weight byte
		data   []byte
	}
	var all []cutting
	data, _ := x.part(0)
	before, i := "", 0
	records(data, func(text string, postings []byte) bool {
		w, last := x.words[i], len(all)-1
		if last < 0 || len(all[last].data) > full && w.folded != x.words[i-1].folded && mayBegin(w.folded, full) {
			all = append(all, cutting{first: w.folded})
			last, before = last+1, ""
		}
		all[last].data = appendRecord(all[last].data, before, text, postings)
		all[last].weight = max(all[last].weight, w.weight)
		before = text
		i++
		return true
	})
	before = ""
	for _, c := range all {
		firsts = appendRecord(firsts, before, c.first, []byte{c.weight})
		parts = append(parts, c.data)
		before = c.first
	}
	return parts, firsts
}

// mayBegin reports whether a part may begin with a folded word. Of parts that are full at
// 24 kB, one word in 13 may. It depends on the word and not on the others, so that as a rule
// parts begin with the same words after a product has come or gone.
func mayBegin(folded string, full int) bool {
	h := uint32(2166136261) // FNV
	for i := range len(folded) {
		h = (h ^ uint32(folded[i])) * 16777619
	}
	return h>>8%uint32(full>>11+1) == 0
}

// tells reports whether a word is worth being in the dictionary's file. It leaves out
// codes that few products have, and of words that differ only in accents all but the one
// that most products have.
func (x *Index) tells(i int) bool {
	w := x.words[i]
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(x.words) && x.words[j].folded == w.folded && (x.words[j].weight > w.weight || x.words[j].weight == w.weight && j < i) {
			return false
		}
	}
	return len(w.text) > 1 && (w.weight > 8 || !hasDigit(w.text))
}

// least returns the least weight that a word in the dictionary's file has, and how many
// words of that weight have room. A word takes three or four bytes of the compressed
// file.
func (x *Index) least() (least byte, room int) {
	var counts [256]int
	for i, w := range x.words {
		if x.tells(i) {
			counts[w.weight]++
		}
	}
	room = 10000 + x.filled/5
	for least = 255; least > 0 && counts[least] <= room; least-- {
		room -= counts[least]
	}
	return least, room
}
