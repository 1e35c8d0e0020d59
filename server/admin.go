package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"carrito/server/admin"
	"carrito/server/inbox/orderdb"
	"carrito/server/site"

	"golang.org/x/term"
)

// adminCommand is the command admin.
func adminCommand(ctx context.Context, args []string, stdin *os.File, stdout, stderr io.Writer) error {
	verb := ""
	if len(args) > 0 {
		verb, args = args[0], args[1:]
	}
	switch verb {
	case "password":
		return adminPassword(ctx, args, stdin, stdout, stderr)
	case "passkeys":
		return adminPasskeys(ctx, args, stdout, stderr)
	}
	return usageError("admin is called so: admin password [-forget-passkeys] [-database FILE], admin passkeys [remove NUMBER...] [-database FILE]")
}

// openForAdmin opens the database of orders for a command of the owner's page.
func openForAdmin(ctx context.Context, database, web string) (*orderdb.Store, error) {
	if err := checkDatabase(database, web); err != nil {
		return nil, err
	}
	return orderdb.OpenExisting(ctx, database, 2) // no amount is looked at
}

// adminPassword is the command admin password: it sets the password of the
// owner's page, which is served from then on.
func adminPassword(ctx context.Context, args []string, stdin *os.File, stdout, stderr io.Writer) error {
	flags := newFlags("admin password", stderr)
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
	password, err := readPassword(stdin, stderr)
	if err != nil {
		return err
	}
	if err := admin.SetPassword(ctx, store, password, shopWords(*web)...); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "the password is set; the orders are at /admin/pedidos of the shop")
	if *forget {
		if err := admin.ForgetPasskeys(ctx, store); err != nil {
			return fmt.Errorf("the passkeys are still there: %w", err)
		}
		fmt.Fprintln(stdout, "all passkeys are removed")
		return nil
	}
	return sayPasskeysStay(ctx, store, stdout)
}

// shopWords returns words that stand for the shop, as far as shop.json in the
// folder web tells.
func shopWords(web string) []string {
	s, _ := site.LoadShop(filepath.Join(web, "shop.json"))
	if s == nil {
		return nil
	}
	words := []string{s.Name, s.Contact.Email}
	if u, err := url.Parse(s.BaseURL); err == nil {
		words = append(words, u.Host)
		words = append(words, strings.Split(u.Hostname(), ".")...)
	}
	return words
}

// readPassword reads a password: at a terminal without showing it, twice;
// elsewhere the first line.
func readPassword(stdin *os.File, stderr io.Writer) (string, error) {
	terminal := int(stdin.Fd())
	if !term.IsTerminal(terminal) {
		line, err := bufio.NewReader(io.LimitReader(stdin, 1<<16)).ReadString('\n')
		if err != nil && !(errors.Is(err, io.EOF) && line != "") {
			return "", fmt.Errorf("no password on the standard input: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(prompt string) (string, error) {
		fmt.Fprint(stderr, prompt)
		text, err := term.ReadPassword(terminal)
		fmt.Fprintln(stderr)
		return string(text), err
	}
	password, err := ask(fmt.Sprintf("new password, %d characters at least: ", admin.MinPassword))
	if err != nil {
		return "", err
	}
	again, err := ask("the same once more: ")
	if err == nil && again != password {
		err = errors.New("the two are not the same; nothing was changed")
	}
	return password, err
}
