package orderdb

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path"
	"slices"
)

// migrations are the steps that make the tables, in the order of their names. A
// released step is never changed or renamed: a database records the names of the
// steps that it has taken. Two steps have the number 0004 and may come in any order;
// a new step gets the next free number. A library for migrations would bring more
// tables and commands than the shop has steps.
//
//go:embed migrations
var migrations embed.FS

// migrate takes the steps that the database lacks, each in a transaction. If several
// processes start at once, one migrates and the others wait. An empty database is an
// error unless create is set.
func (s *Store) migrate(ctx context.Context, create bool) error {
	if !create {
		if _, err := s.db().read.ExecContext(ctx, "SELECT name FROM migrations WHERE name = ''"); err != nil {
			if s.kind.trouble(err) == outage {
				return unavailable(err)
			}
			return fmt.Errorf("%w: %w", ErrNoDatabase, err)
		}
	}
	steps, err := migrations.ReadDir(path.Join("migrations", s.kind.migrations))
	if err != nil {
		return err
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, cmp.Or(s.kind.exclusive, "SELECT 1")); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)"); err != nil {
			return err
		}
		done, err := texts(tx.QueryContext(ctx, "SELECT name FROM migrations"))
		if err != nil {
			return err
		}
		s.made = len(done) == 0
		for _, step := range steps {
			if i := slices.Index(done, step.Name()); i >= 0 {
				done = slices.Delete(done, i, i+1)
				continue
			}
			script, err := migrations.ReadFile(path.Join("migrations", s.kind.migrations, step.Name()))
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(script), s.kind.script...); err != nil {
				return fmt.Errorf("%s: %w", step.Name(), err)
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO migrations (name) VALUES ($1)", step.Name()); err != nil {
				return err
			}
		}
		if len(done) > 0 {
			return ownError{fmt.Errorf("the database is of a later version of the shop, which has %q", done)}
		}
		return nil
	})
}
