package ordercli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// WriteData writes all that is known of a shopper's orders as JSON, for the
// shopper to have.
func WriteData(to io.Writer, found []orderdb.Stored) error {
	type change struct {
		At    time.Time `json:"at"`
		State string    `json:"state"`
		By    string    `json:"by"`
	}
	type entry struct {
		Placed  time.Time       `json:"placed"`
		State   string          `json:"state"`
		Order   json.RawMessage `json:"order"`
		History []change        `json:"history"`
	}
	list := []entry{}
	for _, o := range found {
		e := entry{Placed: o.Placed, State: string(o.State), Order: o.Order.AppendJSON(nil)}
		for _, c := range o.History {
			e.History = append(e.History, change{c.At, string(c.State), c.Author})
		}
		list = append(list, e)
	}
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(list)
}

// of returns the orders of a shopper, or says that there are none.
func (c *Command) of(ctx context.Context, who string) ([]orderdb.Stored, error) {
	if len(who) == len(words.Number(who)) { // the short form of a number
		if o, err := c.find(ctx, who); err == nil {
			return []orderdb.Stored{o}, nil
		}
	}
	found, err := c.Store.Of(ctx, who)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: no order has this phone number, e-mail address or number", plain(who))
	}
	return found, err
}

func (c *Command) data(ctx context.Context, who string) error {
	found, err := c.of(ctx, who)
	if err != nil {
		return err
	}
	return WriteData(c.Stdout, found)
}

// forget forgets a shopper in all orders that are done or cancelled, and names
// the others.
func (c *Command) forget(ctx context.Context, who string) error {
	found, err := c.of(ctx, who)
	if err != nil {
		return err
	}
	closed, open := Closed(found)
	if err := c.Store.Forget(ctx, closed...); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "the shopper is forgotten in %d orders; what was sold stays, and backups made before have all of it\n", len(closed))
	for _, id := range open {
		err = errors.Join(err, fmt.Errorf("%s: %w", words.Number(id), orderdb.ErrOpen))
	}
	return err
}

// Closed parts orders that are done or cancelled from those that are still to be
// delivered.
func Closed(found []orderdb.Stored) (closed, open []string) {
	for _, o := range found {
		if len(o.State.Next()) == 0 {
			closed = append(closed, o.Order.ID)
		} else {
			open = append(open, o.Order.ID)
		}
	}
	return closed, open
}
