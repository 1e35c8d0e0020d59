// Package tablecli is the command export-table. It writes the catalogue as a table that
// the command import reads back unchanged.
package tablecli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"carrito/server/importer/sheet"
	"carrito/server/importer/table"
	"carrito/server/regular"
	"carrito/server/site"
	"carrito/server/strict"
)

// Command is one export.
type Command struct {
	Table    string // the file to write, .csv or .xlsx
	Products string // the catalogue's file
	Shop     string // the shop's file, for its language and currency
	Stdout   io.Writer
}

// Run writes the table, whole or not at all. A catalogue with faults is an error.
func (c Command) Run() error {
	write, err := writerOf(c.Table)
	if err != nil {
		return err
	}
	shop, err := site.LoadShop(c.Shop)
	if err != nil {
		return err
	}
	catalogue, err := regular.Read(c.Products, regular.Catalogue)
	if err != nil {
		return err
	}
	if _, err := strict.Products(bytes.NewReader(catalogue), strict.Rules{Digits: shop.Money.Digits}); err != nil {
		return fmt.Errorf("%s has faults:\n%w", c.Products, err)
	}
	decimal := "."
	if shop.Money.Decimal == "," {
		decimal = ","
	}
	rows, err := table.Rows(bytes.NewReader(catalogue), table.Options{Language: shop.Language, Decimal: decimal})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Products, err)
	}
	if err := replace(c.Table, func(w io.Writer) error {
		return write(sheet.Table{Rows: rows, Numbers: table.Numbers(rows[0]), Decimal: decimal}, w)
	}); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "%s: %d rows; import takes it back, with the same ids\n", c.Table, len(rows)-1)
	return nil
}

// writerOf returns what writes a table to a file with this name.
func writerOf(name string) (func(sheet.Table, io.Writer) error, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return sheet.Table.WriteCSV, nil
	case ".xlsx":
		return sheet.Table.WriteWorkbook, nil
	}
	return nil, fmt.Errorf("%s: the name of the table must end in .csv or .xlsx", name)
}

// replace replaces a file with the output of write. On an error, the file stays as it
// was.
func replace(name string, write func(io.Writer) error) error {
	draft, err := os.CreateTemp(filepath.Dir(name), ".table-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	err = write(draft)
	if err := errors.Join(err, draft.Chmod(0o644), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return os.Rename(draft.Name(), name)
}
