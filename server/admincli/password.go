package admincli

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

// SetPassword sets the password of the owner's page. It reads the password from
// stdin, and prompts for it on stderr if stdin is a terminal. web is the folder
// with shop.json: a password must not be one of the words that stand for the
// shop. If forget is set, SetPassword removes all passkeys, too.
func SetPassword(ctx context.Context, store *orderdb.Store, web string, forget bool, stdin *os.File, stdout, stderr io.Writer) error {
	password, err := readPassword(stdin, stderr)
	if err != nil {
		return err
	}
	if err := admin.SetPassword(ctx, store, password, shopWords(web)...); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "the password is set; the orders are at /admin/pedidos of the shop")
	if forget {
		if err := admin.ForgetPasskeys(ctx, store); err != nil {
			return fmt.Errorf("the passkeys are still there: %w", err)
		}
		fmt.Fprintln(stdout, "all passkeys are removed")
		return nil
	}
	return printRemaining(ctx, store, stdout)
}

// shopWords returns the shop's name and addresses from shop.json in the folder web,
// or nil if it cannot be read.
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

// readPassword reads a password. From a terminal it reads it twice, without
// echo; otherwise it reads the first line.
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
		err = errors.New("the two passwords differ; nothing was changed")
	}
	return password, err
}
