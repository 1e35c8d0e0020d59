package orderdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"strings"
	"time"

	"carrito/app/order"
	"carrito/app/typed"
)

// Nobody replaces the name of a shopper who was forgotten.
const Nobody = "—"

// ErrOpen is returned for an order whose shopper cannot be forgotten yet.
var ErrOpen = errors.New("the order is neither done nor cancelled, and whoever delivers it needs the shopper's data")

// Of returns the orders of one shopper, oldest first: those with the given phone
// number, e-mail address or order number. The country code of a phone number may be
// missing on either side.
func (s *Store) Of(ctx context.Context, who string) ([]Stored, error) {
	var found []Stored
	err := s.All(ctx, func(o Stored) error {
		if o.Order.ID == strings.ToLower(who) || isOf(o.Order.Customer, who) {
			found = append(found, o)
		}
		return nil
	})
	return found, err
}

// leastDigits is how many digits of a phone number identify a shopper.
const leastDigits = 8

func isOf(c order.Customer, who string) bool {
	if strings.Contains(who, "@") {
		return strings.EqualFold(typed.Email(c.Email), typed.Email(who))
	}
	a, b := digits(c.Phone), digits(who)
	return min(len(a), len(b)) >= leastDigits && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}

func digits(phone string) string {
	number, _ := typed.Number(phone)
	return strings.TrimLeft(strings.TrimPrefix(number, "+"), "0")
}

// Forget deletes the shopper's data from orders for good: name, phone, e-mail,
// address and all notes. What was sold, and for how much, stays. The error is
// ErrNoOrder, or ErrOpen if an order is still to be delivered; the orders before it
// are forgotten then.
func (s *Store) Forget(ctx context.Context, ids ...string) error {
	for i, id := range ids {
		if err := s.forget(ctx, id); err != nil {
			if i > 0 {
				err = errors.Join(err, s.overwrite(ctx))
			}
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return s.overwrite(ctx)
}

func (s *Store) forget(ctx context.Context, id string) error {
	stored, err := s.Order(ctx, id)
	if err != nil && !errors.As(err, new(*UnreadableError)) {
		return err
	}
	o := stored.Order
	o.Customer, o.Note = order.Customer{Name: Nobody}, ""
	for i := range o.Lines {
		o.Lines[i].Note = ""
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		// The digest goes too: with it one could try out whose order it was.
		result, err := tx.ExecContext(ctx, `UPDATE orders SET body = $2, digest = $3, customer = $4, phone = '', token = '', ask = 0, forgotten = $5
			WHERE id = $1 AND state IN ('done', 'cancelled')`, id, string(o.AppendJSON(nil)), make([]byte, sha256.Size), Nobody, time.Now().UnixMicro())
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return ownError{ErrOpen}
		}
		for _, statement := range []string{
			"DELETE FROM outbox WHERE order_id = $1",
			"DELETE FROM payment_pages WHERE order_id = $1",
			"UPDATE payment_changes SET note = '' WHERE order_id = $1",
		} {
			if _, err := tx.ExecContext(ctx, statement, id); err != nil {
				return err
			}
		}
		return s.beat(ctx, tx)
	})
}

// overwrite reclaims the space of replaced rows. Both databases leave the old data
// on disk otherwise.
func (s *Store) overwrite(ctx context.Context) error {
	for _, statement := range s.kind.overwrite {
		if _, err := s.db().write.ExecContext(ctx, statement); err != nil {
			return unavailable(err)
		}
	}
	return nil
}

// ForgetBefore forgets the shoppers of orders that were placed before a time and are
// done or cancelled. It returns the number of those orders.
func (s *Store) ForgetBefore(ctx context.Context, before time.Time) (int, error) {
	old, err := texts(s.db().read.QueryContext(ctx,
		"SELECT id FROM orders WHERE forgotten = 0 AND placed < $1 AND state IN ('done', 'cancelled') ORDER BY placed, id", before.UnixMicro()))
	if err != nil {
		return 0, s.readError(err)
	}
	return len(old), s.Forget(ctx, old...)
}
