package orderdb

import (
	"context"
	"database/sql"
	"errors"
)

// Setting returns a setting, which all servers of the database share. It is "" if it
// was never set.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := s.db().read.QueryRowContext(ctx, "SELECT value FROM settings WHERE name = $1", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, s.readError(err)
}

// SetSetting sets a setting.
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
		return err
	})
}
