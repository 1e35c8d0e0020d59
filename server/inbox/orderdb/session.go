package orderdb

import (
	"context"
	"database/sql"
	"time"
)

// maxSessions is the maximum number of sessions. A further one ends the oldest.
const maxSessions = 100

// Session is a browser that is signed in to the owner's page.
type Session struct {
	ID          []byte // hash of the browser's cookie
	Started     time.Time
	Expires     time.Time
	Address     string // address of the client that started it
	Browser     string // its own name for itself
	Passkey     int64  // number of the passkey that started it; 0 for the password
	PasskeyName string // only set by Sessions
}

// StartSession adds a session. Its passkey must exist.
func (s *Store) StartSession(ctx context.Context, session Session) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO sessions (id, started, expires, address, browser, passkey) VALUES ($1, $2, $3, $4, $5, $6)",
			session.ID, session.Started.UnixMicro(), session.Expires.UnixMicro(), session.Address, session.Browser,
			sql.NullInt64{Int64: session.Passkey, Valid: session.Passkey != 0})
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM sessions WHERE expires < $1 OR id NOT IN (SELECT id FROM sessions ORDER BY expires DESC LIMIT $2)",
			time.Now().UnixMicro(), maxSessions)
		return err
	})
}

// HasSession reports whether a session exists and has not expired.
func (s *Store) HasSession(ctx context.Context, id []byte, now time.Time) (bool, error) {
	var n int
	err := s.db().read.QueryRowContext(ctx, "SELECT count(*) FROM sessions WHERE id = $1 AND expires > $2", id, now.UnixMicro()).Scan(&n)
	return n > 0, s.readError(err)
}

// Sessions returns the sessions that have not expired, newest first.
func (s *Store) Sessions(ctx context.Context, now time.Time) ([]Session, error) {
	rows, err := s.db().read.QueryContext(ctx, `SELECT s.id, s.started, s.expires, s.address, s.browser, coalesce(p.number, 0), coalesce(p.name, '')
		FROM sessions s LEFT JOIN passkeys p ON p.number = s.passkey WHERE s.expires > $1 ORDER BY s.expires DESC`, now.UnixMicro())
	var list []Session
	err = each(rows, err, func(rows *sql.Rows) error {
		var found Session
		var started, expires int64
		err := rows.Scan(&found.ID, &started, &expires, &found.Address, &found.Browser, &found.Passkey, &found.PasskeyName)
		found.Started, found.Expires = fromMicro(started), fromMicro(expires)
		list = append(list, found)
		return err
	})
	return list, s.readError(err)
}

// EndSession ends a session.
func (s *Store) EndSession(ctx context.Context, id []byte) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE id = $1", id)
		return err
	})
}

// EndSessions ends all sessions.
func (s *Store) EndSessions(ctx context.Context) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM sessions")
		return err
	})
}
