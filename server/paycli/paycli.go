// Package paycli is the command pay. It reads the QR code in a picture of a wallet, so
// that the owner can put its text into shop.json.
//
// [Command.Run] runs one command line. The caller has parsed its flags.
package paycli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"carrito/app/pay"
	"carrito/server/safelog"
)

// Usage is the help text of the command.
const Usage = `pay read FILE  prints the text of the QR code in a picture, for shop.json, and what it says`

// ErrUsage is the error of a command line that Usage does not describe.
var ErrUsage = errors.New("usage of the command pay:\n" + Usage)

// Command has what a command line needs.
type Command struct {
	Stdout   io.Writer
	Patience time.Duration // how long the search for a QR code may take; 0 means 20 seconds
}

// Run runs the command that the arguments after the flags name.
func (c *Command) Run(args []string) error {
	if len(args) != 2 || args[0] != "read" {
		return ErrUsage
	}
	text, err := decode(args[1], cmp.Or(c.Patience, 20*time.Second))
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err // without the name of the file, which follows
	}
	if err != nil {
		return fmt.Errorf("%s: %w", args[1], err)
	}
	if err := pay.CheckWallet(text, ""); err != nil {
		return fmt.Errorf("%s: the QR code says %.60q, which no wallet reads as a payment: %w", args[1], text, err)
	}
	return c.print(text)
}

// print prints a code as JSON, and what it says in quotes: it may contain anything.
func (c *Command) print(text string) error {
	fields, err := pay.Read(text)
	if err != nil {
		return err
	}
	var quoted strings.Builder
	code := json.NewEncoder(&quoted)
	code.SetEscapeHTML(false)
	if err := code.Encode(text); err != nil {
		return err
	}
	amount := "none: the shopper types it"
	if fixed := pay.Value(fields, "54"); fixed != "" {
		amount = fmt.Sprintf("%+q: the wallet asks for this amount in every order", fixed)
	}
	_, err = fmt.Fprintf(c.Stdout, "%sname     %s\ncity     %s\ncurrency %s\namount   %s\n", safelog.Escape(quoted.String()),
		said(fields, "59"), said(fields, "60"), said(fields, "53"), amount)
	return err
}

// said returns the value of a field in quotes.
func said(fields []pay.Field, id string) string {
	value := pay.Value(fields, id)
	if value == "" {
		return "none"
	}
	return fmt.Sprintf("%q", value)
}
