package inboxtest

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// Databases runs a test on SQLite and on PostgreSQL. Each call of open opens the
// same database, as another server would.
func Databases(t *testing.T, test func(t *testing.T, open func() *orderdb.Store)) {
	Names(t, func(t *testing.T, database string) {
		test(t, func() *orderdb.Store { return Open(t, database) })
	})
}

// Names runs a test with the name of a new database of SQLite and of PostgreSQL.
func Names(t *testing.T, test func(t *testing.T, database string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "orders.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.Database(t)) })
}

// Open opens a store of amounts with two decimals until the test ends.
func Open(t testing.TB, database string) *orderdb.Store {
	t.Helper()
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Counted opens a store and has it count the products of c.
func Counted(t testing.TB, open func() *orderdb.Store, c *Counter) *orderdb.Store {
	t.Helper()
	s := open()
	if err := s.Count(t.Context(), c.Products); err != nil {
		t.Fatal(err)
	}
	return s
}

// Stock returns the units left, such as "1=10 2:1=3".
func Stock(t testing.TB, s *orderdb.Store) string {
	t.Helper()
	left, err := s.Stock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for key, units := range left {
		texts = append(texts, fmt.Sprintf("%s=%d", key, units))
	}
	slices.Sort(texts)
	return strings.Join(texts, " ")
}
