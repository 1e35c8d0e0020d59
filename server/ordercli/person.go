package ordercli

import (
	"context"
	"errors"
	"fmt"

	"carrito/server/inbox/orderdb"
	"carrito/server/privacy"
	"carrito/server/words"
)

// of returns the orders of a shopper, or an error if there are none.
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
	return privacy.WriteData(c.Stdout, found)
}

// forget removes a shopper's data from all orders that are done or cancelled, and
// names the others.
func (c *Command) forget(ctx context.Context, who string) error {
	found, err := c.of(ctx, who)
	if err != nil {
		return err
	}
	closed, open := privacy.Closed(found)
	if err := c.Store.Forget(ctx, closed...); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "the shopper is forgotten in %d orders; what was sold stays, and backups made before have all of it\n", len(closed))
	for _, id := range open {
		err = errors.Join(err, fmt.Errorf("%s: %w", words.Number(id), orderdb.ErrOpen))
	}
	return err
}
