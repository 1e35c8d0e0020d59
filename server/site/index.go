package site

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"sync"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/shop"
	"carrito/app/ui/part"
)

// indexOf returns a function that makes the index of a catalogue, once, and one that
// returns its files. The index of a large shop is read from them, so that the server finds
// the same as a browser.
func indexOf(s *shop.Shop, products *catalog.Catalog) (func() *search.Index, func() ([]byte, [][]byte)) {
	files := sync.OnceValues(func() ([]byte, [][]byte) { return latest.files(s, products) })
	return sync.OnceValue(func() *search.Index {
		if products.Total() <= search.Small {
			return part.NewIndex(s, products)
		}
		dictionary, parts := files()
		index, err := search.Open(dictionary, len(products.ByOrdinal()), func(part int) ([]byte, bool) { return parts[part], true })
		if err != nil {
			return part.NewIndex(s, products)
		}
		return index
	}), files
}

// latest has the index that was made last. A new price or stock does not change it, and
// making it is half the work of a reload.
var latest indexFiles

type indexFiles struct {
	mu         sync.Mutex
	of         [sha256.Size]byte // digest of what the index holds
	dictionary []byte
	parts      [][]byte
}

// files returns the files of the index of a catalogue.
func (l *indexFiles) files(s *shop.Shop, products *catalog.Catalog) ([]byte, [][]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if of := indexed(s, products); of != l.of {
		l.dictionary, l.parts = part.NewIndex(s, products).Files()
		l.of = of
	}
	return l.dictionary, l.parts
}

// indexed returns a digest of what the index of a catalogue holds.
func indexed(s *shop.Shop, products *catalog.Catalog) (digest [sha256.Size]byte) {
	h := sha256.New()
	write := func(text string, in byte) {
		h.Write(binary.AppendUvarint([]byte{in}, uint64(len(text))))
		io.WriteString(h, text)
	}
	for _, synonym := range s.Synonyms {
		write(synonym, 0)
	}
	for _, p := range products.ByOrdinal() {
		write("", 1)
		if p != nil {
			search.Texts(p, write)
		}
	}
	h.Sum(digest[:0])
	return digest
}
