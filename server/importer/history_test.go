package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"carrito/app/catalog"
	"carrito/server/identity"
)

// thing is a product or a variant of the exporting shop. The test knows it by a number
// that no other thing ever gets.
type thing struct {
	number   int
	name     string // of the product, or the value of the variant
	sku      string
	away     bool // left out of the export
	variants []*thing
}

// sourceShop is the exporting shop. Its owner changes it at random.
type sourceShop struct {
	*rand.Rand
	woo    bool
	coded  bool // whether everything has a SKU, by which variants are recognised
	last   int
	things []*thing
}

var thingNames = []string{"Taza", "Vaso", "Plato", "Manta", "Aro", "Taza 2"}

func (w *sourceShop) add() {
	w.last++
	p := &thing{number: w.last, name: thingNames[w.IntN(len(thingNames))]}
	if w.coded {
		p.sku = fmt.Sprint("P", w.last)
	}
	if w.IntN(2) == 0 {
		for range 1 + w.IntN(3) {
			w.addVariant(p)
		}
	}
	w.things = slices.Insert(w.things, w.IntN(len(w.things)+1), p)
}

// addVariant adds a variant with a value that the product never had.
func (w *sourceShop) addVariant(p *thing) {
	w.last++
	v := &thing{number: w.last, name: fmt.Sprint("v", w.last)}
	if w.coded {
		v.sku = fmt.Sprint("V", w.last)
	}
	p.variants = slices.Insert(p.variants, w.IntN(len(p.variants)+1), v)
}

// change makes one random change, such as owners make.
func (w *sourceShop) change() {
	if len(w.things) == 0 || w.IntN(4) == 0 {
		w.add()
		return
	}
	p := w.things[w.IntN(len(w.things))]
	switch w.IntN(7) {
	case 0:
		p.away = !p.away
	case 1:
		p.name = thingNames[w.IntN(len(thingNames))]
	case 2:
		w.Shuffle(len(w.things), func(i, j int) { w.things[i], w.things[j] = w.things[j], w.things[i] })
	}
	if len(p.variants) == 0 {
		return
	}
	v := p.variants[w.IntN(len(p.variants))]
	switch w.IntN(6) {
	case 0:
		v.away = !v.away
	case 1:
		w.addVariant(p)
	case 2:
		w.Shuffle(len(p.variants), func(i, j int) { p.variants[i], p.variants[j] = p.variants[j], p.variants[i] })
	case 3:
		if w.coded || w.woo { // otherwise nothing shows that it is the same variant
			w.last++
			v.name = fmt.Sprint("v", w.last)
		}
	}
}

// export writes everything that is not away. A product that is away is a draft in the
// file, or missing from it.
func (w *sourceShop) export() string {
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	c.Write(map[bool][]string{
		false: {"Handle", "Title", "Option1 Name", "Option1 Value", "Variant SKU", "Variant Price", "Status"},
		true:  {"ID", "Type", "Name", "Parent", "SKU", "Regular price", "Published", "Attribute 1 name", "Attribute 1 value(s)"},
	}[w.woo])
	for _, p := range w.things {
		if p.away && w.IntN(2) == 0 {
			continue
		}
		if w.woo {
			w.wooRows(c, p)
		} else {
			w.shopifyRows(c, p)
		}
	}
	c.Flush()
	return b.String()
}

func (w *sourceShop) shopifyRows(c *csv.Writer, p *thing) {
	status := map[bool]string{true: "draft", false: "active"}[p.away]
	handle, title := fmt.Sprint("h", p.number), p.name
	if len(p.variants) == 0 {
		c.Write([]string{handle, title, "Title", "Default Title", p.sku, "1", status})
	}
	for _, v := range p.variants {
		if !v.away {
			c.Write([]string{handle, title, "Talla", v.name, v.sku, "1", status})
		}
	}
}

func (w *sourceShop) wooRows(c *csv.Writer, p *thing) {
	published := map[bool]string{true: "0", false: "1"}[p.away]
	id, parent := fmt.Sprint(p.number), fmt.Sprint("id:", p.number)
	if len(p.variants) == 0 {
		c.Write([]string{id, "simple", p.name, "", p.sku, "1", published, "", ""})
		return
	}
	var values []string
	for _, v := range p.variants {
		values = append(values, v.name)
	}
	c.Write([]string{id, "variable", p.name, "", p.sku, "", published, "Talla", strings.Join(values, ", ")})
	for _, v := range p.variants {
		if !v.away {
			c.Write([]string{fmt.Sprint(v.number), "variation", p.name, parent, v.sku, "1", "1", "Talla", v.name})
		}
	}
}

// idHistory records the thing of every id, and the id of every thing, over all exports.
type idHistory struct {
	meaning map[string]int // from an id, such as "7" or "7:2", to the number of the thing
	ids     map[int]string // from the number of the thing to its id
}

// record notes that the id belongs to the thing with the given number, and fails the
// test if either had another partner before.
func (h idHistory) record(t *testing.T, id string, number int) {
	t.Helper()
	if was, known := h.meaning[id]; known && was != number {
		t.Errorf("id %s belongs to thing %d, but belonged to thing %d before", id, number, was)
	}
	if was, known := h.ids[number]; known && was != id {
		t.Errorf("thing %d has the id %s, but had %s before", number, id, was)
	}
	h.meaning[id], h.ids[number] = number, id
}

// check compares a catalogue with the shop that it was exported from, product by
// product in the order of the export.
func (h idHistory) check(t *testing.T, w *sourceShop, c *catalog.Catalog) {
	t.Helper()
	products := c.Products()
	for _, known := range w.things {
		sold := slices.DeleteFunc(slices.Clone(known.variants), func(v *thing) bool { return v.away })
		if known.away || len(known.variants) > 0 && len(sold) == 0 {
			continue
		}
		if len(products) == 0 {
			t.Fatal("the catalogue has too few products")
		}
		p := products[0]
		products = products[1:]
		h.record(t, fmt.Sprint(p.ID), known.number)
		for i, v := range sold {
			h.record(t, fmt.Sprint(p.ID, ":", p.Variants[i].ID), v.number)
		}
	}
	if len(products) > 0 {
		t.Errorf("the catalogue has %d products too many", len(products))
	}
}

// An id never belongs to two things, and a thing never changes its id, even if the
// owner changes, renames, removes, restores and reorders things.
func TestIDsForEver(t *testing.T) {
	seeds := uint64(200)
	if testing.Short() {
		seeds /= 10
	}
	for seed := range seeds {
		w := &sourceShop{Rand: rand.New(rand.NewPCG(seed, 9)), woo: seed%2 == 0, coded: seed%4 < 2}
		t.Run(fmt.Sprintf("seed %d, WooCommerce %t, SKUs %t", seed, w.woo, w.coded), func(t *testing.T) {
			h := idHistory{map[string]int{}, map[int]string{}}
			ledger := new(identity.Ledger)
			for range 12 {
				for range 1 + w.IntN(6) {
					w.change()
				}
				export := w.export()
				if strings.Count(export, "\n") < 2 {
					continue
				}
				first := read(t, export, ledger)
				ledger = reread(t, ledger)
				before := text(t, ledger)
				second := read(t, export, ledger)
				if compact(t, first) != compact(t, second) || text(t, ledger) != before {
					t.Errorf("a second import of the same file changes something")
				}
				h.check(t, w, first.Catalog)
				if t.Failed() {
					t.Fatalf("the export was\n%s", export)
				}
			}
		})
	}
}

func text(t *testing.T, l *identity.Ledger) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
