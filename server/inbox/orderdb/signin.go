package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// maxAttempts is the maximum number of attempts that are remembered.
const maxAttempts = 1000

// Guard counts the attempts to sign in to an account or from an address.
type Guard struct {
	Key   string
	Delay func(failures int) time.Duration // until the next attempt, after so many in a row
}

// memory is how long failed attempts are remembered.
const memory = 24 * time.Hour

// Attempt begins an attempt to sign in. If a guard refuses it, it returns how long
// to wait. Otherwise it returns zero, and the attempt counts as failed until
// [Store.Forgive], so that many attempts at once cannot get around the guards.
// Callers name guards in the same order each time.
func (s *Store) Attempt(ctx context.Context, now time.Time, guards ...Guard) (wait time.Duration, _ error) {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		wait = 0
		for _, g := range guards {
			blocked, err := s.blocked(ctx, tx, now, g)
			if err != nil {
				return err
			}
			wait = max(wait, blocked)
		}
		if wait > 0 {
			return nil
		}
		wait = 0
		for _, g := range guards {
			if err := s.countAttempt(ctx, tx, now, g); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM attempts WHERE last < $1 OR key NOT IN (SELECT key FROM attempts ORDER BY last DESC, key LIMIT $2)",
			now.Add(-memory).UnixMicro(), maxAttempts)
		return err
	})
	return wait, err
}

// blocked returns how long a guard still refuses attempts. Where the clock was set
// back since the last one, the block begins anew: it never lasts longer than the
// guard's delay, whatever the clock does.
func (s *Store) blocked(ctx context.Context, tx *sql.Tx, now time.Time, g Guard) (time.Duration, error) {
	var failures int
	var last, until int64
	err := tx.QueryRowContext(ctx, "SELECT failures, last, blocked FROM attempts WHERE key = $1"+s.kind.forUpdate, g.Key).Scan(&failures, &last, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if last > now.UnixMicro() && until > now.UnixMicro() {
		delay := g.Delay(failures)
		_, err := tx.ExecContext(ctx, "UPDATE attempts SET last = $2, blocked = $3 WHERE key = $1", g.Key, now.UnixMicro(), now.Add(delay).UnixMicro())
		return delay, err
	}
	return time.Duration(until-now.UnixMicro()) * time.Microsecond, nil
}

func (s *Store) countAttempt(ctx context.Context, tx *sql.Tx, now time.Time, g Guard) error {
	var failures int
	err := tx.QueryRowContext(ctx, `INSERT INTO attempts (key, failures, last, blocked) VALUES ($1, 1, $2, 0)
		ON CONFLICT (key) DO UPDATE SET last = $2, failures = CASE WHEN attempts.last < $3 THEN 1 ELSE attempts.failures + 1 END
		RETURNING failures`, g.Key, now.UnixMicro(), now.Add(-memory).UnixMicro()).Scan(&failures)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE attempts SET blocked = $2 WHERE key = $1", g.Key, now.Add(g.Delay(failures)).UnixMicro())
	return err
}

// ForgiveAll forgets all attempts.
func (s *Store) ForgiveAll(ctx context.Context) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM attempts")
		return err
	})
}

// Forgive forgets the attempts that guards have counted.
func (s *Store) Forgive(ctx context.Context, guards ...Guard) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		for _, g := range guards {
			if _, err := tx.ExecContext(ctx, "DELETE FROM attempts WHERE key = $1", g.Key); err != nil {
				return err
			}
		}
		return nil
	})
}
