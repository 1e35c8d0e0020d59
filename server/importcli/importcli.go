// Package importcli is the command import. It turns a product export or a table of
// products into the shop's catalogue and keeps the products' ids. A [Follower] does so
// again and again for a sheet on the web.
package importcli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"carrito/server/catalogfile"
	"carrito/server/identity"
	"carrito/server/importer"
	"carrito/server/importer/sheet"
	"carrito/server/regular"
	"carrito/server/site"
)

// Command is one import.
type Command struct {
	Export  string   // the file to import, or the address of a table on the web
	Target  string   // the catalogue's file to write
	Shop    string   // the shop's file, for its currency
	Stock   string   // the inventory file of Shopify; may be empty
	Photos  string   // a folder with the pictures that the table names, or "fetch"; may be empty
	Options []string // the columns of a table that are options of products; nil for the importer's choice
	Private bool     // whether addresses may be those of private networks
	Force   bool     // write even a catalogue that looks like a mistake
	Fewer   bool     // write even a catalogue with far fewer products

	Progress func(done, total int) // may be nil
	Stdout   io.Writer

	unchanged bool // whether the last run found nothing new at the address
}

// Run imports the file. It writes the target only if there was no error. Products keep
// the ids that they have in the target and in the ledger next to it.
func (c *Command) Run(ctx context.Context) error {
	// Most memory of a large import is in use all the time. If the garbage collector
	// runs more often, the peak is lower.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	c.unchanged = false
	shop, err := site.LoadShop(c.Shop)
	if err != nil {
		return err
	}
	opts := importer.Options{Digits: shop.Money.Digits, Currency: shop.Currency, Locale: shop.Locale, Choices: c.Options, Progress: c.Progress}
	source, err := c.open(ctx, opts)
	if err != nil {
		return err
	}
	defer source.Close()
	if source.unchanged {
		c.unchanged = true
		fmt.Fprintln(c.Stdout, "the table has not changed since the last import")
		return nil
	}
	if opts.Stock, err = readStock(c.Stock); err != nil {
		return err
	}
	opts.Keep = source.last.Choices
	pictures, err := c.openPictures(ctx, source, opts)
	if err != nil {
		return c.explain(err, source.last)
	}
	defer pictures.close()
	// Two imports at once could give one id to two products.
	unlock, err := lock(ctx, c.web())
	if err != nil {
		return err
	}
	defer unlock()
	target := &catalogfile.File{Path: c.Target}
	seen, err := target.See()
	if err != nil {
		return err
	}
	ledger, notes, err := readLedger(c.Target)
	if err != nil {
		return err
	}
	opts.Ledger, opts.Picture = ledger, pictures.photo
	result, err := importer.Import(source, opts)
	if err != nil {
		return c.explain(err, source.last)
	}
	if err = c.refuse(result, source.last); err == nil {
		err = target.Import(seen, func(hidden map[int]bool) error {
			if err := result.Hide(hidden); err != nil {
				return err
			}
			return c.write(ledger, result, source, pictures)
		})
	}
	if err == nil {
		n := result.Catalog.Counts()
		fmt.Fprintf(c.Stdout, "%s export: %d products, %d variants, %d images, %d left out\n",
			result.Format, n.Products, n.Variants, n.Images, len(result.Skipped))
	}
	for _, note := range notes {
		fmt.Fprintln(c.Stdout, "note:", c.Target+":", note)
	}
	report(c.Stdout, result)
	return err
}

// explain adds the name of the source to an error of the importer. If the header is
// unknown because it lacks columns that it had, the error says which.
func (c *Command) explain(err error, last last) error {
	if unknown, ok := errors.AsType[*sheet.HeaderError](err); ok {
		if lost := last.lost(nil, unknown.Begins); len(lost) > 0 {
			return c.lostColumns(lost)
		}
	}
	return fmt.Errorf("%s: %w", c.name(), err)
}

func (c *Command) lostColumns(lost []string) error {
	return mistakeError{lostError(lost), fmt.Sprintf("%s was not written, because the table has lost columns: %s\nif it is right, import with -force", c.Target, strings.Join(lost, ", "))}
}

// write writes the catalogue with its ledger, and what it was made from.
func (c *Command) write(ledger *identity.Ledger, result *importer.Result, source *source, pictures *pictures) error {
	if err := writeCatalogue(c.Target, ledger, result); err != nil {
		return err
	}
	if !source.remote {
		return nil
	}
	now := source.now
	now.Columns, now.Choices = result.Columns, result.Choices
	var err error
	if now.Target, err = fileSum(c.Target); err != nil {
		return err
	}
	if pictures.failed > 0 {
		now.Tag, now.Sum = last{}.Tag, "" // they are fetched again the next time
	}
	return now.write(c.Target)
}

// readStock reads an inventory file, or returns nil for "".
func readStock(name string) (*importer.Stock, error) {
	if name == "" {
		return nil, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	stock, err := importer.ReadStock(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return stock, nil
}

// Errors of an import that looks like a mistake.
var (
	errEmpty = errors.New("no product is left to sell")
	// errPrices is wrapped by the error for prices that changed tenfold.
	errPrices = errors.New("prices have changed tenfold")
)

// fewerError is the error for a catalogue with far fewer products.
type fewerError struct{ before, now int }

func (e fewerError) Error() string { return fmt.Sprintf("%d products instead of %d", e.now, e.before) }

// mistakeError is the error for an import that looks like a mistake.
type mistakeError struct {
	cause error
	text  string
}

func (e mistakeError) Error() string { return e.text }
func (e mistakeError) Unwrap() error { return e.cause }

// refuse returns an error if the result should not replace the target. last is what
// the last import from the same address has read.
func (c *Command) refuse(result *importer.Result, last last) error {
	if result.Catalog.Counts().Products == 0 {
		return fmt.Errorf("%w; %s was not written", errEmpty, c.Target)
	}
	if c.Force {
		return nil
	}
	if lost := last.lost(result.Columns, result.Unused); len(lost) > 0 {
		return c.lostColumns(lost)
	}
	before, _, err := regular.Open(c.Target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer before.Close()
	warnings := result.Warnings(before)
	flag, cause := "-force", errPrices
	if c.Fewer {
		warnings.Fewer = ""
	}
	if warnings.Fewer != "" {
		cause = fewerError{warnings.Before, warnings.Now}
		if warnings.Prices == "" {
			flag = "-fewer"
		}
	}
	if list := warnings.List(); len(list) > 0 {
		return mistakeError{cause, fmt.Sprintf("%s was not written, as this import looks like a mistake:\n  %s\nif it is right, import with %s",
			c.Target, strings.Join(list, "\n  "), flag)}
	}
	return nil
}

// report prints what was left out, the notes, and the columns that were not used or not
// found.
func report(w io.Writer, result *importer.Result) {
	for _, skipped := range result.Skipped {
		fmt.Fprintln(w, "left out:", skipped)
	}
	for _, note := range result.Notes {
		fmt.Fprintln(w, "note:", note)
	}
	if len(result.Unused) > 0 {
		fmt.Fprintln(w, "columns not used:", strings.Join(result.Unused, ", "))
	}
	if len(result.Missing) > 0 {
		fmt.Fprintln(w, "no column found for:", strings.Join(result.Missing, ", "))
	}
}

// web returns the folder that is served under /web/.
func (c *Command) web() string { return filepath.Dir(c.Target) }
