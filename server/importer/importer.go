// Package importer turns the product export of another shop, Shopify or
// WooCommerce, into products.json.
//
// Use [Import] for the export, with the ledger of package identity, so that
// every product keeps its id. What cannot be sold here is left out, and [Result] tells each with its line and the reason. Nothing is
// written before the whole result has passed [catalog.Read].
package importer

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"carrito/app/catalog"
	"carrito/server/identity"
)

// Options is what an import has to know about the shop it is for.
type Options struct {
	Digits int              // decimals of the shop's currency, as in ISO 4217
	Ledger *identity.Ledger // every id that the shop has given so far; Import notes new ones; nil for none
}

// Result is an export turned into a catalogue.
type Result struct {
	Format  string           // "Shopify" or "WooCommerce"
	Catalog *catalog.Catalog // what WriteJSON writes, as the shop will read it
	Skipped []Skipped        // what was left out, in the order of the file

	json []byte
}

// Skipped is a product, variant or image that was left out.
type Skipped struct {
	Line   int    // where its row begins in the export, counted from 1
	Name   string // of the product, with the variant's values in parentheses; may be empty
	Reason string // after the name: "has no price"
}

// String says it in one line.
func (s Skipped) String() string {
	if s.Name == "" {
		return fmt.Sprintf("line %d: %s", s.Line, s.Reason)
	}
	return fmt.Sprintf("line %d: %s: %s", s.Line, s.Name, s.Reason)
}

// WriteJSON writes products.json.
func (r *Result) WriteJSON(w io.Writer) error {
	_, err := w.Write(r.json)
	return err
}

// Import reads an export from r. It tells the formats apart by the header and
// writes nothing itself.
func Import(r io.Reader, opts Options) (*Result, error) {
	format, rows, err := readExport(r)
	if err != nil {
		return nil, err
	}
	j := &job{digits: opts.Digits}
	products := format.products(j, rows)
	identify(cmp.Or(opts.Ledger, new(identity.Ledger)), format.name, rows, products)
	data, err := encode(products)
	if err != nil {
		return nil, err
	}
	c, err := catalog.Read(bytes.NewReader(data), catalog.Rules{Digits: opts.Digits})
	if err != nil {
		return nil, fmt.Errorf("the products of this %s export make no valid catalogue:\n%w", format.name, err)
	}
	slices.SortStableFunc(j.skipped, func(a, b Skipped) int { return cmp.Compare(a.Line, b.Line) })
	return &Result{Format: format.name, Catalog: c, Skipped: j.skipped, json: data}, nil
}

// job is one import under way.
type job struct {
	digits  int
	skipped []Skipped
}

func (j *job) skip(line int, name, format string, args ...any) {
	j.skipped = append(j.skipped, Skipped{line, name, fmt.Sprintf(format, args...)})
}
