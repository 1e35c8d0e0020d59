package orderdb_test

import (
	"database/sql"
	"errors"
	"os"
	"strings"
	"testing"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// Only Open makes a database, and says so.
func TestOpenExisting(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		if s, err := orderdb.OpenExisting(t.Context(), database, 2); !errors.Is(err, orderdb.ErrNoDatabase) {
			t.Fatalf("got %v, %v, want %v", s, err, orderdb.ErrNoDatabase)
		}
		if orderdb.IsPostgres(database) {
			db, err := sql.Open("pgx", database)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			var tables int
			if err := db.QueryRow("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables); err != nil || tables > 0 {
				t.Errorf("got %d tables, %v, want none made", tables, err)
			}
		} else if _, err := os.Stat(database); !os.IsNotExist(err) {
			t.Errorf("got %v, want no file made", err)
		}
		about := func(s *orderdb.Store) string {
			t.Helper()
			text, err := s.About(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		s, c := inboxtest.Open(t, database), inboxtest.NewCounter(t)
		if got := about(s); !strings.HasPrefix(got, "a new, empty database was made: "+database[:10]) {
			t.Errorf("got %q, want it said that it is new", got)
		}
		if got := about(inboxtest.Open(t, database)); !strings.HasSuffix(got, ": no orders yet") {
			t.Errorf("got %q, want it said that it is empty", got)
		}
		c.Place(s, c.Order("3×1"))
		c.Place(s, c.Order("3×1"))
		existing, err := orderdb.OpenExisting(t.Context(), database, 2)
		if err != nil {
			t.Fatal(err)
		}
		defer existing.Close()
		if got := about(existing); !strings.Contains(got, ": orders in it: 2, the first of 2") {
			t.Errorf("got %q, want the count and the time", got)
		}
	})
}
