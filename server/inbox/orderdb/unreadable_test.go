package orderdb_test

import (
	"database/sql"
	"errors"
	"slices"
	"testing"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// damage gives stored orders another text, as a broken disk or a hand does.
func damage(t *testing.T, database, body string, ids ...string) {
	t.Helper()
	driver := "sqlite"
	if orderdb.IsPostgres(database) {
		driver = "pgx"
	}
	db, err := sql.Open(driver, database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, id := range ids {
		if _, err := db.Exec("UPDATE orders SET body = $1 WHERE id = $2", body, id); err != nil {
			t.Fatal(err)
		}
	}
}

// An order that cannot be read is told with what is known of it, and keeps no
// other from being read.
func TestUnreadable(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		for _, body := range []string{"", "{", `{"id": "other"}`, `{"total": 3}`, "\x01"} {
			c := inboxtest.NewCounter(t)
			s := inboxtest.Open(t, database)
			bad, same, good := c.Order("3×2"), c.Order("3×3"), c.Order("3×1")
			c.Place(s, bad)
			c.Place(s, same)
			c.Place(s, good)
			damage(t, database, body, bad.ID, same.ID)
			found := map[string]orderdb.Stored{}
			err := s.All(t.Context(), func(o orderdb.Stored) error {
				found[o.Order.ID] = o
				return nil
			})
			if err != nil || found[good.ID].Fault != nil || found[good.ID].Order.Note != good.Note {
				t.Errorf("%q: got %v and %v, want the readable order", body, err, found[good.ID])
			}
			for _, id := range []string{bad.ID, same.ID} {
				o, err := s.Order(t.Context(), id)
				var unreadable *orderdb.UnreadableError
				if !errors.As(err, &unreadable) || unreadable.ID != id || !errors.As(found[id].Fault, &unreadable) {
					t.Errorf("%q: got %v and %v, want the order said to be unreadable", body, err, found[id].Fault)
				}
				if o.Order.ID != id || o.Order.Customer.Name != bad.Customer.Name || o.Order.Figures.Total.Zero() || o.State != orderdb.New || len(o.History) != 1 {
					t.Errorf("%q: got %+v, want what is known beside the text", body, o)
				}
			}
			if err := s.SetState(t.Context(), bad.ID, orderdb.Cancelled, "owner"); err != nil {
				t.Errorf("%q: got %v, want it cancelled", body, err)
			}
			if list, err := s.List(t.Context(), orderdb.Filter{}); err != nil || !slices.ContainsFunc(list, func(o orderdb.Summary) bool { return o.ID == bad.ID }) {
				t.Errorf("%q: got %v, %v, want it in the list", body, list, err)
			}
		}
	})
}
