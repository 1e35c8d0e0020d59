// Package importer turns the product export of another shop, Shopify or
// WooCommerce, or a plain table of products into products.json.
//
// Use [Import] for the export, with the ledger of package identity, so that every
// product keeps its id. What cannot be sold here, or cannot be read for sure, is
// left out, and [Result] tells each with its line and the reason. Nothing is
// written before the whole result has passed [strict.Products].
package importer

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"carrito/app/catalog"
	"carrito/server/identity"
	"carrito/server/strict"
)

// Options is what an import has to know about the shop it is for.
type Options struct {
	Digits   int              // decimals of the shop's currency, as in ISO 4217
	Currency string           // the shop's currency, as in ISO 4217: its signs are read
	Locale   string           // the shop's locale, such as "es-PE"
	Ledger   *identity.Ledger // every id that the shop has given so far; Import notes new ones; nil for none
	Stock    *Stock           // of the shop's inventory file, in place of the quantities in a Shopify export; may be nil
	Now      time.Time        // which sales run; the zero value is the time of the import

	// Picture returns the address of a picture that the export names by its file
	// alone, or reports false where the shop has no such file. Nil knows none.
	Picture func(name string) (address string, ok bool)

	// Progress receives how far the import is, in any unit. It may be nil.
	Progress func(done, total int)
}

// Result is an export turned into a catalogue.
type Result struct {
	Format  string           // "Shopify", "WooCommerce" or "Table"
	Catalog *catalog.Catalog // what WriteJSON writes, as the shop will read it
	Skipped []Skipped        // what was left out, in the order of the file
	Notes   []Skipped        // what is sold in another way than it stands there, in the same order
	Unused  []string         // the columns that nothing was read from
	Missing []string         // what no column was found for, such as "stock"

	json   []string // of each product, without white space
	digits int      // decimals of the prices
}

// Skipped is a product, variant or image that was left out, or has a note.
type Skipped struct {
	Line   int    // where its row begins in the export, counted from 1; 0 for the export as a whole
	Name   string // of the product, with the variant's values in parentheses; may be empty
	Reason string // after the name: "has no price"
}

// String says it in one line.
func (s Skipped) String() string {
	if s.Line == 0 {
		return s.Reason
	}
	if s.Name == "" {
		return fmt.Sprintf("line %d: %s", s.Line, s.Reason)
	}
	return fmt.Sprintf("line %d: %s: %s", s.Line, s.Name, s.Reason)
}

// Import reads an export from r. It tells the formats apart by the header and
// writes nothing itself.
func Import(r io.Reader, opts Options) (*Result, error) {
	told := progress(opts.Progress)
	told.at(0)
	defer told.at(whole)
	export, err := readExport(r, told.step(0, readAt))
	if err != nil {
		return nil, err
	}
	format, rows := export.format, export.rows
	if opts.Stock != nil && format.name != "Shopify" {
		return nil, fmt.Errorf("a stock file goes with an export of Shopify, not of %s", format.name)
	}
	j := newJob(opts, format.header)
	j.skipped, j.making = export.skipped, told.step(readAt, madeAt)
	for _, note := range export.notes {
		j.note(0, "", "%s", note)
	}
	j.prices.learn(rows)
	j.clean(rows)
	keys := format.keys(rows)
	products := format.products(j, rows)
	identify(cmp.Or(opts.Ledger, new(identity.Ledger)), format.name, keys, products)
	j.noteUncounted()
	j.noteStock()
	texts, c, err := encode(products, strict.Rules{Digits: opts.Digits}, told.step(madeAt, encodedAt))
	if err != nil {
		return nil, fmt.Errorf("the products of this %s export make no valid catalogue:\n%w", format.name, err)
	}
	for _, list := range [][]Skipped{j.skipped, j.notes} {
		slices.SortStableFunc(list, func(a, b Skipped) int { return cmp.Compare(a.Line, b.Line) })
	}
	missing := format.missing()
	if opts.Stock != nil {
		missing = slices.DeleteFunc(missing, func(fact string) bool { return fact == "stock" })
	}
	return &Result{
		Format: format.name, Catalog: c, Skipped: j.skipped, Notes: j.notes,
		Unused: format.header.unused(), Missing: missing, json: texts, digits: opts.Digits,
	}, nil
}

// job is one import under way.
type job struct {
	prices  *prices
	header  header
	now     time.Time
	picture func(string) (string, bool)
	stock   *Stock // nil where there is no stock file
	skipped []Skipped
	notes   []Skipped

	making    func(done, total int64) // receives how many products are made; may be nil
	uncounted int                     // variants that Shopify counts, without the number in the export
}

func newJob(opts Options, h header) *job {
	j := &job{prices: newPrices(opts.Digits, opts.Currency, opts.Locale), header: h, now: opts.Now, picture: opts.Picture, stock: opts.Stock}
	if j.now.IsZero() {
		j.now = time.Now()
	}
	if j.picture == nil {
		j.picture = func(string) (string, bool) { return "", false }
	}
	return j
}

func (j *job) skip(line int, name, format string, args ...any) {
	j.skipped = append(j.skipped, Skipped{line, name, fmt.Sprintf(format, args...)})
}

func (j *job) note(line int, name, format string, args ...any) {
	j.notes = append(j.notes, Skipped{line, name, fmt.Sprintf(format, args...)})
}
