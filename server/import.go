package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"carrito/server/importer"
	"carrito/server/site"
)

// importFile turns a product export into a catalogue. It writes the target only
// once all is well, and keeps the ids that the target gives to slugs.
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
	ids, err := knownIDs(*target)
	if err != nil {
		return err
	}
	export, err := os.Open(flags.Arg(0))
	if err != nil {
		return err
	}
	defer export.Close()
	result, err := importer.Import(export, importer.Options{Digits: shop.Money.Digits, IDs: ids})
	if err != nil {
		return fmt.Errorf("%s: %w", flags.Arg(0), err)
	}
	n := result.Catalog.Counts()
	if n.Products > 0 {
		err = writeFile(*target, result.WriteJSON)
	} else {
		err = errors.New("no product is left to sell; " + *target + " was not written")
	}
	if err == nil {
		fmt.Fprintf(stdout, "%s export: %d products, %d variants, %d images, %d left out\n",
			result.Format, n.Products, n.Variants, n.Images, len(result.Skipped))
	}
	for _, skipped := range result.Skipped {
		fmt.Fprintln(stdout, "left out:", skipped)
	}
	return err
}

// knownIDs reads the ids that the target gives to slugs. A target that cannot
// be read is an error, so that it is not overwritten.
func knownIDs(target string) (map[string]int, error) {
	file, err := os.Open(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	ids, err := importer.IDs(file)
	if err != nil {
		return nil, fmt.Errorf("%s keeps the products' ids but cannot be read: %w", target, err)
	}
	return ids, nil
}

// writeFile replaces a file by what write writes, or leaves it as it was.
func writeFile(name string, write func(io.Writer) error) error {
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(name), ".products-*.json")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(content.Bytes())
	if err := errors.Join(err, draft.Chmod(0o644), draft.Close()); err != nil {
		return err
	}
	return os.Rename(draft.Name(), name)
}
