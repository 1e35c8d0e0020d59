package orderdb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"carrito/app/order"
	"carrito/server/complaint"
)

// Forget deletes shoppers' data for good: from orders the name, phone, e-mail, address
// and all notes, from sheets of the Libro de Reclamaciones all but number, date and kind,
// and alerts as a whole. What was sold, and for how much, stays. Either all of it is
// deleted or nothing. The error is ErrNoOrder, ErrOpen if an order is still to be
// delivered, ErrNoComplaint, or ErrKept if the law wants a sheet kept. An alert that is
// gone already is no error.
func (s *Store) Forget(ctx context.Context, orders []string, complaints, alerts []int64) error {
	if len(orders)+len(complaints)+len(alerts) == 0 {
		return nil
	}
	mark, err := s.erase(ctx, orders, complaints, alerts)
	if err != nil {
		return err
	}
	return s.overwrite(ctx, mark)
}

// erase is Forget without the overwriting of old rows. It leaves a mark, so that a server
// that was killed overwrites them later.
func (s *Store) erase(ctx context.Context, orders []string, complaints, alerts []int64) (mark string, _ error) {
	now := time.Now()
	erased := map[string]string{}
	for _, id := range orders {
		stored, err := s.Order(ctx, id)
		if err != nil && !errors.As(err, new(*UnreadableError)) {
			return "", err
		}
		erased[id] = withoutShopper(stored.Order)
	}
	mark = newToken()
	return mark, s.transact(ctx, func(tx *sql.Tx) error {
		for _, id := range orders {
			if err := eraseOrder(ctx, tx, id, erased[id], now); err != nil {
				return err
			}
		}
		for _, number := range complaints {
			if err := s.eraseComplaint(ctx, tx, number, now); err != nil {
				return err
			}
		}
		for _, number := range alerts {
			if _, err := tx.ExecContext(ctx, "DELETE FROM alerts WHERE number = $1", number); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", forgottenSetting, mark)
		if err != nil {
			return err
		}
		return s.beat(ctx, tx)
	})
}

// withoutShopper returns the JSON of an order without its shopper.
func withoutShopper(o order.Order) string {
	o.Customer, o.Note = order.Customer{Name: Nobody}, ""
	o.Lines = slices.Clone(o.Lines)
	for i := range o.Lines {
		o.Lines[i].Note = ""
	}
	return string(o.AppendJSON(nil))
}

func eraseOrder(ctx context.Context, tx *sql.Tx, id, body string, now time.Time) error {
	// The digest goes too: with it one could try out whose order it was.
	result, err := tx.ExecContext(ctx, `UPDATE orders SET body = $2, digest = $3, customer = $4, phone = '', token = '', ask = 0, forgotten = $5
		WHERE id = $1 AND state IN ('done', 'cancelled')`, id, body, make([]byte, sha256.Size), Nobody, now.UnixMicro())
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return ownError{ErrOpen}
	}
	for _, statement := range []string{
		"DELETE FROM outbox WHERE order_id = $1",
		"DELETE FROM payment_pages WHERE order_id = $1",
		"DELETE FROM payment_events WHERE order_id = $1",
		"UPDATE payments SET detail = '' WHERE order_id = $1",
		"UPDATE payment_changes SET note = '' WHERE order_id = $1",
	} {
		if _, err := tx.ExecContext(ctx, statement, id); err != nil {
			return err
		}
	}
	return nil
}

// ErrKept is returned for a sheet of the Libro de Reclamaciones that the law wants kept.
var ErrKept = errors.New("the law wants the sheets of the Libro de Reclamaciones kept for two years")

func (s *Store) eraseComplaint(ctx context.Context, tx *sql.Tx, number int64, now time.Time) error {
	var placed int64
	var text string
	err := tx.QueryRowContext(ctx, "SELECT placed, sheet FROM complaints WHERE number = $1"+s.kind.forUpdate, number).Scan(&placed, &text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return ownError{ErrNoComplaint}
	case err != nil:
		return err
	case now.Before(complaint.KeptUntil(fromMicro(placed))):
		return ownError{ErrKept}
	}
	var sheet complaint.Sheet
	if err := json.Unmarshal([]byte(text), &sheet); err != nil {
		sheet = complaint.Sheet{} // it cannot be read, and nothing of it is left
	}
	body, err := json.Marshal(complaint.Sheet{Name: Nobody, Kind: sheet.Kind, Good: sheet.Good, Provider: sheet.Provider})
	if err != nil {
		return ownError{err}
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM complaint_mails WHERE complaint = $1", number); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE complaints SET sheet = $2, token = $3, answer = CASE WHEN answer = '' THEN '' ELSE $4 END WHERE number = $1", number, string(body), newToken(), Nobody)
	return err
}

// forgottenSetting marks a database in which rows were erased whose old content may
// still be on the disk.
const forgottenSetting = "forgotten"

// overwrite reclaims the space of replaced rows and removes the mark. Both databases
// leave the old data on disk otherwise.
func (s *Store) overwrite(ctx context.Context, mark string) error {
	for _, statement := range s.kind.overwrite {
		if _, err := s.db().write.ExecContext(ctx, statement); err != nil {
			return unavailable(err)
		}
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM settings WHERE name = $1 AND value = $2", forgottenSetting, mark)
		return err
	})
}

// finishForgetting overwrites what a server that was killed has left on the disk.
func (s *Store) finishForgetting(ctx context.Context) error {
	mark, err := s.Setting(ctx, forgottenSetting)
	if err != nil || mark == "" {
		return err
	}
	return s.overwrite(ctx, mark)
}

// maxErased is how many orders one transaction erases.
const maxErased = 500

// ForgetBefore forgets the shoppers of orders that were placed before a time and are
// done or cancelled, and of sheets of the Libro de Reclamaciones that are as old and that
// the law does not want kept. It returns the number of those orders and sheets.
func (s *Store) ForgetBefore(ctx context.Context, before time.Time) (int, error) {
	old, err := texts(s.db().read.QueryContext(ctx,
		"SELECT id FROM orders WHERE forgotten = 0 AND placed < $1 AND state IN ('done', 'cancelled') ORDER BY placed, id", before.UnixMicro()))
	if err != nil {
		return 0, s.readError(err)
	}
	sheets, err := s.complaints(ctx, selectComplaints+"WHERE placed < $1 ORDER BY number", before.UnixMicro())
	if err != nil {
		return 0, err
	}
	var numbers []int64
	for _, sheet := range sheets {
		if sheet.Name != Nobody && !time.Now().Before(complaint.KeptUntil(sheet.Placed)) {
			numbers = append(numbers, sheet.Number)
		}
	}
	forgotten, mark := 0, ""
	for some := range slices.Chunk(old, maxErased) {
		if mark, err = s.erase(ctx, some, nil, nil); err != nil {
			return forgotten, err
		}
		forgotten += len(some)
	}
	if len(numbers) > 0 {
		if mark, err = s.erase(ctx, nil, numbers, nil); err != nil {
			return forgotten, err
		}
		forgotten += len(numbers)
	}
	if mark == "" {
		return 0, nil
	}
	return forgotten, s.overwrite(ctx, mark)
}
