package orderdb

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// Both databases have the same tables and columns (TestMigrations). So a SQLite file
// can hold all of a PostgreSQL database, and a backup is the same file for both.

// Snapshot writes all of the database, as it is at one moment, to a new SQLite file
// that only its owner can read. Orders are taken meanwhile. The folder of the file
// must be private.
func (s *Store) Snapshot(ctx context.Context, file string) error {
	if !IsPostgres(s.name) {
		return s.Backup(ctx, file)
	}
	to, err := Open(ctx, file, s.digits)
	if err != nil {
		return err
	}
	from, err := s.db().read.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		to.Close()
		return s.readError(err)
	}
	defer from.Rollback()
	err = to.transact(ctx, func(tx *sql.Tx) error { return copyAll(ctx, side{from, true}, side{tx, false}) })
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(file)
	}
	return s.readError(err)
}

// Load replaces all of the database by what a SQLite file of [Store.Snapshot] has, in
// one transaction. It locks out everyone else meanwhile. The file is updated to the
// present tables.
func (s *Store) Load(ctx context.Context, file string) error {
	from, err := OpenExisting(ctx, file, s.digits)
	if err != nil {
		return err
	}
	defer from.Close()
	return s.transact(ctx, func(to *sql.Tx) error {
		read, err := from.db().read.BeginTx(ctx, nil)
		if err != nil {
			return ownError{err}
		}
		defer read.Rollback()
		if err := copyAll(ctx, side{read, false}, side{to, IsPostgres(s.name)}); err != nil {
			return err
		}
		return s.beat(ctx, to)
	})
}

// Empty reports whether the database has no orders, settings, complaints and alerts yet.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	var used bool
	err := s.db().read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM settings) OR EXISTS (SELECT 1 FROM complaints) OR EXISTS (SELECT 1 FROM alerts)").Scan(&used)
	return !used, s.readError(err)
}

// table is a table with the names of its columns.
type table struct {
	name    string
	columns []string
	refers  []string // to other tables
}

// plainName matches the names of our tables and columns.
var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// tablesOf returns the tables of a SQLite database, each after those that it refers
// to.
func tablesOf(ctx context.Context, tx *sql.Tx) ([]table, error) {
	names, err := texts(tx.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name"))
	if err != nil {
		return nil, err
	}
	var waiting []table
	for _, name := range names {
		t := table{name: name}
		if t.columns, err = texts(tx.QueryContext(ctx, "SELECT name FROM pragma_table_info($1) ORDER BY cid", name)); err != nil {
			return nil, err
		}
		for _, name := range append(t.columns, name) { // PostgreSQL would run what the file's author made of it
			if !plainName.MatchString(name) {
				return nil, fmt.Errorf("%q is no name of a table or column", name)
			}
		}
		if t.refers, err = texts(tx.QueryContext(ctx, `SELECT DISTINCT "table" FROM pragma_foreign_key_list($1)`, name)); err != nil {
			return nil, err
		}
		waiting = append(waiting, t)
	}
	var sorted []table
	known := func(name string) bool {
		return slices.ContainsFunc(sorted, func(t table) bool { return t.name == name })
	}
	for len(waiting) > 0 {
		i := slices.IndexFunc(waiting, func(t table) bool {
			return !slices.ContainsFunc(t.refers, func(name string) bool { return name != t.name && !known(name) })
		})
		if i < 0 {
			return nil, fmt.Errorf("the tables refer to one another in a circle: %v", waiting)
		}
		sorted = append(sorted, waiting[i])
		waiting = slices.Delete(waiting, i, i+1)
	}
	return sorted, nil
}

// side is one of the two databases of a copy.
type side struct {
	tx       *sql.Tx
	postgres bool
}

// copyAll replaces all rows of one database by those of another. At most one of the
// two is PostgreSQL; the other one names the tables.
func copyAll(ctx context.Context, from, to side) error {
	named := from
	if from.postgres {
		named = to
	}
	tables, err := tablesOf(ctx, named.tx)
	if err != nil {
		return err
	}
	for _, t := range slices.Backward(tables) {
		if to.postgres {
			if _, err := to.tx.ExecContext(ctx, "LOCK TABLE "+t.name+" IN ACCESS EXCLUSIVE MODE"); err != nil {
				return err
			}
		}
		if _, err := to.tx.ExecContext(ctx, "DELETE FROM "+t.name); err != nil {
			return err
		}
	}
	for _, t := range tables {
		if err := t.copy(ctx, from, to); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	return nil
}

// notCopied are the tables whose rows are not copied. A backup has the files themselves, and
// a server that starts with an empty table shares those of its folder.
var notCopied = []string{"shared_files", "shared_offers"}

func (t table) copy(ctx context.Context, from, to side) error {
	if slices.Contains(notCopied, t.name) {
		return nil
	}
	places := make([]string, len(t.columns))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	names, always := strings.Join(t.columns, ", "), ""
	if to.postgres {
		always = "OVERRIDING SYSTEM VALUE "
	}
	insert, err := to.tx.PrepareContext(ctx, "INSERT INTO "+t.name+" ("+names+") "+always+"VALUES ("+strings.Join(places, ", ")+")")
	if err != nil {
		return err
	}
	defer insert.Close()
	values, targets := make([]any, len(t.columns)), make([]any, len(t.columns))
	for i := range values {
		targets[i] = &values[i]
	}
	rows, err := from.tx.QueryContext(ctx, "SELECT "+names+" FROM "+t.name)
	err = each(rows, err, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		_, err := insert.ExecContext(ctx, values...)
		return err
	})
	if err != nil || !slices.Contains(t.columns, numbered) {
		return err
	}
	return t.copyCounter(ctx, from, to)
}

// numbered is the column whose values the database gives by itself.
const numbered = "number"

// copyCounter copies the latest number that was given in a table. A number of a row
// that is gone is not given again.
func (t table) copyCounter(ctx context.Context, from, to side) error {
	latest, err := t.counter(ctx, from)
	if err != nil {
		return err
	}
	if to.postgres {
		sequence, err := t.sequence(ctx, to)
		if err != nil || sequence == "" {
			return err
		}
		_, err = to.tx.ExecContext(ctx, "SELECT setval($1::regclass, greatest($2::bigint, (SELECT max(number) FROM "+t.name+"), 1), "+
			"$2::bigint > 0 OR EXISTS (SELECT 1 FROM "+t.name+"))", sequence, latest)
		return err
	}
	var counts bool // only AUTOINCREMENT remembers the number of a row that is gone
	err = to.tx.QueryRowContext(ctx, "SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE name = $1", t.name).Scan(&counts)
	if err != nil || !counts || latest == 0 {
		return err
	}
	if _, err := to.tx.ExecContext(ctx, "DELETE FROM sqlite_sequence WHERE name = $1", t.name); err != nil {
		return err
	}
	_, err = to.tx.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", t.name, latest)
	return err
}

// counter returns the latest number that was given in a table, or 0.
func (t table) counter(ctx context.Context, from side) (latest int64, _ error) {
	if !from.postgres {
		err := from.tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = $1", t.name).Scan(&latest)
		return latest, err
	}
	sequence, err := t.sequence(ctx, from)
	if err != nil || sequence == "" {
		return 0, err
	}
	err = from.tx.QueryRowContext(ctx, "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM "+sequence).Scan(&latest)
	return latest, err
}

// sequence returns the name of PostgreSQL's sequence of a table's numbers, or "" if the
// numbers are given without one.
func (t table) sequence(ctx context.Context, of side) (name string, _ error) {
	err := of.tx.QueryRowContext(ctx, "SELECT coalesce(pg_get_serial_sequence($1, $2), '')", t.name, numbered).Scan(&name)
	return name, err
}
