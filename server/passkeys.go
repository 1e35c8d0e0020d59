package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/safelog"
)

// adminPasskeys is the command admin passkeys: it lists the passkeys by which the
// owner signs in, and removes them.
func adminPasskeys(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := newFlags("admin passkeys", stderr)
	database, web := databaseFlag(flags), webFlag(flags)
	remove := len(args) > 0 && args[0] == "remove"
	if remove {
		args = args[1:]
	}
	if err := parseSome(flags, args); err != nil {
		return err
	}
	if remove == (flags.NArg() == 0) {
		return usageError("admin passkeys is called so: admin passkeys, or admin passkeys remove [-database FILE] NUMBER...")
	}
	store, err := openForAdmin(ctx, *database, *web)
	if err != nil {
		return err
	}
	defer store.Close()
	if remove {
		return removePasskeys(ctx, store, flags.Args(), stdout)
	}
	passkeys, err := store.Passkeys(ctx)
	if err != nil {
		return err
	}
	return printPasskeys(stdout, passkeys)
}

func printPasskeys(w io.Writer, passkeys []orderdb.Passkey) error {
	if len(passkeys) == 0 {
		_, err := fmt.Fprintln(w, "there are no passkeys; the owner adds them at /admin/sesiones")
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NUMBER\tDEVICE\tADDED\tLAST USED\tADDRESS")
	for _, p := range passkeys {
		used := "never"
		if !p.Used.IsZero() {
			used = p.Used.Local().Format(time.DateTime)
		}
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\n", p.Number, safelog.Escape(p.Name), p.Added.Local().Format(time.DateTime), used, p.Origin)
	}
	return table.Flush()
}

// removePasskeys removes passkeys by the numbers of their list.
func removePasskeys(ctx context.Context, store *orderdb.Store, numbers []string, w io.Writer) error {
	for _, text := range numbers {
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return usageError(fmt.Sprintf("%q is no number of a passkey; admin passkeys lists them", text))
		}
		removed, err := store.RemovePasskey(ctx, number, nil)
		if err != nil {
			return fmt.Errorf("passkey %d: %w", number, err)
		}
		fmt.Fprintf(w, "passkey %d (%s) is removed, and the sessions that it opened are closed\n", number, safelog.Escape(removed.Name))
	}
	return nil
}

// sayPasskeysStay says which passkeys go on after a new password.
func sayPasskeysStay(ctx context.Context, store *orderdb.Store, w io.Writer) error {
	passkeys, err := store.Passkeys(ctx)
	if err != nil || len(passkeys) == 0 {
		return err
	}
	fmt.Fprintln(w, "all sessions are closed, and these passkeys still sign in; -forget-passkeys removes all, admin passkeys remove one:")
	return printPasskeys(w, passkeys)
}
