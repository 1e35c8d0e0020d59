package orderdb_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/server/alert"
	"carrito/server/complaint"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// fill places orders and does to them what owners do.
func fill(t *testing.T, s *orderdb.Store, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	c := inboxtest.NewCounter(t)
	s.Channels = []string{"mail"}
	if err := s.Count(t.Context(), c.Products); err != nil {
		t.Fatal(err)
	}
	for range random.IntN(12) {
		o := c.Order("3×1")
		o.Note = "emoji 👕, \"quotes\", \r\n lines, \\ and ؀ right to left"
		c.Place(s, o)
		if random.IntN(2) == 0 {
			if err := s.SetState(t.Context(), o.ID, orderdb.States[1], "rosa"); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := range 1 + random.IntN(3) {
		if err := s.AddPasskey(t.Context(), newPasskey(fmt.Sprint("key", seed, i), 0, time.Now()), []byte{0, 255, byte(i), byte(seed), byte(seed >> 8)}); err != nil {
			t.Fatal(err)
		}
	}
	if random.IntN(2) == 0 { // its number is not given again
		keys, err := s.Passkeys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.RemovePasskey(t.Context(), keys[len(keys)-1].Number, nil); err != nil {
			t.Fatal(err)
		}
	}
	for i := range random.IntN(3) {
		err := s.AddAlert(t.Context(), alert.Alert{Product: i, Name: "'); --", Contact: "+51987654321", Asked: time.Now()})
		if all, _ := s.Alerts(t.Context()); err == nil && i == 1 {
			err = s.Tell(t.Context(), all[0].Number, time.Now())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for range random.IntN(3) {
		sheet, err := s.AddComplaint(t.Context(), complaint.Sheet{Name: "Ana", Detail: "'); --"})
		if err == nil && random.IntN(2) == 0 {
			err = s.AnswerComplaint(t.Context(), sheet.Number, "Sí", time.Now())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetSetting(t.Context(), "password", "secret"); err != nil {
		t.Fatal(err)
	}
}

// content returns all rows of all tables of a SQLite file, and the latest numbers
// that were given.
func content(t *testing.T, file string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	list := func(query string, args ...any) (found []string) {
		rows, err := db.QueryContext(context.Background(), query, args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		columns, _ := rows.Columns()
		values, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(targets...); err != nil {
				t.Fatal(err)
			}
			found = append(found, fmt.Sprintf("%#v", values))
		}
		slices.Sort(found)
		return found
	}
	var all []string
	for _, name := range list("SELECT name FROM sqlite_master WHERE type = 'table'") {
		name = strings.Split(name, `"`)[1]
		if name == "pulse" { // Load changes it, so that servers notice
			continue
		}
		all = append(all, "table "+name)
		all = append(all, list("SELECT * FROM "+name)...)
	}
	return all
}

// What a snapshot holds comes back, from SQLite to PostgreSQL and back.
func TestSnapshotAndLoad(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			folder := t.TempDir()
			name := func(step string) string { return filepath.Join(folder, step) }
			lite := inboxtest.Open(t, name("orders.db"))
			fill(t, lite, seed)
			if err := lite.Snapshot(t.Context(), name("first")); err != nil {
				t.Fatal(err)
			}
			want := content(t, name("first"))
			postgres := inboxtest.Open(t, pgtest.Database(t))
			fill(t, postgres, seed+100) // Load replaces it
			if err := postgres.Load(t.Context(), name("first")); err != nil {
				t.Fatal(err)
			}
			if err := postgres.Snapshot(t.Context(), name("second")); err != nil {
				t.Fatal(err)
			}
			if got := content(t, name("second")); !slices.Equal(got, want) {
				t.Errorf("by PostgreSQL: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			other := inboxtest.Open(t, name("other.db"))
			fill(t, other, seed+200)
			if err := other.Load(t.Context(), name("second")); err != nil {
				t.Fatal(err)
			}
			if err := other.Snapshot(t.Context(), name("third")); err != nil {
				t.Fatal(err)
			}
			if got := content(t, name("third")); !slices.Equal(got, want) {
				t.Errorf("back in SQLite: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			fill(t, postgres, seed+300) // new numbers do not meet old ones
		})
	}
}

// A database that is refused, or a load that fails, leaves everything as it was.
func TestLoadFails(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s := open()
		if empty, err := s.Empty(t.Context()); !empty || err != nil {
			t.Errorf("a new database: got empty %v, %v", empty, err)
		}
		fill(t, s, 7)
		if empty, err := s.Empty(t.Context()); empty || err != nil {
			t.Errorf("a database in use: got empty %v, %v", empty, err)
		}
		before := filepath.Join(t.TempDir(), "before")
		if err := s.Snapshot(t.Context(), before); err != nil {
			t.Fatal(err)
		}
		later := filepath.Join(t.TempDir(), "later.db")
		inboxtest.Open(t, later)
		db, err := sql.Open("sqlite", later)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("INSERT INTO migrations (name) VALUES ('9999_later.sql')"); err != nil {
			t.Fatal(err)
		}
		if err := s.Load(t.Context(), later); err == nil || !strings.Contains(err.Error(), "9999_later.sql") {
			t.Errorf("of a later version: got %v, want it refused", err)
		}
		if err := s.Load(t.Context(), filepath.Join(t.TempDir(), "none")); err == nil {
			t.Error("a file that is not there: got no error")
		}
		after := filepath.Join(t.TempDir(), "after")
		if err := s.Snapshot(t.Context(), after); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(content(t, after), content(t, before)) {
			t.Error("got other rows than before")
		}
	})
}

// Orders that are placed while a snapshot is made are in it whole or not at all.
func TestSnapshotWhileOrdersArrive(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, c := open(), inboxtest.NewCounter(t)
		stop, stopped := make(chan struct{}), make(chan struct{})
		go func() {
			defer close(stopped)
			for {
				select {
				case <-stop:
					return
				default:
					c.Place(s, c.Order("3×1"))
				}
			}
		}()
		defer func() { close(stop); <-stopped }()
		for i := range 5 {
			file := filepath.Join(t.TempDir(), fmt.Sprint(i))
			if err := s.Snapshot(t.Context(), file); err != nil {
				t.Fatal(err)
			}
			db, err := sql.Open("sqlite", file)
			if err != nil {
				t.Fatal(err)
			}
			var orders, whole int
			err = db.QueryRow("SELECT count(*), count(DISTINCT changes.order_id) FROM orders LEFT JOIN changes ON changes.order_id = orders.id").Scan(&orders, &whole)
			db.Close()
			if err != nil || orders != whole {
				t.Errorf("got %d orders, %d of them whole, %v", orders, whole, err)
			}
		}
	})
}

// A backup may come from anywhere: the names of its tables and columns are not run.
func TestLoadRefusesNames(t *testing.T) {
	for _, create := range []string{
		`CREATE TABLE "orders IN ACCESS EXCLUSIVE MODE; DROP TABLE lines; --" (a)`,
		`CREATE TABLE extra ("a); DROP TABLE lines; --")`,
	} {
		lite := inboxtest.Open(t, filepath.Join(t.TempDir(), "orders.db"))
		file := filepath.Join(t.TempDir(), "snapshot")
		if err := lite.Snapshot(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite", file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(create); err != nil {
			t.Fatal(err)
		}
		db.Close()
		inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
			s := open()
			if err := s.Load(t.Context(), file); err == nil || !strings.Contains(err.Error(), "no name of a table") {
				t.Errorf("%s: got %v, want it refused", create, err)
			}
		})
	}
}
