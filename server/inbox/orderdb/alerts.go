package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"carrito/server/alert"
)

// Errors of alerts.
var (
	ErrNoAlert    = errors.New("there is no such alert")
	ErrManyAlerts = errors.New("the shop takes no more alerts of this product")
)

// AddAlert stores that a shopper waits for a product. A shopper who waits already waits
// on, and one who was told waits again. The error is ErrManyAlerts at the limits of
// package alert.
func (s *Store) AddAlert(ctx context.Context, a alert.Alert) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		var number int64 // locks out other alerts, so that limits hold
		err := tx.QueryRowContext(ctx, `INSERT INTO counters (name, last) VALUES ('alerts', 1)
			ON CONFLICT (name) DO UPDATE SET last = counters.last + 1 RETURNING last`).Scan(&number)
		if err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `UPDATE alerts SET name = $4, told = 0, asked = $5
			WHERE product = $1 AND variant = $2 AND contact = $3`, a.Product, a.Variant, string(a.Contact), a.Name, a.Asked.UnixMicro())
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n > 0 {
			return err
		}
		var ofProduct, ofShop int
		err = tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM alerts WHERE product = $1 AND variant = $2 AND told = 0), (SELECT count(*) FROM alerts)",
			a.Product, a.Variant).Scan(&ofProduct, &ofShop)
		if err != nil {
			return err
		}
		if ofProduct >= alert.MaxOfProduct || ofShop >= alert.MaxOfShop {
			return ownError{ErrManyAlerts}
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO alerts (number, product, variant, name, contact, asked) VALUES ($1, $2, $3, $4, $5, $6)",
			number, a.Product, a.Variant, a.Name, string(a.Contact), a.Asked.UnixMicro())
		return err
	})
}

// Alerts returns all alerts, the newest first.
func (s *Store) Alerts(ctx context.Context) ([]alert.Alert, error) {
	var all []alert.Alert
	rows, err := s.db().read.QueryContext(ctx, "SELECT number, product, variant, name, contact, asked, told FROM alerts ORDER BY asked DESC, number DESC")
	err = each(rows, err, func(rows *sql.Rows) error {
		var a alert.Alert
		var contact string
		var asked, told int64
		if err := rows.Scan(&a.Number, &a.Product, &a.Variant, &a.Name, &contact, &asked, &told); err != nil {
			return err
		}
		a.Contact, a.Asked = alert.Contact(contact), time.UnixMicro(asked)
		if told > 0 {
			a.Told = time.UnixMicro(told)
		}
		all = append(all, a)
		return nil
	})
	return all, s.readError(err)
}

// Tell records when the owner wrote to a shopper who waits. A zero time takes that back.
func (s *Store) Tell(ctx context.Context, number int64, told time.Time) error {
	micro := int64(0)
	if !told.IsZero() {
		micro = told.UnixMicro()
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		// The time of the first of two presses stays.
		result, err := tx.ExecContext(ctx, "UPDATE alerts SET told = CASE WHEN told > 0 AND CAST($2 AS BIGINT) > 0 THEN told ELSE CAST($2 AS BIGINT) END WHERE number = $1", number, micro)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return ownError{ErrNoAlert}
	})
}

// forgetAlerts deletes the alerts that were asked for before one time, or whose shopper was
// told before another. It returns how many.
func (s *Store) forgetAlerts(ctx context.Context, asked, told time.Time) (int, error) {
	all, err := s.Alerts(ctx)
	if err != nil {
		return 0, err
	}
	var old []int64
	for _, a := range all {
		if a.Asked.Before(asked) || !a.Told.IsZero() && a.Told.Before(told) {
			old = append(old, a.Number)
		}
	}
	return len(old), s.Forget(ctx, nil, nil, old)
}
