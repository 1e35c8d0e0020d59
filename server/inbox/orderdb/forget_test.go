package orderdb_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"log"
	"os"
	"path/filepath"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// mariana is a shopper whose every detail is easy to find.
var mariana = order.Customer{
	Name: "Mariana Quispe-Olvidable", Phone: "+51 987 654 321", Email: "mariana@olvidable.example", Address: "Jr. Olvidable 123", City: "Olvidable", PostalCode: "OLV 01",
}

// finish makes an order done.
func finish(t *testing.T, s *orderdb.Store, id string) {
	t.Helper()
	for _, state := range []orderdb.State{orderdb.Confirmed, orderdb.Sent, orderdb.Done} {
		if err := s.SetState(t.Context(), id, state, "owner"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestForget(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, c := open(), inboxtest.NewCounter(t)
		o, other := c.Order("3×2"), c.Order("3×1")
		o.Customer, o.Note, o.Lines[0].Note = mariana, "para Olvidable", "grabar Olvidable"
		c.Place(s, o)
		c.Place(s, other)
		if err := s.Forget(t.Context(), []string{o.ID}, nil, nil); !errors.Is(err, orderdb.ErrOpen) {
			t.Errorf("a new order: got %v, want it refused", err)
		}
		if err := s.Forget(t.Context(), []string{"none"}, nil, nil); !errors.Is(err, orderdb.ErrNoOrder) {
			t.Errorf("no order: got %v, want it said", err)
		}
		finish(t, s, o.ID)
		if err := s.Forget(t.Context(), []string{o.ID}, nil, nil); err != nil {
			t.Fatal(err)
		}
		got, err := s.Order(t.Context(), o.ID)
		want := o
		want.Customer, want.Note = order.Customer{Name: orderdb.Nobody}, ""
		want.Lines[0].Note = ""
		if err != nil || string(got.Order.AppendJSON(nil)) != string(want.AppendJSON(nil)) || got.State != orderdb.Done || len(got.History) != 4 {
			t.Errorf("got %+v, %v, want the order without its shopper", got, err)
		}
		if kept, err := s.Order(t.Context(), other.ID); err != nil || kept.Order.Customer != other.Customer {
			t.Errorf("another order: got %+v, %v, want it as it was", kept, err)
		}
		if list, err := s.List(t.Context(), orderdb.Filter{State: orderdb.Done}); err != nil || len(list) != 1 || list[0].Customer != orderdb.Nobody || list[0].Phone != "" {
			t.Errorf("got %+v, %v, want nobody in the list", list, err)
		}
	})
}

// What is forgotten is in none of SQLite's files once they are closed.
func TestForgetLeavesNothingInTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "orders.db")
	s, err := orderdb.Open(t.Context(), file, 2)
	if err != nil {
		t.Fatal(err)
	}
	c := inboxtest.NewCounter(t)
	for range 20 {
		o := c.Order("3×1")
		o.Customer = mariana
		c.Place(s, o)
		finish(t, s, o.ID)
	}
	if n, err := s.ForgetBefore(t.Context(), time.Now().Add(time.Hour)); n != 20 || err != nil {
		t.Fatalf("got %d, %v, want 20 forgotten", n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(file + "*")
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil || bytes.Contains(content, []byte("Olvidable")) || bytes.Contains(content, []byte("olvidable.example")) || bytes.Contains(content, []byte("987 654 321")) {
			t.Errorf("%s: got the shopper's data in it, %v, want none", filepath.Base(name), err)
		}
	}
}

// Only what is old, and not to be delivered any more, is forgotten by its age.
func TestForgetBefore(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, c := open(), inboxtest.NewCounter(t)
		fresh, done, cancelled := c.Order("3×1"), c.Order("3×1"), c.Order("3×1")
		for _, o := range []order.Order{fresh, done, cancelled} {
			c.Place(s, o)
		}
		finish(t, s, done.ID)
		if err := s.SetState(t.Context(), cancelled.ID, orderdb.Cancelled, "owner"); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			name   string
			before time.Time
			want   int
		}{{"none is old", time.Now().Add(-time.Hour), 0}, {"all are old", time.Now().Add(time.Hour), 2}, {"again", time.Now().Add(time.Hour), 0}} {
			if n, err := s.ForgetBefore(t.Context(), step.before); n != step.want || err != nil {
				t.Errorf("%s: got %d, %v, want %d", step.name, n, err, step.want)
			}
		}
		if kept, err := s.Order(t.Context(), fresh.ID); err != nil || kept.Order.Customer != fresh.Customer {
			t.Errorf("the new order: got %+v, %v, want it as it was", kept, err)
		}
	})
}

// A server forgets by itself what is older than shop.json says.
func TestKeep(t *testing.T) {
	file := filepath.Join(t.TempDir(), "orders.db")
	s, c := inboxtest.Open(t, file), inboxtest.NewCounter(t)
	o := c.Order("3×1")
	c.Place(s, o)
	finish(t, s, o.ID)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE orders SET placed = $1", time.Now().AddDate(0, -7, 0).UnixMicro()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		months int
		want   string
	}{{0, o.Customer.Name}, {8, o.Customer.Name}, {6, orderdb.Nobody}} {
		ctx, stop := context.WithCancel(t.Context())
		asked := 0
		s.Keep(ctx, time.Millisecond, func() int {
			if asked++; asked == 2 { // once was enough
				stop()
			}
			return test.months
		}, log.New(io.Discard, "", 0))
		stop()
		if got, err := s.Order(t.Context(), o.ID); err != nil || got.Order.Customer.Name != test.want {
			t.Errorf("%d months: got %v, %v, want %s", test.months, got.Order.Customer, err, test.want)
		}
	}
}

func TestPerson(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, c := open(), inboxtest.NewCounter(t)
		o, other := c.Order("3×1"), c.Order("3×1")
		o.Customer, other.Customer = mariana, order.Customer{Name: "Otra", Phone: "654321", Email: "otra@olvidable.example"}
		c.Place(s, o)
		c.Place(s, other)
		for who, want := range map[string]string{
			"+51987654321": o.ID, "987-654-321": o.ID, "0051 987654321": o.ID, "MARIANA@olvidable.example": o.ID, o.ID: o.ID, "mailto:mariana@olvidable.example": o.ID,
			"654321": "", "54321": "", "": "", "@": "", "887654321": "", "olvidable.example": "", "a@olvidable.example": "", "otra@olvidable.example": other.ID,
		} {
			found, err := s.Person(t.Context(), who)
			ids := ""
			for _, f := range found.Orders {
				ids += f.Order.ID
			}
			if err != nil || ids != want {
				t.Errorf("%q: got %q, %v, want %q", who, ids, err, want)
			}
		}
	})
}
