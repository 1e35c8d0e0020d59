package orderdb

import (
	"context"
	"database/sql"
	"log"
	"slices"
	"time"

	"carrito/app/cart"
	"carrito/app/order"
)

// Holds says for how long new orders hold their units. Anybody may send an order, so
// units must not be taken for good before the owner confirms it.
type Holds struct {
	For     time.Duration // how long an unconfirmed order holds its units
	PerHour int           // orders in an hour, of all shoppers; further ones hold nothing until they are confirmed
}

// unheld is the value of column held for orders that hold nothing.
const unheld = -1

// maxExpired is how many orders expire in one transaction.
const maxExpired = 50

// holding decides what the orders of one transaction hold.
type holding struct {
	holds  Holds
	recent int // orders of the last hour
}

func (s *Store) newHolding(ctx context.Context, tx *sql.Tx, now time.Time) (*holding, error) {
	if s.Holds == nil {
		return nil, nil
	}
	h := &holding{holds: s.Holds()}
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM orders WHERE placed > $1 LIMIT $2) AS recent",
		now.Add(-time.Hour).UnixMicro(), h.holds.PerHour).Scan(&h.recent)
	return h, err
}

// until returns the value of column held for an order that was placed at a time in
// microseconds.
func (h *holding) until(placed int64) int64 {
	if h == nil {
		return 0
	}
	h.recent++
	if h.recent > h.holds.PerHour {
		return unheld
	}
	return placed + h.holds.For.Microseconds()
}

// Expire returns the units of orders whose hold has run out to the stock, and
// returns the number of those orders. [Payments.Settle] does so for an order that is paid
// by a provider, unless the provider is silent for a day. The orders stay; confirming
// one takes its units again if they are left.
func (s *Store) Expire(ctx context.Context, now time.Time) (expired int, _ error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) error {
		ids, err := texts(tx.QueryContext(ctx, "SELECT id FROM orders WHERE held > 0 AND held <= $1 AND (provider = '' OR held <= $3) ORDER BY id LIMIT $2"+s.kind.forUpdate,
			now.UnixMicro(), maxExpired, now.Add(-maxSilence).UnixMicro()))
		expired = len(ids)
		if err != nil || expired == 0 {
			return err
		}
		for _, id := range ids {
			if err := s.Payments().expire(ctx, tx, id, now); err != nil {
				return err
			}
		}
		return s.beat(ctx, tx)
	})
	return expired, err
}

// expire returns the units of an order to the stock. One that waits for a silent
// provider can be tried again then.
func (p Payments) expire(ctx context.Context, tx *sql.Tx, id string, now time.Time) error {
	o, err := p.lock(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := p.release(ctx, tx, id); err != nil || o.provider == "" || !passes(o.payment, Expired) {
		return err
	}
	return p.set(ctx, tx, o, Expired, Provider, "", now)
}

// ExpireEvery calls [Store.Expire] every interval until ctx is done.
func (s *Store) ExpireEvery(ctx context.Context, interval time.Duration, log *log.Logger) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	away := false
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			n, err := s.Expire(ctx, now)
			if n > 0 && err == nil {
				log.Printf("%d orders that nobody confirmed hold their units no more", n)
			}
			if err != nil && !away && ctx.Err() == nil {
				log.Printf("holds of orders: %v", err)
			}
			away = err != nil
		}
	}
}

// firm makes the units of a confirmed order its own. It takes them first if the
// order does not hold them.
func (s *Store) firm(ctx context.Context, tx *sql.Tx, id string) error {
	var row storedRow
	var held int64
	err := tx.QueryRowContext(ctx, "SELECT id, body, total, digits, held FROM orders WHERE id = $1", id).Scan(&row.id, &row.body, &row.total, &row.digits, &held)
	if err != nil || held == 0 {
		return err
	}
	if held == unheld {
		stored := row.read(s)
		if stored.Fault != nil {
			return ownError{stored.Fault}
		}
		if err := s.takeNow(ctx, tx, stored.Order); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "UPDATE orders SET held = 0 WHERE id = $1", id)
	return err
}

// takeNow takes the units of an order from the stock.
func (s *Store) takeNow(ctx context.Context, tx *sql.Tx, o order.Order) error {
	left, err := s.lockStock(ctx, tx, []*waiting{{order: o}})
	if err != nil {
		return err
	}
	wanted := map[cart.Key]int{}
	for _, l := range o.Lines {
		if _, counted := left[l.Key()]; counted {
			wanted[l.Key()] += l.Quantity
		}
	}
	var taken, stock [][]any
	var missing []string
	for _, l := range o.Lines {
		units, ok := wanted[l.Key()]
		if !ok {
			continue
		}
		delete(wanted, l.Key())
		if units > left[l.Key()] {
			missing = append(missing, l.Name)
		}
		taken = append(taken, []any{o.ID, string(l.Key()), units})
		stock = append(stock, []any{string(l.Key()), left[l.Key()] - units, 0})
	}
	if missing != nil {
		return ownError{&StockError{slices.Compact(missing)}}
	}
	if err := insert(ctx, tx, "INSERT INTO taken (order_id, key, units) VALUES", taken, ""); err != nil {
		return err
	}
	return insert(ctx, tx, "INSERT INTO stock (key, units, counted) VALUES", stock, " ON CONFLICT (key) DO UPDATE SET units = excluded.units")
}
