// Package admincli is the command admin: it sets the password of the owner's page,
// and lists and removes the owner's passkeys.
package admincli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/safelog"
)

// ErrUsage is wrapped by errors about the command line.
var ErrUsage = errors.New("not the number of a passkey; admin passkeys lists them")

// ListPasskeys prints the passkeys with which the owner signs in.
func ListPasskeys(ctx context.Context, store *orderdb.Store, w io.Writer) error {
	passkeys, err := store.Passkeys(ctx)
	if err != nil {
		return err
	}
	return printPasskeys(w, passkeys)
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

// RemovePasskeys removes passkeys by the numbers that [ListPasskeys] prints.
func RemovePasskeys(ctx context.Context, store *orderdb.Store, numbers []string, w io.Writer) error {
	for _, text := range numbers {
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("%q is %w", text, ErrUsage)
		}
		removed, err := store.RemovePasskey(ctx, number, nil)
		if err != nil {
			return fmt.Errorf("passkey %d: %w", number, err)
		}
		fmt.Fprintf(w, "passkey %d (%s) is removed, and the sessions that it opened are closed\n", number, safelog.Escape(removed.Name))
	}
	return nil
}

// printRemaining prints the passkeys that still sign in after a new password.
func printRemaining(ctx context.Context, store *orderdb.Store, w io.Writer) error {
	passkeys, err := store.Passkeys(ctx)
	if err != nil || len(passkeys) == 0 {
		return err
	}
	fmt.Fprintln(w, "all sessions are closed, and these passkeys still sign in; -forget-passkeys removes all, admin passkeys remove one:")
	return printPasskeys(w, passkeys)
}
