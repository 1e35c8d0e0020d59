package main

import (
	"context"

	"carrito/server/tablecli"
)

const exportTableUsage = `carrito export-table [flags] FILE.csv
carrito export-table [flags] FILE.xlsx

Writes the catalogue as a table. The command import takes it back unchanged, with the same
ids. A product with variants is one row, followed by a row for each variant. Keep the
columns ID, ID of the variant and URL handle when you edit it. Text that a spreadsheet
would take for a formula begins with a ', which the import removes.
`

// exportTable writes the catalogue as a table.
func exportTable(_ context.Context, args []string, std streams) error {
	flags := newFlags("export-table", std.err)
	introduce(flags, exportTableUsage)
	c := tablecli.Command{Stdout: std.out}
	flags.StringVar(&c.Products, "products", "web/products.json", "the catalogue's `file`")
	flags.StringVar(&c.Shop, "shop", "web/shop.json", "the shop's `file`, for its language and currency")
	if err := parse(flags, args, 1); err != nil {
		return err
	}
	c.Table = flags.Arg(0)
	return c.Run()
}
