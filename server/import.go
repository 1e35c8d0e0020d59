package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"carrito/server/fetch"
	"carrito/server/importcli"
	"carrito/server/progress"
)

// importUsage is what import -h prints above the flags.
const importUsage = `carrito import [flags] FILE
carrito import [flags] https://…

FILE is a table (.csv, .xlsx, .ods) or an export of Shopify or WooCommerce; a zip or
gzip file of one of these will do. The address is one of such a file, or the link to a
sheet at Google that everyone may read.

The table needs the columns name and price. It may have: old price, category,
description, photo or photos, stock, SKU, brand, bar code, tags, id, product code,
published, condition. Their names may be Spanish, Portuguese or English, in any order.
Size, colour, model, flavour, and any other column with at most 30 different values of at
most 40 letters, in which products differ, are options that shoppers choose from.

A row is a product, or a variant of the product with the same name or product code. What
cannot be read is named with line, column and reason; the rest is imported.
`

// importFile turns an export or a table of products into a catalogue.
func importFile(ctx context.Context, args []string, std streams) error {
	flags := newFlags("import", std.err)
	introduce(flags, importUsage)
	c := importcli.Command{Stdout: std.out, Progress: progress.Bar(std.err)}
	flags.StringVar(&c.Target, "o", "web/products.json", "the catalogue's `file` to write")
	flags.StringVar(&c.Shop, "shop", "web/shop.json", "the shop's `file`, for its currency")
	flags.StringVar(&c.Stock, "stock", "", "the inventory `file` of Shopify, with the quantities that the export of a shop with several locations lacks")
	flags.BoolVar(&c.Force, "force", false, "write even a catalogue with far fewer products or far other prices than the target has, or from a table that has lost columns")
	tableFlags(flags, &c)
	if err := parse(flags, args, 1); err != nil {
		return err
	}
	c.Export = flags.Arg(0)
	return c.Run(ctx)
}

// tableFlags adds the flags for tables of products.
func tableFlags(flags *flag.FlagSet, c *importcli.Command) {
	flags.BoolVar(&c.Fewer, "fewer", false, "write even a catalogue with more than a fifth fewer products than the target has")
	flags.StringVar(&c.Photos, "photos", "", "the `folder` with the pictures that the table names, or the word fetch to download those with an address; both are copied to images/ next to the catalogue, without place and camera")
	flags.BoolVar(&c.Private, "private", false, "let the table and the pictures have addresses of this machine or of a private network")
	flags.Var((*columns)(&c.Options), "options", "the `columns` of a table that shoppers choose from, separated by commas, such as \"Talla,Tela\"; by default those with few and short values in which products differ")
}

// columns is the value of a flag: names of columns, separated by commas.
type columns []string

// String returns the names as Set takes them.
func (c *columns) String() string { return strings.Join(*c, ",") }

// Set sets the names. Without any, the columns are an empty list, not nil.
func (c *columns) Set(text string) error {
	*c = columns{}
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			*c = append(*c, name)
		}
	}
	return nil
}

// followOptions holds the flags of serve that concern a table on the web.
type followOptions struct {
	command importcli.Command
	every   time.Duration
}

func followFlags(flags *flag.FlagSet) *followOptions {
	o := &followOptions{}
	flags.StringVar(&o.command.Export, "import", "", "the `address` of a table of products, such as a sheet published as CSV, that the catalogue is imported from again and again; also CARRITO_IMPORT")
	flags.DurationVar(&o.every, "every", 10*time.Minute, "how often the table of -import is read")
	tableFlags(flags, &o.command)
	return o
}

// open returns what follows the table, or nil if none is named. If there is no catalogue
// yet, it is imported at once.
func (o *followOptions) open(ctx context.Context, shop, products string, logger *log.Logger) (*importcli.Follower, error) {
	// The variable is no default of the flag, which the usage would show.
	o.command.Export = cmp.Or(o.command.Export, os.Getenv("CARRITO_IMPORT"))
	if o.command.Export == "" {
		return nil, nil
	}
	if !fetch.IsAddress(o.command.Export) {
		return nil, usageError("-import, or CARRITO_IMPORT, takes an address that begins with http:// or https://; for a file use the command import")
	}
	if o.every < 10*time.Second {
		return nil, usageError("-every must be at least 10s")
	}
	o.command.Shop, o.command.Target = shop, products
	follower := &importcli.Follower{Command: o.command, Every: o.every, Log: logger}
	if _, err := os.Stat(products); os.IsNotExist(err) {
		if err := follower.Once(ctx); err != nil {
			return nil, fmt.Errorf("the first import: %w", err)
		}
	}
	return follower, nil
}
