// Package ordercli is the command orders. It shows and changes orders at a terminal,
// and writes them as a table for a spreadsheet. It does not need the owner's page.
//
// [Command.Run] runs one command line. The caller has parsed its flags.
package ordercli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"carrito/app/shop"
	"carrito/server/inbox/orderdb"
	"carrito/server/private"
	"carrito/server/words"
)

// Usage is the help text of the command.
const Usage = `orders [list]              the latest orders, the newest first
orders show NUMBER         one order, whole
orders state NUMBER... STATE  makes one or more confirmed, sent, done or cancelled
orders export [FILE.csv]   every line of every order, as a table for a spreadsheet
orders backup FILE         a copy of the SQLite file, as it is at one moment
orders data SHOPPER        all orders of a phone number, e-mail address or order, as JSON
orders forget SHOPPER      takes name, phone, e-mail, address and notes out of them for good`

// Command has what a command line needs.
type Command struct {
	Store  *orderdb.Store
	Shop   *shop.Shop
	Stdout io.Writer
	Web    string        // the folder that anyone can download from: nothing is written there
	State  orderdb.State // of the orders to list; empty for all
	Limit  int           // maximum number of orders to list
}

// ErrUsage is the error of a command line that Usage does not describe.
var ErrUsage = errors.New("usage of the command orders:\n" + Usage)

// Run runs the command that the arguments after the flags name.
func (c *Command) Run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = []string{"list"}
	}
	switch verb, args := args[0], args[1:]; {
	case verb == "list" && len(args) == 0:
		return c.list(ctx)
	case verb == "show" && len(args) == 1:
		return c.show(ctx, args[0])
	case verb == "state" && len(args) >= 2:
		return c.setStates(ctx, args[:len(args)-1], orderdb.State(args[len(args)-1]))
	case verb == "export" && len(args) == 0:
		return WriteCSV(ctx, c.Stdout, c.Store)
	case verb == "export" && len(args) == 1:
		return c.export(ctx, args[0])
	case verb == "backup" && len(args) == 1:
		return c.backup(ctx, args[0])
	case verb == "data" && len(args) == 1:
		return c.data(ctx, args[0])
	case verb == "forget" && len(args) == 1:
		return c.forget(ctx, args[0])
	}
	return ErrUsage
}

// find returns the order with a number: the whole id, or its short form if only one
// order has that.
func (c *Command) find(ctx context.Context, number string) (orderdb.Stored, error) {
	number = strings.ToLower(number)
	if len(number) >= 36 {
		return c.Store.Order(ctx, number)
	}
	if len(number) < len(words.Number(strings.Repeat("0", 36))) {
		return orderdb.Stored{}, fmt.Errorf("%q is too short for an order's number", number)
	}
	var found []string
	for filter := (orderdb.Filter{Limit: 1000}); ; {
		page, err := c.Store.List(ctx, filter)
		if err != nil {
			return orderdb.Stored{}, err
		}
		for _, o := range page {
			if strings.HasSuffix(o.ID, number) {
				found = append(found, o.ID)
			}
			filter.Before, filter.BeforeID = o.Placed, o.ID
		}
		if len(page) < filter.Limit {
			break
		}
	}
	switch len(found) {
	case 0:
		return orderdb.Stored{}, fmt.Errorf("%s: %w", number, orderdb.ErrNoOrder)
	case 1:
		return c.Store.Order(ctx, found[0])
	}
	return orderdb.Stored{}, fmt.Errorf("several orders end with %s:\n%s", number, strings.Join(found, "\n"))
}

// setStates sets the state of every order that allows it, and names the others.
func (c *Command) setStates(ctx context.Context, numbers []string, to orderdb.State) error {
	var faults []error
	for _, number := range numbers {
		if err := c.setState(ctx, number, to); err != nil {
			if len(numbers) > 1 {
				err = fmt.Errorf("%s: %w", number, err)
			}
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func (c *Command) setState(ctx context.Context, number string, to orderdb.State) error {
	if !to.Known() {
		return fmt.Errorf("there is no state %q; there are %v", to, orderdb.States)
	}
	o, err := c.find(ctx, number)
	if err != nil && o.Fault == nil {
		return err
	}
	if err := c.Store.SetState(ctx, o.Order.ID, to, words.CommandLine); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "%s is %s now\n", words.Number(o.Order.ID), to)
	return nil
}

// export writes the table to a new file. It does not overwrite a file.
func (c *Command) export(ctx context.Context, name string) error {
	if err := private.Check(name, c.Web); err != nil {
		return err
	}
	var damaged *DamagedError
	err := private.Create(name, func(file *os.File) error {
		err := WriteCSV(ctx, file, c.Store)
		if errors.As(err, &damaged) {
			return nil // the table is complete
		}
		return err
	})
	if err == nil && damaged != nil {
		err = damaged
	}
	return err
}

func (c *Command) backup(ctx context.Context, name string) error {
	if err := private.Check(name, c.Web); err != nil {
		return err
	}
	return c.Store.Backup(ctx, name)
}
