package site

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/json"
)

// stockFile is the owner's products.json, with the places of its stock numbers.
type stockFile struct {
	text     []byte
	products *catalog.Catalog
	places   func() []place // in the order of the file; computed once
}

// place is where a stock number stands in products.json, or where it would
// stand.
type place struct {
	start, end       int // offsets in bytes; equal if there is no number yet
	product, variant int
	stock            int // the number in the file
}

func newStockFile(text []byte, products *catalog.Catalog) *stockFile {
	return &stockFile{text, products, sync.OnceValue(func() []place { return findPlaces(textOf(text), products) })}
}

// WithStock returns a copy of s with other stock, in the catalogue and in its
// JSON, where nothing else changes. It reads no file. left holds the units by
// key. WithStock ignores keys whose stock the owner's file does not count. A
// key that left does not have gets the stock of the file.
func (s *Site) WithStock(left map[cart.Key]int) (*Site, error) {
	with := *s
	lookUp := func(product, variant int) (int, bool) {
		units, ok := left[cart.KeyOf(product, variant)]
		return units, ok
	}
	with.Catalog = s.stock.products.WithStock(lookUp)
	with.products = s.stock.write(lookUp)
	with.texts = textsOf(with.products, with.Catalog)
	return with.Renamed(s.names)
}

// write returns the file with the stock that left reports in place of its own.
func (f *stockFile) write(left func(product, variant int) (int, bool)) []byte {
	if !f.differs(left) {
		return f.text
	}
	text := make([]byte, 0, len(f.text)+16)
	from := 0
	for _, p := range f.places() {
		units, known := left(p.product, p.variant)
		if !known || units == p.stock {
			continue
		}
		text = append(text, f.text[from:p.start]...)
		if p.start == p.end { // just before the closing brace of a variant
			text = append(text, `,"stock":`...)
		}
		text = strconv.AppendInt(text, int64(units), 10)
		from = p.end
	}
	return append(text, f.text[from:]...)
}

// differs reports whether left reports another number than the file anywhere.
func (f *stockFile) differs(left func(product, variant int) (int, bool)) bool {
	return slices.ContainsFunc(f.places(), func(p place) bool {
		units, known := left(p.product, p.variant)
		return known && units != p.stock
	})
}

// findPlaces returns the places of all stock that is counted. text is the file
// that products were read from, so both have the same order.
func findPlaces(text string, products *catalog.Catalog) []place {
	start := len(text) - len(strings.TrimPrefix(text, "\ufeff"))
	f := finder{Reader: json.NewReader(text[start:]), start: start}
	f.Array(func(i int) {
		p, before := products.Products()[i], len(f.places)
		f.Object(func(name string) {
			switch {
			case name == "stock" && len(p.Variants) == 0:
				f.value(p.ID, 0, p.Stock)
			case name == "variants":
				f.places = f.places[:before] // if a product has two lists, the last one counts
				f.Array(func(j int) {
					if j < len(p.Variants) {
						f.variant(p, p.Variants[j])
					}
				})
			}
		})
	})
	return f.places
}

type finder struct {
	*json.Reader
	start  int // offset of the JSON in the file, in bytes
	places []place
}

// value skips the next value, which is the stock of a variant, and notes its
// place if it is counted.
func (f *finder) value(product, variant, stock int) {
	start := f.Offset()
	f.Skip()
	if stock != catalog.NotCounted {
		f.places = append(f.places, place{f.start + start, f.start + f.Offset(), product, variant, stock})
	}
}

// variant notes the place of a variant's stock. A variant without a number of
// its own has the stock of its product.
func (f *finder) variant(p *catalog.Product, v catalog.Variant) {
	before := len(f.places)
	f.Object(func(name string) {
		if name == "stock" {
			f.value(p.ID, v.ID, v.Stock)
		}
	})
	if len(f.places) == before && v.Stock != catalog.NotCounted {
		end := f.start + f.Offset() - len("}")
		f.places = append(f.places, place{end, end, p.ID, v.ID, v.Stock})
	}
}
