package site

import (
	"strconv"
	"strings"
	"sync"

	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/app/json"
)

// counted is the owner's catalogue as the file has it, and where in the file the
// stock stands.
type counted struct {
	text     []byte
	products *catalog.Catalog
	places   func() []place // found once, in the order of the file
}

// place is where a number of units stands in products.json, or would stand.
type place struct {
	start, end       int // offsets in bytes, the same where there is none yet
	product, variant int
	stock            int // as the file has it
}

func newCounted(text []byte, products *catalog.Catalog) *counted {
	return &counted{text, products, sync.OnceValue(func() []place { return findPlaces(string(text), products) })}
}

// WithStock returns the same site with other numbers of units left: the catalogue
// and its JSON, in which nothing else changes. It reads no file. What the owner's
// file does not count is not counted, whatever left says of it; what left does not
// name has the stock of the file.
func (s *Site) WithStock(left map[cart.Key]int) (*Site, error) {
	with := *s
	known := func(product, variant int) (int, bool) {
		units, ok := left[cart.KeyOf(product, variant)]
		return units, ok
	}
	with.Catalog = s.counted.products.WithStock(known)
	with.products = s.counted.write(known)
	return with.Renamed(s.names)
}

// write returns the file with these units in place of its own.
func (c *counted) write(left func(product, variant int) (int, bool)) []byte {
	text := make([]byte, 0, len(c.text)+16)
	from := 0
	for _, p := range c.places() {
		units, known := left(p.product, p.variant)
		if !known || units == p.stock {
			continue
		}
		text = append(text, c.text[from:p.start]...)
		if p.start == p.end { // before the brace that ends a variant
			text = append(text, `,"stock":`...)
		}
		text = strconv.AppendInt(text, int64(units), 10)
		from = p.end
	}
	return append(text, c.text[from:]...)
}

// findPlaces finds the stock of everything that is counted. The text has been
// read as a catalogue, so that its products stand in the same order.
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
				f.places = f.places[:before] // of a list that stands twice the last one counts
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
	start  int // of the JSON in the file
	places []place
}

// value notes that the next value is the stock of a variant.
func (f *finder) value(product, variant, stock int) {
	start := f.Offset()
	f.Skip()
	if stock != catalog.NotCounted {
		f.places = append(f.places, place{f.start + start, f.start + f.Offset(), product, variant, stock})
	}
}

// variant notes the stock of a variant, which it may have from its product.
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
