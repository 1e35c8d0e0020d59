package orderdb

import (
	"context"
	"database/sql"
	"time"

	"carrito/app/order"
)

// Choose changes the way in which an order is to be paid. The caller makes sure that the
// order costs the same. If the owner was not notified of the order because it waited for
// a payment, Choose does so. The error is ErrNoOrder, a *PayError if the order is paid
// or about to be, or a *StockError if its units are no longer left.
func (p Payments) Choose(ctx context.Context, id, means string, now time.Time) error {
	return p.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		o, err := p.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		chosen := p.store.newPaying(means)
		switch o.payment {
		case Unpaid, Awaiting, Refused, Expired:
		default:
			return ownError{&PayError{o.payment, chosen.state}}
		}
		if o.state == Cancelled {
			return ownError{&PayError{o.payment, chosen.state}}
		}
		if err := p.rewrite(ctx, tx, o, means, chosen.provider); err != nil {
			return err
		}
		if err := p.set(ctx, tx, o, chosen.state, Shopper, "", now); err != nil {
			return err
		}
		if err := p.holdAnew(ctx, tx, o, chosen, now); err != nil {
			return err
		}
		if o.provider != "" && chosen.provider == "" {
			return p.notify(ctx, tx, id, "", now)
		}
		return nil
	})
}

// rewrite writes the way of paying into an order.
func (p Payments) rewrite(ctx context.Context, tx *sql.Tx, o payable, means, provider string) error {
	var body string
	if err := tx.QueryRowContext(ctx, "SELECT body FROM orders WHERE id = $1", o.id).Scan(&body); err != nil {
		return err
	}
	read, err := order.Parse(body, o.price.total.Digits())
	if err != nil {
		return ownError{&UnreadableError{o.id, err}}
	}
	read.Payment = order.Payment{Method: means}
	_, err = tx.ExecContext(ctx, "UPDATE orders SET body = $2, means = $3, provider = $4 WHERE id = $1", o.id, string(read.AppendJSON(nil)), means, provider)
	return err
}

// holdAnew makes an order hold its units for as long as its new way of paying has. A
// change between two ways without a provider does not prolong the hold.
func (p Payments) holdAnew(ctx context.Context, tx *sql.Tx, o payable, chosen paying, now time.Time) error {
	if o.held == 0 || o.held == unheld && o.payment != Expired || o.provider == "" && chosen.provider == "" {
		return nil
	}
	usual := now.Add(PayFor)
	if chosen.provider == "" && p.store.Holds != nil {
		usual = now.Add(p.store.Holds().For)
	}
	if err := p.holdUntil(ctx, tx, o, usual); err != nil {
		return err
	}
	if chosen.provider == "" {
		return nil // pages that are still open are asked after as before
	}
	return p.askAt(ctx, tx, o.id, usual, 0)
}
