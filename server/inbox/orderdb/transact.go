package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// trouble is what kind of error a database has told.
type trouble int

const (
	unknown  trouble = iota
	conflict         // with another transaction: it may go well the next time
	badRow           // with what was to be written
	outage           // the database is not there, or cannot write
)

// maxTries is how often a transaction is tried that conflicts with others.
const maxTries = 20

// transact does something in one transaction that is durable once it returns
// without an error. do may be called several times. An error of do's own is
// returned as it is; one of the database is ErrUnavailable where it may pass.
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
			// A connection may be from before the database was started anew: the
			// second try has one of its own.
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

// ownError is an error that is not the database's.
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
	if err := s.checkFiles(c); err != nil { // whoever moved them did so meanwhile
		return ownError{unavailable(err)}
	}
	return nil
}

// beat tells who follows the database that there is news. It is the last thing
// of a transaction, since it locks a row that others wait for. A number drawn
// from a sequence would not do: it may become visible after a higher one.
func (s *Store) beat(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE pulse SET beats = beats + 1 WHERE slot = $1", s.slot)
	return err
}

// Latest returns a number that changes with every order, change of state and new
// count of the stock, whichever process made it, and with every [Store.Fault]:
// who follows the orders asks for it now and then.
func (s *Store) Latest(ctx context.Context) (int64, error) {
	var beats int64
	err := s.db().read.QueryRowContext(ctx, "SELECT CAST(sum(beats) AS BIGINT) FROM pulse").Scan(&beats)
	return beats + s.opened.Load()<<40, err
}
