// Package importer turns the product export of another shop, Shopify or
// WooCommerce, or a plain table of products into products.json.
//
// Pass [Import] the ledger of package identity, so that every product keeps its id.
// Import leaves out what cannot be sold here or cannot be read unambiguously, and
// [Result] lists each with its line and the reason. The result is checked by the rules
// of [strict.Products] before anything can be written.
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

// Options describes the shop that an import is for.
type Options struct {
	Digits   int              // decimals of the shop's currency, as in ISO 4217
	Currency string           // the shop's currency, as in ISO 4217; prices may carry its signs
	Locale   string           // the shop's locale, such as "es-PE"
	Ledger   *identity.Ledger // all ids assigned so far; Import adds new ones; nil if there are none
	Stock    *Stock           // from the shop's inventory file; replaces the quantities of a Shopify export; may be nil
	Now      time.Time        // decides which sales are running; the zero value means the current time

	// Picture returns the shop's own copy of a picture that the export names, by its file
	// name or its address. It returns the zero value if there is none: then an address
	// is used as it is. The error, which reads on from the name, says why the picture
	// must not be used. If nil, no picture is known.
	Picture func(name string) (Photo, error)

	// Choices are the names of the columns of a plain table that are options of
	// products. If nil, the importer decides by the columns' names and cells.
	Choices []string

	// Keep are the names of columns of a plain table that are options of products,
	// whatever their cells are now.
	Keep []string

	// Progress is called as the import advances, with done and total in the same unit.
	// It may be nil.
	Progress func(done, total int)
}

// Result is an export turned into a catalogue.
type Result struct {
	Format  string            // "Shopify", "WooCommerce" or "Table"
	Catalog *catalog.Catalog  // as the shop will read it from WriteJSON
	Skipped []Skipped         // products, variants and images that were left out, in the order of the file
	Notes   []Skipped         // differences between the export and what is sold, in the same order
	Unused  []string          // columns that were not read
	Missing []string          // facts without a column, such as "stock"
	Columns map[string]string // the names of the columns that were read, by what they mean
	Choices []string          // the names of the columns that are options of products

	json   []string // of each product, without white space
	digits int      // decimals of the prices
}

// Skipped is a product, variant or image that was left out, or a note on one.
type Skipped struct {
	Line   int    // first line of its row in the export, from 1; 0 for the export as a whole
	Column string // the name of the column with the faulty cell; may be empty
	Name   string // the product, with the variant's values in parentheses; may be empty
	Reason string // reads on from the name: "has no price"
}

// String returns the line, the name and the reason in one line of text.
func (s Skipped) String() string {
	if s.Line == 0 {
		return s.Reason
	}
	place := fmt.Sprintf("line %d", s.Line)
	if s.Column != "" {
		place += ", column " + s.Column
	}
	if s.Name == "" {
		return place + ": " + s.Reason
	}
	return place + ": " + s.Name + ": " + s.Reason
}

// Import reads an export from r and recognises its format by the header. It writes no
// file.
func Import(r io.Reader, opts Options) (*Result, error) {
	p := progress(opts.Progress)
	p.at(0)
	defer p.at(whole)
	export, err := readExport(r, p.step(0, readAt))
	if err != nil {
		return nil, err
	}
	format, rows := export.format, export.rows
	if opts.Stock != nil && format.name != "Shopify" {
		return nil, fmt.Errorf("a stock file needs an export of Shopify, not of %s", format.name)
	}
	j := newJob(opts, format.header)
	j.skipped, j.making = export.skipped, p.step(readAt, madeAt)
	for _, note := range export.notes {
		j.note(0, "", "%s", note)
	}
	if format.name == "Table" {
		if err := j.choose(rows, opts.Choices, opts.Keep); err != nil {
			return nil, err
		}
	}
	j.prices.learn(rows)
	j.clean(rows)
	keys := format.keys(rows)
	products := format.products(j, rows)
	identify(cmp.Or(opts.Ledger, new(identity.Ledger)), format.name, keys, products)
	j.noteUncounted()
	j.noteStock()
	j.noteBarCodes()
	texts, c, err := encode(products, strict.Rules{Digits: opts.Digits}, p.step(madeAt, encodedAt))
	if err != nil {
		return nil, fmt.Errorf("the products of this %s export are not a valid catalogue:\n%w", format.name, err)
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
		Unused: format.header.unused(), Missing: missing, Columns: format.header.meanings(), Choices: j.choiceNames(), json: texts, digits: opts.Digits,
	}, nil
}

// job is the state of one import.
type job struct {
	prices  *prices
	header  header
	now     time.Time
	picture func(string) (Photo, error)
	choices []string        // the columns of a plain table that are options of products
	codes   map[string]int  // how many rows of a plain table have each product code
	sold    map[string]bool // the group keys of the rows of a plain table that have options
	own     bool            // whether a plain table was written by package table
	stock   *Stock          // nil if there is no stock file
	skipped []Skipped
	notes   []Skipped

	making    func(done, total int64) // called with the number of products made; may be nil
	uncounted int                     // variants that Shopify counts but whose quantities the export lacks
	barcodes  int                     // rows with numbers that no bar code has
}

func newJob(opts Options, h header) *job {
	j := &job{prices: newPrices(opts.Digits, opts.Currency, opts.Locale), header: h, now: opts.Now, picture: opts.Picture, stock: opts.Stock, own: h.isOwn()}
	if j.now.IsZero() {
		j.now = time.Now()
	}
	if j.picture == nil {
		j.picture = func(string) (Photo, error) { return Photo{}, nil }
	}
	return j
}

func (j *job) skip(line int, name, format string, args ...any) {
	j.skipped = append(j.skipped, Skipped{Line: line, Name: name, Reason: fmt.Sprintf(format, args...)})
}

func (j *job) note(line int, name, format string, args ...any) {
	j.notes = append(j.notes, Skipped{Line: line, Name: name, Reason: fmt.Sprintf(format, args...)})
}
