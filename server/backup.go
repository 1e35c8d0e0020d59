package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"carrito/app/shop"
	"carrito/server/backup"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
	"carrito/server/site"
)

// backupCommand writes a backup of the whole shop. The server may run meanwhile.
func backupCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("backup", std.err)
	flags.Usage = func() {
		fmt.Fprintln(std.err, "usage: backup [flags] FILE.tar.gz or FILE.tar.zst\nwrites shop, products, pictures and orders to one file that only you can read, while the server runs")
		flags.PrintDefaults()
	}
	files, database := fileFlags(flags), databaseFlag(flags)
	keys := flags.Bool("keys", false, "also take the file of CARRITO_PAY_KEYS; whoever has its keys can use your accounts at the providers, so it is left out otherwise")
	name, err := parseFile(flags, args)
	if err != nil {
		return err
	}
	settings, err := site.LoadShop(files.Shop)
	if err != nil {
		return err
	}
	from := backup.Shop{
		Web: files.Web, Settings: files.Shop, Products: files.Products,
		Keys: os.Getenv(pay.FileVariable), TakeKeys: *keys, Version: ownVersion().Version,
	}
	if *keys && from.Keys == "" {
		return usageError("-keys takes the file that " + pay.FileVariable + " names, and it names none")
	}
	if hasOrders(settings, *database) {
		if err := checkDatabase(*database, files.Web); err != nil {
			return err
		}
		store, err := orderdb.OpenExisting(ctx, *database, settings.Money.Digits)
		if err != nil {
			return err
		}
		defer store.Close()
		from.Orders = store
	}
	made, err := backup.Write(ctx, name, from)
	if err != nil {
		return fmt.Errorf("there is no backup: %w", err)
	}
	fmt.Fprintf(std.out, "%s: %s\n", name, contents(made))
	for _, name := range made.NotTaken {
		fmt.Fprintln(std.out, "not taken:", name)
	}
	if made.Keys != "" && !made.HasKeys() {
		fmt.Fprintf(std.out, "not taken: %s, the providers' keys; -keys takes them along\n", made.Keys)
	}
	return nil
}

// contents sums up a backup.
func contents(m *backup.Manifest) string {
	text := fmt.Sprintf("%d files, %.1f MB", len(m.Files), float64(m.Size())/1e6)
	if m.HasOrders() {
		text += ", with the orders"
	} else {
		text += ", without orders"
	}
	if m.HasKeys() {
		text += " and the providers' keys"
	}
	return text
}

// hasOrders reports whether a shop has a database: its server takes orders, or it did.
func hasOrders(settings *shop.Shop, database string) bool {
	if _, ok := settings.Orders.Channel(shop.ServerChannel); ok || orderdb.IsPostgres(database) {
		return true
	}
	_, err := os.Stat(database)
	return !errors.Is(err, fs.ErrNotExist)
}

// restoreCommand makes a shop of a backup.
func restoreCommand(ctx context.Context, args []string, std streams) error {
	flags := newFlags("restore", std.err)
	flags.Usage = func() {
		fmt.Fprintln(std.err, "usage: restore [flags] FILE\nchecks a backup and makes a shop of it; stop the server first if it serves the same folder or database")
		flags.PrintDefaults()
	}
	var to backup.Target
	flags.StringVar(&to.Folder, "into", demoFolder, "the `folder` for the shop; it is made if there is none")
	flags.BoolVar(&to.Force, "force", false, "put a folder aside that is in use, and remove the orders of a PostgreSQL database")
	database := databaseFlag(flags)
	name, err := parseFile(flags, args)
	if err != nil {
		return err
	}
	if orderdb.IsPostgres(*database) {
		store, err := orderdb.Open(ctx, *database, 2) // any number of decimals will do: orders have their own
		if err != nil {
			return err
		}
		defer store.Close()
		to.Orders = store
	} else if given(flags, "database") {
		return usageError("-database of restore is for a PostgreSQL database, postgres://…; without it the orders go to " + filepath.Join(to.Folder, "orders.db"))
	}
	restored, err := backup.Restore(ctx, name, to)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%s: %s, as of %s\n", to.Folder, contents(&restored.Manifest), restored.Made.Local().Format("2006-01-02 15:04"))
	if restored.Before != "" {
		fmt.Fprintf(std.out, "what was there is in %s; remove it when you do not need it any more\n", restored.Before)
	}
	switch {
	case restored.HasKeys():
		fmt.Fprintf(std.out, "start the server with %s=%s\n", pay.FileVariable, filepath.Join(to.Folder, "keys.env"))
	case restored.Keys != "":
		fmt.Fprintf(std.out, "the providers' keys were in %s and are not in the backup\n", restored.Keys)
	}
	return nil
}

// parseFile parses a command line with one file before or after the flags.
func parseFile(flags *flag.FlagSet, args []string) (file string, _ error) {
	for {
		if err := parseSome(flags, args); err != nil {
			return "", err
		}
		if flags.NArg() == 0 {
			break
		}
		if file != "" {
			return "", usageError(fmt.Sprintf("%s takes one file, and there is %q after %q", flags.Name(), flags.Arg(0), file))
		}
		file, args = flags.Arg(0), flags.Args()[1:]
	}
	if file == "" {
		return "", usageError(flags.Name() + " needs the name of a file")
	}
	return file, nil
}

// given reports whether a flag is in the command line.
func given(flags *flag.FlagSet, name string) (found bool) {
	flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}
