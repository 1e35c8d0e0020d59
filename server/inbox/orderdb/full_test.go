package orderdb_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/disktest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// fullDisks runs a test on every database there is whose disk becomes full once
// fill is called, until free is.
func fullDisks(t *testing.T, test func(t *testing.T, s *orderdb.Store, fill func() (free func()))) {
	t.Run("sqlite, no more pages", func(t *testing.T) {
		s := open(t, filepath.Join(t.TempDir(), "orders.db"))
		limit := func(pages int) {
			t.Helper()
			if err := s.LimitPages(pages); err != nil {
				t.Fatal(err)
			}
		}
		test(t, s, func() func() {
			limit(2)
			return func() { limit(1 << 20) }
		})
	})
	t.Run("sqlite", func(t *testing.T) {
		if disk, ok := disktest.New(t, 4<<20); ok {
			s := open(t, filepath.Join(disk.Folder, "orders.db"))
			test(t, s, func() func() { return disk.Fill(t, 64<<10) })
		}
	})
	t.Run("postgres", func(t *testing.T) {
		if disk, ok := disktest.New(t, 64<<20); ok {
			cluster := pgtest.Start(t)
			s := open(t, cluster.DatabaseIn(t, "shop", filepath.Join(disk.Folder, "data")))
			test(t, s, func() func() { return disk.Fill(t, 0) })
		}
	})
}

// An order that does not go onto the disk any more gets no receipt, and leaves
// nothing behind. Once there is room the shop goes on by itself.
func TestDiskFull(t *testing.T) {
	fullDisks(t, func(t *testing.T, s *orderdb.Store, fill func() func()) {
		c := newCounter(t)
		c.products = read(t, manyHats)
		if err := s.Count(t.Context(), c.products); err != nil {
			t.Fatal(err)
		}
		url := newAPI(t, s, c, orderdb.Limits{})
		said := watch(t, s)
		taken := 0
		send := func(o order.Order) reply {
			t.Helper()
			got := post(t, url, "application/json", c.json(o))
			if got.status == 201 {
				taken++
			}
			return got
		}
		left := func() string { return fmt.Sprintf("1=%d", 1_000_000-taken) }
		big := func() order.Order {
			o := c.order("1×1")
			o.Note = strings.Repeat("ñ", 900)
			return o
		}
		if got := send(big()); got.status != 201 {
			t.Fatalf("got %d %s, want the first order taken", got.status, got.body)
		}
		free := fill()
		var refused order.Order
		for got := (reply{status: 201}); got.status == 201; {
			if taken > 20_000 {
				t.Fatal("the disk is never full")
			}
			refused = big()
			got = send(refused)
			if got.status != 201 && (got.status != 503 || got.Reason != "unavailable" || got.retryAfter != "5" || got.Message == "") {
				t.Fatalf("got %d %s, Retry-After %q, want 503 with a sentence and 5", got.status, got.body, got.retryAfter)
			}
		}
		for range 3 {
			if got := send(refused); got.status != 503 {
				t.Errorf("again: got %d %s, want 503", got.status, got.body)
			}
		}
		if err := s.Fault(); err == nil {
			t.Error("got no fault, want it told that nothing can be written")
		}
		if _, err := s.Order(t.Context(), refused.ID); err != orderdb.ErrNoOrder {
			t.Errorf("got %v, want nothing of the refused order", err)
		}
		wantStock(t, s, left())
		waitFor(t, "the log's word", func() bool { return strings.Contains(said(), "NO ORDERS ARE TAKEN: the database cannot be written") })
		if strings.Contains(said(), "taken again") {
			t.Errorf("the log says %q, want no word of an end while the disk is full", said())
		}
		free()
		waitFor(t, "the end of the fault", func() bool { return s.Fault() == nil })
		waitFor(t, "the log's word", func() bool { return strings.Contains(said(), "orders are taken again") })
		got := send(refused)
		if got.status != 201 {
			t.Fatalf("with room: got %d %s, want it taken", got.status, got.body)
		}
		if again := post(t, url, "application/json", c.json(refused)); again.body != got.body {
			t.Errorf("got the receipt %s after %s, want the same", again.body, got.body)
		}
		wantStock(t, s, left())
		if list, err := s.List(t.Context(), orderdb.Filter{Limit: 30_000}); len(list) != taken || err != nil {
			t.Errorf("got %d orders, %v, want the %d with a receipt", len(list), err, taken)
		}
	})
}
