package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// MaxPasskeys is the maximum number of passkeys.
const MaxPasskeys = 20

// challengeMemory is how long answered challenges are remembered. It is longer than
// a challenge is valid, so that setting the clock back makes none valid again.
const challengeMemory = 24 * time.Hour

// Errors of passkeys.
var (
	ErrNoPasskey       = errors.New("there is no such passkey")
	ErrTooManyPasskeys = fmt.Errorf("there are %d passkeys already", MaxPasskeys)
	ErrKnownPasskey    = errors.New("the passkey is there already")
	ErrCopiedPasskey   = errors.New("the passkey's count of signatures went back: there may be a copy of it")
	ErrAnswered        = errors.New("the challenge was answered before")
)

// Passkey is a credential record of WebAuthn with which the owner signs in.
type Passkey struct {
	Number int64  // names it in commands
	ID     []byte // names it to the authenticator
	Key    []byte // public key (COSE)
	Count  uint32 // the authenticator's latest count of signatures
	Flags  byte   // of the authenticator, when it made the passkey
	Origin string // origin of the page it is for
	Name   string // the owner's name for the device
	Added  time.Time
	Used   time.Time // zero if never
}

// AddPasskey adds a passkey that answers a challenge.
func (s *Store) AddPasskey(ctx context.Context, p Passkey, challenge []byte) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		if err := answerOnce(ctx, tx, challenge, p.Added); err != nil {
			return err
		}
		var all, same int
		err := tx.QueryRowContext(ctx, "SELECT count(*), count(CASE WHEN id = $1 THEN 1 END) FROM passkeys", p.ID).Scan(&all, &same)
		switch {
		case err != nil:
			return err
		case same > 0:
			return ownError{ErrKnownPasskey}
		case all >= MaxPasskeys:
			return ownError{ErrTooManyPasskeys}
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO passkeys (id, key, count, flags, origin, name, added, used) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
			p.ID, p.Key, int64(p.Count), int64(p.Flags), p.Origin, p.Name, p.Added.UnixMicro())
		return err
	})
}

// answerOnce records that a challenge is answered. A second answer is an error.
func answerOnce(ctx context.Context, tx *sql.Tx, challenge []byte, now time.Time) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM challenges WHERE answered < $1", now.Add(-challengeMemory).UnixMicro()); err != nil {
		return err
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO challenges (challenge, answered) VALUES ($1, $2) ON CONFLICT (challenge) DO NOTHING", challenge, now.UnixMicro())
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = ownError{ErrAnswered}
	}
	return err
}

// Passkeys returns all passkeys in the order in which they were added.
func (s *Store) Passkeys(ctx context.Context) ([]Passkey, error) {
	rows, err := s.db().read.QueryContext(ctx, "SELECT number, id, key, count, flags, origin, name, added, used FROM passkeys ORDER BY number")
	var list []Passkey
	err = each(rows, err, func(rows *sql.Rows) error {
		var p Passkey
		var added, used int64
		err := rows.Scan(&p.Number, &p.ID, &p.Key, &p.Count, &p.Flags, &p.Origin, &p.Name, &added, &used)
		p.Added = fromMicro(added)
		if used != 0 {
			p.Used = fromMicro(used)
		}
		list = append(list, p)
		return err
	})
	return list, s.readError(err)
}

// UsePasskey records that a passkey has answered a challenge, with its new count of
// signatures. It is an error if the count did not grow, unless the authenticator
// does not count (WebAuthn, 7.2, step 22).
func (s *Store) UsePasskey(ctx context.Context, number int64, count uint32, challenge []byte, now time.Time) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		var last uint32
		err := tx.QueryRowContext(ctx, "SELECT count FROM passkeys WHERE number = $1"+s.kind.forUpdate, number).Scan(&last)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return ownError{ErrNoPasskey}
		case err != nil:
			return err
		case count <= last && (count > 0 || last > 0):
			return ownError{ErrCopiedPasskey}
		}
		if err := answerOnce(ctx, tx, challenge, now); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE passkeys SET count = $2, used = $3 WHERE number = $1", number, int64(count), now.UnixMicro())
		return err
	})
}

// RemovePasskey removes a passkey and ends the sessions that it started, except the
// session keep.
func (s *Store) RemovePasskey(ctx context.Context, number int64, keep []byte) (removed Passkey, _ error) {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE sessions SET passkey = NULL WHERE passkey = $1 AND id = $2", number, keep); err != nil {
			return err
		}
		removed = Passkey{Number: number}
		err := tx.QueryRowContext(ctx, "DELETE FROM passkeys WHERE number = $1 RETURNING id, name, origin", number).Scan(&removed.ID, &removed.Name, &removed.Origin)
		if errors.Is(err, sql.ErrNoRows) {
			return ownError{ErrNoPasskey}
		}
		return err
	})
	return removed, err
}

// RemovePasskeys removes all passkeys.
func (s *Store) RemovePasskeys(ctx context.Context) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM passkeys")
		return err
	})
}
