package ordercli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/privacy"
	"carrito/server/words"
)

// of returns what the shop has of a shopper, or an error if that is nothing.
func (c *Command) of(ctx context.Context, who string) (orderdb.Person, error) {
	if len(who) == len(words.Number(who)) { // the short form of a number
		if o, err := c.find(ctx, who); err == nil {
			return c.Store.Person(ctx, o.Order.ID)
		}
	}
	found, err := c.Store.Person(ctx, who)
	if err == nil && len(found.Orders)+len(found.Complaints)+len(found.Alerts) == 0 {
		err = fmt.Errorf("%s: no order, complaint or alert has this phone number, e-mail address or number", plain(who))
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

// forget removes a shopper's data from all orders that are done or cancelled, from
// complaints that need not be kept, and from alerts. It names the others.
func (c *Command) forget(ctx context.Context, who string) error {
	found, err := c.of(ctx, who)
	if err != nil {
		return err
	}
	closed, open := privacy.Closed(found.Orders)
	old, kept := privacy.Old(found.Complaints, time.Now())
	if err := c.Store.Forget(ctx, closed, old, privacy.Alerts(found.Alerts)); err != nil {
		return err
	}
	fmt.Fprintf(c.Stdout, "the shopper is forgotten in %d orders, %d complaints and %d alerts; what was sold stays, and backups made before have all of it\n", len(closed), len(old), len(found.Alerts))
	for _, id := range open {
		err = errors.Join(err, fmt.Errorf("%s: %w", words.Number(id), orderdb.ErrOpen))
	}
	for _, number := range kept {
		err = errors.Join(err, fmt.Errorf("complaint %d: %w", number, orderdb.ErrKept))
	}
	return err
}
