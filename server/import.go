package main

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

// importFile turns a product export into a catalogue. It writes the target only
// once all is well. Products keep the ids that they have in the target and in
// the ledger beside it.
func importFile(args []string, stdout, stderr io.Writer) error {
	// A large import uses most of its memory all the time. It takes less of the
	// machine's if the garbage collector runs more often.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	flags := newFlags("import", stderr)
	target := flags.String("o", "web/products.json", "the catalogue's `file` to write")
	shopFile := flags.String("shop", "web/shop.json", "the shop's `file`, for its currency")
	stockFile := flags.String("stock", "", "the inventory `file` of Shopify, with the quantities that the export of a shop with several locations lacks")
	force := flags.Bool("force", false, "write even a catalogue with far fewer products or far other prices than the target has")
	if err := parse(flags, args, 1); err != nil {
		return err
	}
	shop, err := site.LoadShop(*shopFile)
	if err != nil {
		return err
	}
	ledger, notes, err := readLedger(*target)
	if err != nil {
		return err
	}
	export, err := os.Open(flags.Arg(0))
	if err != nil {
		return err
	}
	defer export.Close()
	stock, err := readStock(*stockFile)
	if err != nil {
		return err
	}
	result, err := importer.Import(export, importer.Options{
		Digits: shop.Money.Digits, Currency: shop.Currency, Locale: shop.Locale, Ledger: ledger, Stock: stock,
		Picture:  pictures(filepath.Join(filepath.Dir(*target), "images")),
		Progress: progressBar(stderr),
	})
	if err != nil {
		return fmt.Errorf("%s: %w", flags.Arg(0), err)
	}
	if err = refuse(result, *target, *force); err == nil {
		err = writeCatalogue(*target, ledger, result)
	}
	if err == nil {
		n := result.Catalog.Counts()
		fmt.Fprintf(stdout, "%s export: %d products, %d variants, %d images, %d left out\n",
			result.Format, n.Products, n.Variants, n.Images, len(result.Skipped))
	}
	for _, note := range notes {
		fmt.Fprintln(stdout, "note:", *target+":", note)
	}
	report(stdout, result)
	return err
}

// readStock reads the file of the flag -stock, if one is given.
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

// refuse returns why the result is not written to the target, or nil.
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
	if doubts := result.Doubts(before); len(doubts) > 0 {
		return fmt.Errorf("%s was not written, as this import looks like a mistake:\n  %s\nif it is right, import with -force",
			target, strings.Join(doubts, "\n  "))
	}
	return nil
}

// report prints what was left out, what is to be known of the rest, and which
// columns were not used or not found.
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

// pictures returns what finds a picture of the shop by the name of its file.
func pictures(folder string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		if name == "" || name != filepath.Base(name) {
			return "", false
		}
		info, err := os.Stat(filepath.Join(folder, name))
		return "/web/images/" + name, err == nil && info.Mode().IsRegular()
	}
}
