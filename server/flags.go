package main

import (
	"flag"
	"fmt"
	"io"

	"carrito/server/site"
)

// newFlags returns the flags of one command.
func newFlags(command string, stderr io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("carrito "+command, flag.ContinueOnError)
	flags.SetOutput(stderr)
	return flags
}

// fileFlags adds the flags that say where the owner's files are.
func fileFlags(flags *flag.FlagSet) *site.Files {
	files := &site.Files{}
	flags.StringVar(&files.Shop, "shop", "web/shop.json", "the shop's `file`")
	flags.StringVar(&files.Products, "products", "web/products.json", "the catalogue's `file`")
	flags.StringVar(&files.Web, "web", "web", "the `folder` served under /web/")
	return files
}

// parse reads the command line, which must have so many arguments after the
// flags.
func parse(flags *flag.FlagSet, args []string, want int) error {
	if err := flags.Parse(args); err != nil {
		return flag.ErrHelp // the flag package has said why
	}
	if flags.NArg() != want {
		return usageError(fmt.Sprintf("%s takes %d arguments after its flags, not %d", flags.Name(), want, flags.NArg()))
	}
	return nil
}
