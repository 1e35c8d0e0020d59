package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// trouble is a kind of error of a database.
type trouble int

const (
	unknown  trouble = iota
	conflict         // with another transaction; a new try may succeed
	badRow           // the database refuses what is written
	outage           // the database is away or cannot write
)

// maxTries is how often a transaction is tried that conflicts with others.
const maxTries = 20

// transact calls do in a transaction, which is durable when transact returns nil. It
// may call do several times. It returns an error of do's own unchanged, and
// ErrUnavailable for an error of the database that may pass.
func (s *Store) transact(ctx context.Context, do func(*sql.Tx) error) error {
	for try := 1; ; try++ {
		err := s.transactOnce(ctx, do)
		var own ownError
		switch {
		case err == nil:
			return nil
		case errors.As(err, &own):
			return own.error
		case ctx.Err() != nil:
			return unavailable(err)
		}
		switch s.kind.trouble(err) {
		case conflict:
			if try == maxTries {
				return unavailable(err)
			}
			select {
			case <-ctx.Done():
			case <-time.After(rand.N(time.Duration(try) * 2 * time.Millisecond)):
			}
		case outage:
			// The connection may be from before a restart of the database. The
			// second try gets a new one.
			if try > 1 {
				s.setUnwritten(unwritten(err))
				return unavailable(err)
			}
		default:
			return err
		}
	}
}

func unavailable(err error) error { return fmt.Errorf("%w: %w", ErrUnavailable, err) }

// ownError marks an error that does not come from the database.
type ownError struct{ error }

func (s *Store) transactOnce(ctx context.Context, do func(*sql.Tx) error) error {
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	c := s.db()
	if c.closed {
		return ownError{unavailable(s.Fault())}
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		tx.Rollback()
		return err
	}
	if err := s.checkFiles(c); err != nil {
		tx.Rollback()
		return ownError{unavailable(err)}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if err := s.checkFiles(c); err != nil { // they may have been moved during the commit
		return ownError{unavailable(err)}
	}
	return nil
}

// beat changes [Store.Latest]. It comes last in a transaction, because it locks a
// row that others wait for. A number from a sequence would not do: it may become
// visible after a higher one.
func (s *Store) beat(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE pulse SET beats = beats + 1 WHERE slot = $1", s.slot)
	return err
}

// Latest returns a number that changes with every order, change of state and new
// count of the stock in any process, and with every [Store.Fault]. Whoever follows
// the orders polls it.
func (s *Store) Latest(ctx context.Context) (int64, error) {
	var beats int64
	err := s.db().read.QueryRowContext(ctx, "SELECT CAST(sum(beats) AS BIGINT) FROM pulse").Scan(&beats)
	return beats + s.opened.Load()<<40, err
}
