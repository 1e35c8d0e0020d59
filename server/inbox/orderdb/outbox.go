package orderdb

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Notice is a message about an order that is still to be sent to the owner by one
// channel.
type Notice struct {
	Number  int64 // the same at every try
	OrderID string
	Channel string   // one of Store.Channels
	About   PayState // state of the payment that it is about; "" for the order itself
	Tries   int      // number of failed tries
}

const insertNotices = "INSERT INTO outbox (order_id, channel, due, about) VALUES"

// notices returns the rows that notify the owner by every channel.
func (s *Store) notices(id string, about PayState, due int64) [][]any {
	var rows [][]any
	for _, channel := range s.Channels {
		rows = append(rows, []any{id, channel, due, string(about)})
	}
	return rows
}

// lease is how long a notice belongs to the caller that got it.
const lease = 2 * time.Minute

// Due returns notices of a channel that are due, earliest first. No other caller
// gets them for two minutes. In that time the caller calls [Store.Delivered],
// [Store.Failed] or [Store.Release]. Otherwise the notices are due again, so that
// none is lost.
func (s *Store) Due(ctx context.Context, now time.Time, channel string, limit int) ([]Notice, error) {
	var due []Notice
	err := s.transact(ctx, func(tx *sql.Tx) error {
		due = nil
		// due is compared twice: if another server has leased a row meanwhile,
		// PostgreSQL checks the outer condition again, and not the inner one.
		rows, err := tx.QueryContext(ctx, `UPDATE outbox SET due = $1 WHERE delivered IS NULL AND due <= $2 AND number IN
			(SELECT number FROM outbox WHERE delivered IS NULL AND due <= $2 AND channel = $3 ORDER BY due, number LIMIT $4)
			RETURNING number, order_id, channel, tries, about`, now.Add(lease).UnixMicro(), now.UnixMicro(), channel, limit)
		return each(rows, err, func(rows *sql.Rows) error {
			var n Notice
			err := rows.Scan(&n.Number, &n.OrderID, &n.Channel, &n.Tries, &n.About)
			due = append(due, n)
			return err
		})
	})
	slices.SortFunc(due, func(a, b Notice) int { return cmp.Compare(a.Number, b.Number) })
	return due, err
}

// Delivered records that notices have reached the owner.
func (s *Store) Delivered(ctx context.Context, notices ...int64) error {
	return s.notice(ctx, notices, "UPDATE outbox SET delivered = $2 WHERE number = $1", time.Now().UnixMicro())
}

// Failed records why notices did not reach the owner, and when to try again.
func (s *Store) Failed(ctx context.Context, why error, next time.Time, notices ...int64) error {
	return s.notice(ctx, notices, "UPDATE outbox SET tries = tries + 1, fault = $2, due = $3 WHERE number = $1", why.Error(), next.UnixMicro())
}

// Release makes notices due at once, when a try was not finished.
func (s *Store) Release(ctx context.Context, notices ...int64) error {
	return s.notice(ctx, notices, "UPDATE outbox SET due = $2 WHERE number = $1 AND delivered IS NULL", time.Now().UnixMicro())
}

// notice executes a statement for each notice. The number of the notice is its first
// argument.
func (s *Store) notice(ctx context.Context, notices []int64, statement string, arguments ...any) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		for _, number := range notices {
			if _, err := tx.ExecContext(ctx, statement, append([]any{number}, arguments...)...); err != nil {
				return err
			}
		}
		return nil
	})
}
