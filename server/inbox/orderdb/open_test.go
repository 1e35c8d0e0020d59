package orderdb_test

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// Servers that start at once on a new database all find its tables.
func TestOpenAtOnce(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		stores := make([]*orderdb.Store, 8)
		var running sync.WaitGroup
		for i := range stores {
			running.Go(func() { stores[i] = open() })
		}
		running.Wait()
		c := inboxtest.NewCounter(t)
		o := c.Order("3×1")
		c.Place(stores[0], o)
		if _, err := stores[7].Order(t.Context(), o.ID); err != nil {
			t.Errorf("got %v, want the order", err)
		}
	})
}

// A database of a later version of the shop is left alone.
func TestOpenLater(t *testing.T) {
	tests := []struct {
		driver string
		name   func(t *testing.T) string
	}{
		{"sqlite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "orders.db") }},
		{"pgx", func(t *testing.T) string { return pgtest.Database(t) }},
	}
	for _, test := range tests {
		t.Run(test.driver, func(t *testing.T) {
			name := test.name(t)
			inboxtest.Open(t, name)
			db, err := sql.Open(test.driver, name)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec("INSERT INTO migrations (name) VALUES ('9999_later.sql')"); err != nil {
				t.Fatal(err)
			}
			s, err := orderdb.Open(t.Context(), name, 2)
			if err == nil || !strings.Contains(err.Error(), "9999_later.sql") {
				t.Errorf("got %v, %v, want an error that names the later step", s, err)
			}
		})
	}
}

// Nobody but the server's user reads the shoppers' addresses.
func TestFileIsPrivate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "orders.db")
	c := inboxtest.NewCounter(t)
	c.Place(inboxtest.Open(t, file), c.Order("3×1"))
	for _, name := range []string{file, file + "-wal", file + "-shm"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v, want it readable for its owner only", filepath.Base(name), info, err)
		}
	}
}

// A database and a backup that others can read are made private when it is opened.
func TestOpenMendsModes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "orders.db")
	c := inboxtest.NewCounter(t)
	first := inboxtest.Open(t, file)
	c.Place(first, c.Order("3×1"))
	names := []string{file, file + "-wal", file + "-shm"}
	for _, name := range names {
		if err := os.Chmod(name, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	inboxtest.Open(t, file)
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v, want it readable for its owner only", filepath.Base(name), info, err)
		}
	}
}

// A backup is private, and never written over a file that is there.
func TestBackupIsPrivate(t *testing.T) {
	folder := t.TempDir()
	s := inboxtest.Open(t, filepath.Join(folder, "orders.db"))
	copied := filepath.Join(folder, "copy.db")
	if err := s.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v, want it readable for its owner only", info, err)
	}
	kept := filepath.Join(folder, "kept")
	if err := os.WriteFile(kept, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), kept); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is there: got %v, want it refused", err)
	}
}

// A database that cannot be opened is said so, without its password.
func TestOpenFails(t *testing.T) {
	for _, database := range []string{filepath.Join(t.TempDir(), "none", "orders.db"), t.TempDir(), "postgres://ana:secreta@127.0.0.1:1/shop"} {
		s, err := orderdb.Open(t.Context(), database, 2)
		if err == nil || strings.Contains(err.Error(), "secreta") {
			t.Errorf("%s: got %v, %v, want an error without the password", database, s, err)
		}
	}
}
