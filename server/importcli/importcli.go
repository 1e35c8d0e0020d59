// Package importcli is the command import. It turns a product export into the shop's
// catalogue and keeps the products' ids.
package importcli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"carrito/server/importer"
	"carrito/server/regular"
	"carrito/server/site"
)

// Command is one import.
type Command struct {
	Export string // the file to import
	Target string // the catalogue's file to write
	Shop   string // the shop's file, for its currency
	Stock  string // the inventory file of Shopify; may be empty
	Force  bool   // write even a catalogue that looks like a mistake

	Progress func(done, total int) // may be nil
	Stdout   io.Writer
}

// Run imports the file. It writes the target only if there was no error. Products keep
// the ids that they have in the target and in the ledger next to it.
func (c *Command) Run() error {
	// Most memory of a large import is in use all the time. If the garbage collector
	// runs more often, the peak is lower.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	shop, err := site.LoadShop(c.Shop)
	if err != nil {
		return err
	}
	ledger, notes, err := readLedger(c.Target)
	if err != nil {
		return err
	}
	export, err := os.Open(c.Export)
	if err != nil {
		return err
	}
	defer export.Close()
	stock, err := readStock(c.Stock)
	if err != nil {
		return err
	}
	result, err := importer.Import(export, importer.Options{
		Digits: shop.Money.Digits, Currency: shop.Currency, Locale: shop.Locale, Ledger: ledger, Stock: stock,
		Picture:  pictures(filepath.Join(filepath.Dir(c.Target), "images")),
		Progress: c.Progress,
	})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Export, err)
	}
	if err = refuse(result, c.Target, c.Force); err == nil {
		err = writeCatalogue(c.Target, ledger, result)
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

// refuse returns an error if the result should not replace the target.
func refuse(result *importer.Result, target string, force bool) error {
	if result.Catalog.Counts().Products == 0 {
		return errors.New("no product is left to sell; " + target + " was not written")
	}
	if force {
		return nil
	}
	before, _, err := regular.Open(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer before.Close()
	if warnings := result.Warnings(before); len(warnings) > 0 {
		return fmt.Errorf("%s was not written, as this import looks like a mistake:\n  %s\nif it is right, import with -force",
			target, strings.Join(warnings, "\n  "))
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

// pictures returns a function that looks up a picture in folder by its file name and
// returns its address in the shop.
func pictures(folder string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		if name == "" || name != filepath.Base(name) {
			return "", false
		}
		info, err := os.Stat(filepath.Join(folder, name))
		return "/web/images/" + name, err == nil && info.Mode().IsRegular()
	}
}
