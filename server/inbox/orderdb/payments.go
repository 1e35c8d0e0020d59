package orderdb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"
)

// Payments is the part of a [Store] about how orders are paid.
type Payments struct{ store *Store }

// Payments returns the payments of the orders in the store.
func (s *Store) Payments() Payments { return Payments{s} }

// payable is the row of an order as far as its payment goes.
type payable struct {
	id       string
	state    State
	payment  PayState
	provider string
	price    price
	held     int64
	asked    int
	since    int64 // when the payment got its state
}

// lock reads an order and locks it until the transaction ends.
func (p Payments) lock(ctx context.Context, tx *sql.Tx, id string) (payable, error) {
	o := payable{id: id}
	var total, placed int64
	var digits int
	err := tx.QueryRowContext(ctx, "SELECT state, payment, provider, total, currency, digits, held, asked, placed FROM orders WHERE id = $1"+p.store.kind.forUpdate, id).
		Scan(&o.state, &o.payment, &o.provider, &total, &o.price.currency, &digits, &o.held, &o.asked, &placed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return o, ownError{ErrNoOrder}
	case err != nil:
		return o, err
	}
	o.price.total = p.store.amount(total, digits)
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(at), $2) FROM payment_changes WHERE order_id = $1", id, placed).Scan(&o.since)
	return o, err
}

// set gives the payment of a locked order a state and records the change.
func (p Payments) set(ctx context.Context, tx *sql.Tx, o payable, to PayState, author, note string, now time.Time) error {
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET payment = $2 WHERE id = $1", o.id, string(to)); err != nil {
		return err
	}
	change := []any{o.id, now.UnixMicro(), author, string(to), note}
	return insert(ctx, tx, "INSERT INTO payment_changes (order_id, at, author, state, note) VALUES", [][]any{change}, "")
}

// notify adds notices to the owner about the payment of an order. The first ones are
// about the order itself, which says how far its payment is; with "" there are no others.
func (p Payments) notify(ctx context.Context, tx *sql.Tx, id string, about PayState, now time.Time) error {
	var before int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM outbox WHERE order_id = $1", id).Scan(&before); err != nil {
		return err
	}
	switch {
	case before == 0:
		about = ""
	case about == "":
		return nil // the owner knows the order
	}
	return insert(ctx, tx, insertNotices, p.store.notices(id, about, now.UnixMicro()), "")
}

// Say records that the shopper says that an order is paid, and notifies the owner. It
// does nothing if more than that is known.
func (p Payments) Say(ctx context.Context, id string, now time.Time) error {
	return p.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		o, err := p.lock(ctx, tx, id)
		if err != nil || o.payment != Unpaid || o.state == Cancelled {
			return err
		}
		if err := p.set(ctx, tx, o, Said, Shopper, "", now); err != nil {
			return err
		}
		return p.notify(ctx, tx, id, Said, now)
	})
}

// SetByHand records what the owner knows of a payment. A paid order keeps its units for
// good, as in [Payments.Settle]. An unpaid one that is paid at a provider is Awaiting, so
// that it can be paid there. The error is ErrNoOrder, or a *PayError if the state
// cannot follow the present one.
func (p Payments) SetByHand(ctx context.Context, id string, to PayState, author, note string, now time.Time) error {
	return p.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		to, lack := to, "" // the transaction may be tried again
		o, err := p.lock(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case !slices.Contains(o.payment.ByHand(), to):
			return ownError{&PayError{o.payment, to}}
		case to == Unpaid && o.provider != "":
			to = Awaiting
			err = p.askAt(ctx, tx, id, now.Add(firstAsk), 0)
		case to == Paid && o.state != Cancelled:
			lack, err = p.firm(ctx, tx, id)
		}
		if err != nil {
			return err
		}
		if lack != "" && note != "" {
			if err := p.set(ctx, tx, o, to, author, note, now); err != nil {
				return err
			}
		}
		return p.set(ctx, tx, o, to, author, cmp.Or(lack, note), now)
	})
}

// transact calls do in a transaction that changes [Store.Latest]. do gets a context
// that ends when the transaction takes too long.
func (p Payments) transact(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return p.store.transact(ctx, func(tx *sql.Tx) error {
		if err := do(ctx, tx); err != nil {
			return err
		}
		return p.store.beat(ctx, tx)
	})
}

// Of returns what is known of the payment of an order.
func (p Payments) Of(ctx context.Context, id string) (Payment, error) {
	var found Payment
	var err error
	if found.Pages, err = p.pages(ctx, p.store.db().read, id); err != nil {
		return found, p.store.readError(err)
	}
	if found.Made, err = p.made(ctx, p.store.db().read, id); err != nil {
		return found, p.store.readError(err)
	}
	rows, err := p.store.db().read.QueryContext(ctx, "SELECT at, author, state, note FROM payment_changes WHERE order_id = $1 ORDER BY number", id)
	err = each(rows, err, func(rows *sql.Rows) error {
		var c PayChange
		var at int64
		err := rows.Scan(&at, &c.Author, &c.State, &c.Note)
		c.At = fromMicro(at)
		found.History = append(found.History, c)
		return err
	})
	return found, p.store.readError(err)
}

// Counts returns how many orders have a payment in each state.
func (p Payments) Counts(ctx context.Context) (map[PayState]int, error) {
	counts := map[PayState]int{}
	rows, err := p.store.db().read.QueryContext(ctx, "SELECT payment, count(*) FROM orders WHERE payment <> '' GROUP BY payment")
	err = each(rows, err, func(rows *sql.Rows) error {
		var state PayState
		var n int
		err := rows.Scan(&state, &n)
		counts[state] = n
		return err
	})
	return counts, p.store.readError(err)
}

// querier is a *sql.DB or a *sql.Tx.
type querier interface {
	QueryContext(ctx context.Context, query string, arguments ...any) (*sql.Rows, error)
}

func (p Payments) made(ctx context.Context, from querier, id string) ([]Made, error) {
	var all []Made
	rows, err := from.QueryContext(ctx,
		"SELECT provider, payment, state, detail, amount, refunded, digits, currency, at FROM payments WHERE order_id = $1 ORDER BY at, payment", id)
	err = each(rows, err, func(rows *sql.Rows) error {
		var m Made
		var amount, refunded, at int64
		var digits int
		err := rows.Scan(&m.Provider, &m.ID, &m.State, &m.Detail, &amount, &refunded, &digits, &m.Currency, &at)
		m.Order, m.Amount, m.Refunded, m.At = id, p.store.amount(amount, digits), p.store.amount(refunded, digits), fromMicro(at)
		all = append(all, m)
		return err
	})
	return all, err
}
