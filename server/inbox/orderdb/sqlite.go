package orderdb

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"carrito/server/private"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// makeFile creates the file of a SQLite database if it does not exist. Only its
// owner may read it, since it has names and addresses. SQLite gives the files beside
// it the same mode.
func makeFile(file string) error {
	made, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return made.Close()
}

// openSQLite opens an existing SQLite file. A single connection writes, so that
// writers of this process wait in Go; in SQLite they would poll. Readers go on
// meanwhile (WAL).
func openSQLite(file string) (_ *connections, _ database, err error) {
	if file, err = filepath.Abs(file); err != nil {
		return nil, database{}, err
	}
	c := &connections{}
	if c.files, err = lookAt(file); err != nil {
		return nil, database{}, err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := private.Mend(file + end); err != nil {
			return nil, database{}, err
		}
	}
	// FULL: a commit returns once it is on the disk.
	// rw: a later connection does not create the file again.
	address := url.URL{Scheme: "file", Path: uriPath(filepath.ToSlash(file)), RawQuery: url.Values{
		"mode":    {"rw"},
		"_txlock": {"immediate"},
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"},
	}.Encode()}
	if c.write, err = sql.Open("sqlite", address.String()); err != nil {
		return nil, database{}, err
	}
	c.write.SetMaxOpenConns(1)
	if c.read, err = sql.Open("sqlite", address.String()); err != nil {
		return nil, database{}, err
	}
	c.read.SetMaxOpenConns(4)
	return c, database{migrations: "sqlite", overwrite: []string{"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"}, trouble: sqliteTrouble, backup: backupSQLite}, nil
}

func sqliteTrouble(err error) trouble {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return unknown
	}
	switch e.Code() & 0xff { // without the extended code
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return conflict
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH:
		return badRow
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_NOMEM:
		return outage
	}
	return unknown
}

func backupSQLite(ctx context.Context, db *sql.DB, file string) error {
	return private.Create(file, func(draft *os.File) error { // SQLite accepts an empty file
		_, err := db.ExecContext(ctx, "VACUUM INTO $1", draft.Name())
		return err
	})
}

// uriPath returns the path of a whole file name in a URI. SQLite takes what stands before
// the first slash for a host, also the drive of Windows.
func uriPath(name string) string {
	if strings.HasPrefix(name, "/") {
		return name
	}
	return "/" + name
}
