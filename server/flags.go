package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"

	"carrito/server/inbox/orderdb"
	"carrito/server/private"
	"carrito/server/safelog"
	"carrito/server/site"
)

// newFlags returns an empty flag set for a command.
func newFlags(command string, stderr io.Writer) *flag.FlagSet {
	flags := flag.NewFlagSet("carrito "+command, flag.ContinueOnError)
	flags.SetOutput(stderr)
	return flags
}

// introduce makes -h print a text above the flags.
func introduce(flags *flag.FlagSet, text string) {
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "%s\nFlags:\n", text)
		flags.PrintDefaults()
	}
}

// fileFlags adds the flags that name the owner's files.
func fileFlags(flags *flag.FlagSet) *site.Files {
	files := &site.Files{}
	flags.StringVar(&files.Shop, "shop", "web/shop.json", "the shop's `file`")
	flags.StringVar(&files.Products, "products", "web/products.json", "the catalogue's `file`")
	flags.StringVar(&files.Web, "web", defaultWeb, webUsage)
	return files
}

const (
	defaultWeb = "web"
	webUsage   = "the `folder` served under /web/"
)

// webFlag adds the flag -web for commands that must write nothing into that
// folder.
func webFlag(flags *flag.FlagSet) *string { return flags.String("web", defaultWeb, webUsage) }

// checkDatabase returns an error if the database of orders is in the folder
// web.
func checkDatabase(database, web string) error {
	if err := orderdb.CheckName(database); err != nil || orderdb.IsPostgres(database) {
		return err
	}
	if err := private.Check(database, web); err != nil {
		return fmt.Errorf("the database of orders: %w", err)
	}
	return nil
}

// databaseFlag adds the flag that names the database of orders. The usage shows
// its default without the password.
func databaseFlag(flags *flag.FlagSet) *string {
	database := safelog.Address(cmp.Or(os.Getenv("CARRITO_DATABASE"), "orders.db"))
	flags.Var(&database, "database",
		"where the orders are: the `file` of a SQLite database, or the address of one of PostgreSQL, postgres://…; also CARRITO_DATABASE")
	return (*string)(&database)
}

// parseSome parses the flags of a command line. Any number of arguments may
// follow them.
func parseSome(flags *flag.FlagSet, args []string) error {
	if err := flags.Parse(args); err != nil {
		return flag.ErrHelp // the flag package has already printed why
	}
	return nil
}

// parse parses a command line, which must have exactly want arguments after the
// flags.
func parse(flags *flag.FlagSet, args []string, want int) error {
	if err := parseSome(flags, args); err != nil {
		return err
	}
	if flags.NArg() != want {
		return usageError(fmt.Sprintf("%s takes %d arguments after its flags, not %d", flags.Name(), want, flags.NArg()))
	}
	return nil
}
