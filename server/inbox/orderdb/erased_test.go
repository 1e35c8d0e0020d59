package orderdb_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/alert"
	"carrito/server/complaint"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// traces makes texts that are easy to find, and remembers them.
type traces struct {
	random *rand.Rand
	all    []string
}

func (x *traces) text() string {
	text := fmt.Sprintf("huella%08x", x.random.Uint32())
	x.all = append(x.all, text)
	return text
}

func (x *traces) phone() string {
	phone := fmt.Sprint("9", 10000000+x.random.IntN(89999999))
	x.all = append(x.all, phone)
	return phone
}

// everyRow returns all rows of all tables as text.
func everyRow(t *testing.T, db *sql.DB, database string) string {
	t.Helper()
	tables := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if orderdb.IsPostgres(database) {
		tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	list := func(query string) (found [][]any) {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		columns, _ := rows.Columns()
		for rows.Next() {
			values, targets := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				targets[i] = &values[i]
			}
			if err := rows.Scan(targets...); err != nil {
				t.Fatal(err)
			}
			found = append(found, values)
		}
		return found
	}
	var all strings.Builder
	for _, name := range list(tables) {
		for _, row := range list(fmt.Sprint("SELECT * FROM ", name[0])) {
			for _, value := range row {
				fmt.Fprintf(&all, "%s ", value)
			}
		}
	}
	return all.String()
}

// plant gives a shopper an order with everything that the database can have of somebody,
// a complaint and an alert. It returns the order.
func plant(t *testing.T, c *inboxtest.Counter, s *orderdb.Store, db *sql.DB, x *traces, age time.Duration) order.Order {
	t.Helper()
	o := c.Order("3×2")
	o.Customer = order.Customer{Name: x.text(), Phone: x.phone(), Email: x.text() + "@olvidable.example", Address: x.text(), City: x.text(), PostalCode: x.text()}
	o.Note, o.Lines[0].Note = x.text(), x.text()
	c.Place(s, o)
	for _, statement := range []string{
		"INSERT INTO payment_changes (order_id, at, author, state, note) VALUES ($1, 1, 'owner', 'paid', '" + x.text() + "')",
		"INSERT INTO payment_pages (order_id, attempt, provider, title, base, expires, page, url) VALUES ($1, 0, 'stripe', 'x', 'x', 1, '" + x.text() + "', 'https://pay.example/" + x.text() + "')",
		"INSERT INTO payments (order_id, provider, payment, state, detail, amount, refunded, digits, currency, at) VALUES ($1, 'stripe', 'p', 'paid', '" + x.text() + "', 1, 0, 2, 'PEN', 1)",
		"INSERT INTO payment_events (provider, event, order_id, payment, page, heard, due, done) VALUES ('stripe', '" + x.text() + "', $1, 'p', '" + x.text() + "', 1, 1, 1)",
	} {
		if _, err := db.Exec(statement, o.ID); err != nil {
			t.Fatal(err)
		}
	}
	sheet := complaint.Sheet{
		Name: x.text(), Document: x.text(), Address: x.text(), Phone: x.phone(), Email: o.Customer.Email, Parent: x.text(), Description: x.text(),
		Kind: complaint.Queja, Detail: x.text(), Request: x.text(), Placed: time.Now().Add(-age),
	}
	sheet, err := s.AddComplaint(t.Context(), sheet)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AnswerComplaint(t.Context(), sheet.Number, x.text(), time.Now()); err != nil {
		t.Fatal(err)
	}
	x.all = append(x.all, sheet.Token)
	name, asked := x.text(), time.Now()
	if age >= 3*years {
		asked = asked.Add(-age)
	}
	if err := s.AddAlert(t.Context(), alert.Alert{Product: 3, Name: name, Contact: alert.Contact(o.Customer.Email), Asked: asked}); err != nil {
		t.Fatal(err)
	}
	return o
}

const years = 365 * 24 * time.Hour

// Nothing of a shopper is in any table or file after it is deleted, and all of the others
// is there. What was sold stays.
func TestForgetLeavesNoTrace(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		for seed := range uint64(3) {
			s, db, c := inboxtest.Open(t, database), raw(t, database), inboxtest.NewCounter(t)
			s.Channels = []string{"mail"}
			x, others := &traces{random: rand.New(rand.NewPCG(seed, 1))}, &traces{random: rand.New(rand.NewPCG(seed, 2))}
			gone := plant(t, c, s, db, x, 3*years)
			plant(t, c, s, db, others, 3*years)
			before := everyRow(t, db, database)
			for _, trace := range append(x.all, others.all...) {
				if !strings.Contains(before, trace) {
					t.Fatalf("seed %d: want %s in the database at first", seed, trace)
				}
			}
			finish(t, s, gone.ID)
			found, err := s.Person(t.Context(), gone.Customer.Email)
			if err != nil || len(found.Orders) != 1 || len(found.Complaints) != 1 || len(found.Alerts) != 1 || len(found.Payments[gone.ID].Made) != 1 {
				t.Fatalf("got %+v, %v, want all of the shopper", found, err)
			}
			if err := s.Forget(t.Context(), []string{gone.ID}, []int64{found.Complaints[0].Number}, []int64{found.Alerts[0].Number}); err != nil {
				t.Fatal(err)
			}
			after := everyRow(t, db, database)
			for _, trace := range x.all {
				if strings.Contains(after, trace) {
					t.Errorf("seed %d: got %s in a table, want it deleted", seed, trace)
				}
			}
			for _, trace := range others.all {
				if !strings.Contains(after, trace) {
					t.Errorf("seed %d: got no %s, want another shopper's data kept", seed, trace)
				}
			}
			if o, err := s.Order(t.Context(), gone.ID); err != nil || o.Order.Figures != gone.Figures || o.Order.Lines[0].Quantity != 2 || o.Placed != found.Orders[0].Placed {
				t.Errorf("seed %d: got %+v, %v, want what was sold", seed, o.Order, err)
			}
			if sheet, err := s.Complaint(t.Context(), found.Complaints[0].Number); err != nil || sheet.Kind != complaint.Queja || sheet.Name != orderdb.Nobody || !sheet.Placed.Equal(found.Complaints[0].Placed) {
				t.Errorf("seed %d: got %+v, %v, want number, date and kind", seed, sheet, err)
			}
			if orderdb.IsPostgres(database) {
				continue
			}
			names, _ := filepath.Glob(database + "*")
			for _, name := range names {
				content, err := os.ReadFile(name)
				if err != nil || slices.ContainsFunc(x.all, func(trace string) bool { return bytes.Contains(content, []byte(trace)) }) {
					t.Errorf("seed %d: got the shopper in %s, %v", seed, filepath.Base(name), err)
				}
			}
		}
	})
}

// If a part of the data cannot be deleted, all of it stays.
func TestForgetAllOrNothing(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		s, db, c := inboxtest.Open(t, database), raw(t, database), inboxtest.NewCounter(t)
		x := &traces{random: rand.New(rand.NewPCG(1, 1))}
		done, open := plant(t, c, s, db, x, 3*years), plant(t, c, s, db, x, 700*24*time.Hour)
		finish(t, s, done.ID)
		before := everyRow(t, db, database)
		for _, test := range []struct {
			name       string
			orders     []string
			complaints []int64
			want       error
		}{
			{"an open order", []string{done.ID, open.ID}, []int64{1}, orderdb.ErrOpen},
			{"no such order", []string{done.ID, "none"}, nil, orderdb.ErrNoOrder},
			{"a complaint of 700 days", []string{done.ID}, []int64{1, 2}, orderdb.ErrKept},
			{"no such complaint", []string{done.ID}, []int64{1, 9}, orderdb.ErrNoComplaint},
		} {
			if err := s.Forget(t.Context(), test.orders, test.complaints, nil); !errors.Is(err, test.want) {
				t.Errorf("%s: got %v, want %v", test.name, err, test.want)
			}
			if everyRow(t, db, database) != before {
				t.Errorf("%s: got other rows than before", test.name)
			}
		}
	})
}

// What is old is forgotten, with complaints, but none that the law wants kept. A server
// overwrites what another one, which was killed, has deleted.
func TestForgetByAge(t *testing.T) {
	inboxtest.Names(t, func(t *testing.T, database string) {
		s, db, c := inboxtest.Open(t, database), raw(t, database), inboxtest.NewCounter(t)
		old, young := &traces{random: rand.New(rand.NewPCG(1, 1))}, &traces{random: rand.New(rand.NewPCG(1, 2))}
		first := plant(t, c, s, db, old, 3*years)
		second := plant(t, c, s, db, young, 700*24*time.Hour)
		finish(t, s, first.ID)
		finish(t, s, second.ID)
		if _, err := db.Exec("UPDATE orders SET placed = $1 WHERE id = $2", time.Now().AddDate(0, -20, 0).UnixMicro(), first.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.SetSetting(t.Context(), "forgotten", "mark"); err != nil {
			t.Fatal(err)
		}
		keepOnce(t, s, 0)
		if mark, err := s.Setting(t.Context(), "forgotten"); mark != "" || err != nil {
			t.Errorf("got the mark %q, %v, want what was killed finished", mark, err)
		}
		keepOnce(t, s, 12)
		rows := everyRow(t, db, database)
		for _, trace := range old.all {
			if strings.Contains(rows, trace) {
				t.Errorf("got %s, want what is old deleted", trace)
			}
		}
		for _, trace := range young.all {
			if !strings.Contains(rows, trace) {
				t.Errorf("got no %s, want it kept", trace)
			}
		}
	})
}

// keepOnce runs [orderdb.Store.Keep] for one interval.
func keepOnce(t *testing.T, s *orderdb.Store, months int) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	asked := 0
	s.Keep(ctx, time.Millisecond, func() int {
		if asked++; asked == 2 {
			stop()
		}
		return months
	}, log.New(io.Discard, "", 0))
}
