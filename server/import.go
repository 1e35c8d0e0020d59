package main

import (
	"context"

	"carrito/server/importcli"
	"carrito/server/progress"
)

// importFile turns an export of products into a catalogue.
func importFile(_ context.Context, args []string, std streams) error {
	flags := newFlags("import", std.err)
	c := importcli.Command{Stdout: std.out, Progress: progress.Bar(std.err)}
	flags.StringVar(&c.Target, "o", "web/products.json", "the catalogue's `file` to write")
	flags.StringVar(&c.Shop, "shop", "web/shop.json", "the shop's `file`, for its currency")
	flags.StringVar(&c.Stock, "stock", "", "the inventory `file` of Shopify, with the quantities that the export of a shop with several locations lacks")
	flags.BoolVar(&c.Force, "force", false, "write even a catalogue with far fewer products or far other prices than the target has")
	if err := parse(flags, args, 1); err != nil {
		return err
	}
	c.Export = flags.Arg(0)
	return c.Run()
}
