package orderdb

import (
	"context"
	"database/sql"
	"time"

	"carrito/server/pay"
)

// PayEvent is a webhook that was heard and leads to a question to its provider.
type PayEvent struct {
	Number   int64
	Provider string
	pay.Event
	Tries int // number of failed tries
}

// Hear keeps webhooks of a provider until they are [Payments.Done]. One that comes again
// is not kept twice.
func (p Payments) Hear(ctx context.Context, provider string, events []pay.Event, now time.Time) error {
	return p.store.transact(ctx, func(tx *sql.Tx) error {
		var rows [][]any
		for _, e := range events {
			rows = append(rows, []any{provider, e.ID, e.Order, e.Payment, e.Page, now.UnixMicro(), now.UnixMicro()})
		}
		return insert(ctx, tx, "INSERT INTO payment_events (provider, event, order_id, payment, page, heard, due) VALUES", rows, " ON CONFLICT (provider, event) DO NOTHING")
	})
}

// askLease is how long a question to a provider belongs to the caller that got it.
const askLease = 20 * time.Second

// Heard returns webhooks that are due, earliest first. No other caller gets them for twenty
// seconds, in which a provider answers or does not.
func (p Payments) Heard(ctx context.Context, now time.Time, limit int) ([]PayEvent, error) {
	var due []PayEvent
	err := p.store.transact(ctx, func(tx *sql.Tx) error {
		due = nil
		rows, err := tx.QueryContext(ctx, `UPDATE payment_events SET due = $1 WHERE done IS NULL AND due <= $2 AND number IN
			(SELECT number FROM payment_events WHERE done IS NULL AND due <= $2 ORDER BY due, number LIMIT $3)
			RETURNING number, provider, event, order_id, payment, page, tries`, now.Add(askLease).UnixMicro(), now.UnixMicro(), limit)
		return each(rows, err, func(rows *sql.Rows) error {
			var e PayEvent
			err := rows.Scan(&e.Number, &e.Provider, &e.ID, &e.Order, &e.Payment, &e.Page, &e.Tries)
			due = append(due, e)
			return err
		})
	})
	return due, err
}

// Done records that webhooks have been followed.
func (p Payments) Done(ctx context.Context, now time.Time, events ...int64) error {
	return p.store.notice(ctx, events, "UPDATE payment_events SET done = $2 WHERE number = $1", now.UnixMicro())
}

// Retry records that a webhook could not be followed, and when to try again.
func (p Payments) Retry(ctx context.Context, event int64, next time.Time) error {
	return p.store.notice(ctx, []int64{event}, "UPDATE payment_events SET tries = tries + 1, due = $2 WHERE number = $1", next.UnixMicro())
}

// ForgetEvents deletes webhooks that were followed before a time. A provider's signature
// is too old by then for the webhook to come again.
func (p Payments) ForgetEvents(ctx context.Context, before time.Time) error {
	return p.store.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM payment_events WHERE done < $1", before.UnixMicro())
		return err
	})
}

// Open returns the numbers of orders about whose payments it is time to ask, earliest
// first. No other caller gets them for twenty seconds, unless [Payments.Settle] or
// [Payments.Postpone] says otherwise.
func (p Payments) Open(ctx context.Context, now time.Time, limit int) ([]string, error) {
	var due []string
	err := p.store.transact(ctx, func(tx *sql.Tx) (err error) {
		due, err = texts(tx.QueryContext(ctx, `UPDATE orders SET ask = $1 WHERE ask > 0 AND ask <= $2 AND id IN
			(SELECT id FROM orders WHERE ask > 0 AND ask <= $2 ORDER BY ask, id LIMIT $3) RETURNING id`, now.Add(askLease).UnixMicro(), now.UnixMicro(), limit))
		return err
	})
	return due, err
}

// maxDoubt is how long a provider is asked that gives no answer. Its keys may have been
// taken away.
const maxDoubt = 180 * 24 * time.Hour

// Postpone says when to ask again after the payment of an order, because its provider
// gave no answer.
func (p Payments) Postpone(ctx context.Context, id string, now time.Time) error {
	return p.store.transact(ctx, func(tx *sql.Tx) error {
		o, err := p.lock(ctx, tx, id)
		if err != nil {
			return err
		}
		state := o.payment
		if passes(state, Expired) {
			state = InProcess // not known any more
		}
		next := nextAsk(state, o.asked, fromMicro(o.since), now, now)
		if now.Sub(fromMicro(o.since)) > maxDoubt {
			next = time.Time{}
		}
		return p.askAt(ctx, tx, id, next, o.asked+1)
	})
}
