package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"carrito/server/importer"
	"carrito/server/site"
)

// importFile turns a product export into a catalogue. It writes the target only
// once all is well. Products keep the ids that they have in the target and in
// the ledger beside it.
func importFile(args []string, stdout, stderr io.Writer) error {
	flags := newFlags("import", stderr)
	target := flags.String("o", "web/products.json", "the catalogue's `file` to write")
	shopFile := flags.String("shop", "web/shop.json", "the shop's `file`, for its currency")
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
	result, err := importer.Import(export, importer.Options{Digits: shop.Money.Digits, Ledger: ledger})
	if err != nil {
		return fmt.Errorf("%s: %w", flags.Arg(0), err)
	}
	n := result.Catalog.Counts()
	if n.Products > 0 {
		err = writeCatalogue(*target, ledger, result)
	} else {
		err = errors.New("no product is left to sell; " + *target + " was not written")
	}
	if err == nil {
		fmt.Fprintf(stdout, "%s export: %d products, %d variants, %d images, %d left out\n",
			result.Format, n.Products, n.Variants, n.Images, len(result.Skipped))
	}
	for _, note := range notes {
		fmt.Fprintln(stdout, "note:", *target+":", note)
	}
	for _, skipped := range result.Skipped {
		fmt.Fprintln(stdout, "left out:", skipped)
	}
	return err
}
