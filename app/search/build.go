package search

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"

	"carrito/app/catalog"
)

// New returns the index of products, the highest ordinal first; see
// [catalog.Catalog.ByOrdinal]. Each synonym has the form "polera = polo". The index has one
// part.
func New(products []*catalog.Product, synonyms []string) *Index {
	b := builder{entries: map[string]*entry{}, synonyms: Synonyms(synonyms)}
	for i := len(products) - 1; i >= 0; i-- {
		if products[i] != nil {
			b.product(products[i])
			b.products++
		}
		b.ordinal++
	}
	x := &Index{products: len(products), filled: b.products, firsts: make([]word, 1)}
	slices.Sort(b.keys)
	var part []byte
	before := ""
	for _, key := range b.keys {
		_, text, _ := strings.Cut(key, "\x00")
		e := b.entries[text]
		part = appendRecord(part, before, e.text, e.postings)
		before = e.text
		e.weight = byte(bits.Len(uint(e.count * e.count)))
		x.words = append(x.words, e.word)
	}
	x.part = func(int) ([]byte, bool) { return part, true }
	return x
}

type builder struct {
	ordinal  int
	products int // indexed so far
	entries  map[string]*entry
	keys     []string // what words are sorted by: the folded word, a zero byte and the word
	touched  []*entry // those that are in the present product
	synonyms [][]string
}

// entry is a word, and the products that have it.
type entry struct {
	word
	root     string // its stem
	field    field  // the best field of the present product that has the word; 0 if none has
	postings []byte
	last     int // ordinal of the last posting
	count    int // of products that have the word elsewhere than in the description, times 4, and of the others
}

// put records that a field of the present product has a word.
func (b *builder) put(text string, in field) {
	text = cut(text, maxWord)
	e := b.entries[text]
	if e == nil {
		folded := catalog.Fold(text)
		e = &entry{word: word{text: text, folded: folded}, root: stem(folded)}
		b.entries[text] = e
		b.keys = append(b.keys, folded+"\x00"+text)
	}
	if e.field == 0 {
		b.touched = append(b.touched, e)
	}
	e.field = max(e.field, in)
}

// text records the words of a text.
func (b *builder) text(text string, in field) {
	for _, s := range slots(strings.ToLower(text)) {
		if len(s.words) > 1 {
			b.put(s.joined, min(in, meta))
		}
		for _, word := range s.words {
			if in != description || !isStop(word) {
				b.put(word, in)
			}
			if in == first {
				in = name
			}
		}
	}
}

// code records a SKU as a whole and in words, or a long number such as a GTIN as a whole.
func (b *builder) code(text string) {
	text = strings.ToLower(text)
	words := catalog.Words(text)
	whole, in := strings.Join(words, ""), code
	if !isLong(whole) {
		b.text(text, meta)
	}
	if len(words) > 1 && !hasDigit(whole) {
		in = letters
	}
	if whole != "" {
		b.put(whole, in)
	}
}

// product records what a product has.
func (b *builder) product(p *catalog.Product) {
	fields(p, func(text string, in field) {
		switch in {
		case code:
			b.code(text)
			return
		case description:
			b.addSynonyms()
		}
		b.text(text, in)
	})
	b.post()
}

// fields visits what is found of a product, the description last.
func fields(p *catalog.Product, visit func(text string, in field)) {
	visit(p.Name, first)
	visit(p.Category, meta)
	visit(p.SKU, code)
	for i := range p.Variants {
		visit(p.Variants[i].SKU, code)
	}
	for _, number := range strings.Split(p.GTINs, "\n") {
		visit(number, code)
	}
	for _, tag := range p.Tags {
		visit(tag, meta)
	}
	for _, option := range p.Options {
		visit(option.Name, meta)
		for _, value := range option.Values {
			visit(value, meta)
		}
	}
	visit(p.Description, description)
}

// Texts visits the texts of a product that an index holds, each with its field. Products
// with the same texts in the same order have the same index.
func Texts(p *catalog.Product, visit func(text string, in byte)) {
	fields(p, func(text string, in field) { visit(text, byte(in)) })
}

// post adds the postings of the present product.
func (b *builder) post() {
	for _, e := range b.touched {
		e.postings = binary.AppendUvarint(e.postings, uint64((b.ordinal-e.last)<<fieldBits|int(e.field)))
		e.last = b.ordinal
		e.count++
		if e.field > description {
			e.count += 3
		}
		e.field = 0
	}
	b.touched = b.touched[:0]
}
