package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"
)

// SetState changes an order's state and records the author. Confirmed makes the
// units that the order holds its own. If its hold has run out, it takes them again,
// and the error is a *StockError if they are not left. Cancelled returns the units
// to the stock if they are still counted. The error is ErrNoOrder, or a *StateError
// if the state cannot follow the present one.
func (s *Store) SetState(ctx context.Context, id string, to State, author string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return s.transact(ctx, func(tx *sql.Tx) error {
		var from State
		err := tx.QueryRowContext(ctx, "SELECT state FROM orders WHERE id = $1"+s.kind.forUpdate, id).Scan(&from)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return ownError{ErrNoOrder}
		case err != nil:
			return err
		case !slices.Contains(from.Next(), to):
			return ownError{&StateError{from, to}}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE orders SET state = $2 WHERE id = $1", id, string(to)); err != nil {
			return err
		}
		change := []any{id, time.Now().UnixMicro(), author, string(to)}
		if err := insert(ctx, tx, "INSERT INTO changes (order_id, at, author, state) VALUES", [][]any{change}, ""); err != nil {
			return err
		}
		switch to {
		case Confirmed:
			err = s.firm(ctx, tx, id)
		case Cancelled:
			if err = s.giveBack(ctx, tx, id); err == nil {
				_, err = tx.ExecContext(ctx, "UPDATE orders SET held = 0 WHERE id = $1", id)
			}
		}
		if err != nil {
			return err
		}
		return s.beat(ctx, tx)
	})
}

// giveBack returns the units of an order to the stock. It locks the stock in the
// same order as placing does.
func (s *Store) giveBack(ctx context.Context, tx *sql.Tx, id string) error {
	_, err := texts(tx.QueryContext(ctx,
		"SELECT key FROM stock WHERE key IN (SELECT key FROM taken WHERE order_id = $1) ORDER BY key"+s.kind.forUpdate, id))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx,
		"UPDATE stock SET units = stock.units + taken.units FROM taken WHERE taken.order_id = $1 AND stock.key = taken.key", id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM taken WHERE order_id = $1", id)
	return err
}
