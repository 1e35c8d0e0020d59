package main

import (
	"context"
	"errors"

	"carrito/server/admincli"
	"carrito/server/inbox/orderdb"
)

// adminCommand is the command admin.
func adminCommand(ctx context.Context, args []string, std streams) error {
	verb := ""
	if len(args) > 0 {
		verb, args = args[0], args[1:]
	}
	switch verb {
	case "password":
		return adminPassword(ctx, args, std)
	case "passkeys":
		return adminPasskeys(ctx, args, std)
	}
	return usageError("usage: admin password [-forget-passkeys] [-database FILE], admin passkeys [remove NUMBER...] [-database FILE]")
}

// openForAdmin opens the database of orders for the command admin.
func openForAdmin(ctx context.Context, database, web string) (*orderdb.Store, error) {
	if err := checkDatabase(database, web); err != nil {
		return nil, err
	}
	return orderdb.OpenExisting(ctx, database, 2) // any number of decimals will do: the command reads no amounts
}

// adminPassword sets the password of the owner's page. From then on a running
// server serves the page.
func adminPassword(ctx context.Context, args []string, std streams) error {
	flags := newFlags("admin password", std.err)
	database, web := databaseFlag(flags), webFlag(flags)
	forget := flags.Bool("forget-passkeys", false, "remove all passkeys, too")
	if err := parse(flags, args, 0); err != nil {
		return err
	}
	store, err := openForAdmin(ctx, *database, *web)
	if err != nil {
		return err
	}
	defer store.Close()
	return admincli.SetPassword(ctx, store, *web, *forget, std.in, std.out, std.err)
}

// adminPasskeys lists the owner's passkeys, or removes some.
func adminPasskeys(ctx context.Context, args []string, std streams) error {
	flags := newFlags("admin passkeys", std.err)
	database, web := databaseFlag(flags), webFlag(flags)
	remove := len(args) > 0 && args[0] == "remove"
	if remove {
		args = args[1:]
	}
	if err := parseSome(flags, args); err != nil {
		return err
	}
	if remove == (flags.NArg() == 0) {
		return usageError("usage: admin passkeys, or admin passkeys remove [-database FILE] NUMBER...")
	}
	store, err := openForAdmin(ctx, *database, *web)
	if err != nil {
		return err
	}
	defer store.Close()
	if !remove {
		return admincli.ListPasskeys(ctx, store, std.out)
	}
	err = admincli.RemovePasskeys(ctx, store, flags.Args(), std.out)
	if errors.Is(err, admincli.ErrUsage) {
		return usageError(err.Error())
	}
	return err
}
