package orderdb

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"carrito/app/cart"
	"carrito/app/catalog"
)

// countPatience is how long Count may take. A large shop takes longer than an order
// may: 250,000 variants take a second on a machine that does nothing else.
const countPatience = time.Minute

// Count updates the stock from the owner's file. If the number of a variant differs
// from the one at the last Count, its stock is that number; if it is the same, what
// was sold since stays deducted. A variant that the file no longer counts is no
// longer counted. A variant that is no longer in the file keeps its stock, in case
// it returns.
func (s *Store) Count(ctx context.Context, products *catalog.Catalog) error {
	ctx, cancel := context.WithTimeout(ctx, countPatience)
	defer cancel()
	s.counted.Store(products)
	return s.transact(ctx, func(tx *sql.Tx) error {
		last := map[string]int{}
		rows, err := tx.QueryContext(ctx, "SELECT key, counted FROM stock ORDER BY key"+s.kind.forUpdate)
		err = each(rows, err, func(rows *sql.Rows) error {
			var key string
			var counted int
			err := rows.Scan(&key, &counted)
			last[key] = counted
			return err
		})
		if err != nil {
			return err
		}
		var anew [][]any
		var uncounted []string
		for key, units := range units(products) {
			counted, known := last[string(key)]
			switch {
			case units == catalog.NotCounted && known:
				uncounted = append(uncounted, string(key))
			case units != catalog.NotCounted && (!known || units != counted):
				anew = append(anew, []any{string(key), units, units})
			}
		}
		slices.SortFunc(anew, func(a, b []any) int { return strings.Compare(a[0].(string), b[0].(string)) }) // neighbours in the index
		if len(anew) == 0 && len(uncounted) == 0 {
			return nil
		}
		err = insert(ctx, tx, "INSERT INTO stock (key, units, counted) VALUES", anew,
			" ON CONFLICT (key) DO UPDATE SET units = excluded.units, counted = excluded.counted")
		if err != nil {
			return err
		}
		for _, key := range uncounted {
			if _, err := tx.ExecContext(ctx, "DELETE FROM stock WHERE key = $1", key); err != nil {
				return err
			}
		}
		return s.beat(ctx, tx)
	})
}

// units returns the stock of every variant of a catalogue.
func units(products *catalog.Catalog) map[cart.Key]int {
	all := map[cart.Key]int{}
	for _, p := range products.Products() {
		if len(p.Variants) == 0 {
			all[cart.KeyOf(p.ID, 0)] = p.Stock
		}
		for _, v := range p.Variants {
			all[cart.KeyOf(p.ID, v.ID)] = v.Stock
		}
	}
	return all
}

// Stock returns the units left of everything that is counted.
func (s *Store) Stock(ctx context.Context) (map[cart.Key]int, error) {
	rows, err := s.db().read.QueryContext(ctx, "SELECT key, units FROM stock")
	left, err := scanStock(rows, err)
	return left, s.readError(err)
}

// lockStock locks the stock of the products in the orders until the transaction
// ends, and returns the units left.
func (s *Store) lockStock(ctx context.Context, tx *sql.Tx, batch []*waiting) (map[cart.Key]int, error) {
	var keys []string
	for _, w := range batch {
		for _, l := range w.order.Lines {
			keys = append(keys, string(l.Key()))
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return nil, nil
	}
	return scanStock(selectIn(ctx, tx, "SELECT key, units FROM stock WHERE key IN", keys, " ORDER BY key"+s.kind.forUpdate))
}

func scanStock(rows *sql.Rows, err error) (map[cart.Key]int, error) {
	left := map[cart.Key]int{}
	err = each(rows, err, func(rows *sql.Rows) error {
		var key cart.Key
		var units int
		err := rows.Scan(&key, &units)
		left[key] = units
		return err
	})
	return left, err
}

// SetStock sets the units left of a variant to the number that the owner's file has,
// as if [Store.Count] had found that number to differ. It does nothing if the variant
// is not counted.
func (s *Store) SetStock(ctx context.Context, key cart.Key, units int) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE stock SET units = $1, counted = $1 WHERE key = $2", units, string(key)); err != nil {
			return err
		}
		return s.beat(ctx, tx)
	})
}
