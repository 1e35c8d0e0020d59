package orderdb_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/server/disktest"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// fullDisks runs a test on every database there is whose disk becomes full once
// fill is called, until free is.
func fullDisks(t *testing.T, test func(t *testing.T, s *orderdb.Store, fill func() (free func()))) {
	t.Run("sqlite, no more pages", func(t *testing.T) {
		s := inboxtest.Open(t, filepath.Join(t.TempDir(), "orders.db"))
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
			s := inboxtest.Open(t, filepath.Join(disk.Folder, "orders.db"))
			test(t, s, func() func() { return disk.Fill(t, 64<<10) })
		}
	})
	t.Run("postgres", func(t *testing.T) {
		if disk, ok := disktest.New(t, 64<<20); ok {
			cluster := pgtest.Start(t)
			s := inboxtest.Open(t, cluster.DatabaseIn(t, "shop", filepath.Join(disk.Folder, "data")))
			test(t, s, func() func() { return disk.Fill(t, 0) })
		}
	})
}

// An order that does not go onto the disk any more gets no receipt, and leaves
// nothing behind. Once there is room the shop goes on by itself.
func TestDiskFull(t *testing.T) {
	fullDisks(t, func(t *testing.T, s *orderdb.Store, fill func() func()) {
		c := inboxtest.NewCounter(t)
		c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
		if err := s.Count(t.Context(), c.Products); err != nil {
			t.Fatal(err)
		}
		url := inboxtest.Serve(t, s, c, inbox.Limits{})
		logged := watch(t, s)
		taken := 0
		send := func(o order.Order) inboxtest.Reply {
			t.Helper()
			got := inboxtest.Post(t, url, "application/json", c.JSON(o))
			if got.Status == 201 {
				taken++
			}
			return got
		}
		left := func() string { return fmt.Sprintf("1=%d", 1_000_000-taken) }
		big := func() order.Order {
			o := c.Order("1×1")
			o.Note = strings.Repeat("ñ", 900)
			return o
		}
		if got := send(big()); got.Status != 201 {
			t.Fatalf("got %d %s, want the first order taken", got.Status, got.Body)
		}
		free := fill()
		var refused order.Order
		for got := (inboxtest.Reply{Status: 201}); got.Status == 201; {
			if taken > 20_000 {
				t.Fatal("the disk is never full")
			}
			refused = big()
			got = send(refused)
			if got.Status != 201 && (got.Status != 503 || got.Reason != "unavailable" || got.RetryAfter != "5" || got.Message == "") {
				t.Fatalf("got %d %s, Retry-After %q, want 503 with a sentence and 5", got.Status, got.Body, got.RetryAfter)
			}
		}
		for range 3 {
			if got := send(refused); got.Status != 503 {
				t.Errorf("again: got %d %s, want 503", got.Status, got.Body)
			}
		}
		if err := s.Fault(); err == nil {
			t.Error("got no fault, want it told that nothing can be written")
		}
		if _, err := s.Order(t.Context(), refused.ID); err != orderdb.ErrNoOrder {
			t.Errorf("got %v, want nothing of the refused order", err)
		}
		wantStock(t, s, left())
		waitFor(t, "the log's word", func() bool { return strings.Contains(logged(), "NO ORDERS ARE TAKEN: the database cannot be written") })
		if strings.Contains(logged(), "taken again") {
			t.Errorf("the log says %q, want no word of an end while the disk is full", logged())
		}
		free()
		waitFor(t, "the end of the fault", func() bool { return s.Fault() == nil })
		waitFor(t, "the log's word", func() bool { return strings.Contains(logged(), "orders are taken again") })
		got := send(refused)
		if got.Status != 201 {
			t.Fatalf("with room: got %d %s, want it taken", got.Status, got.Body)
		}
		if again := inboxtest.Post(t, url, "application/json", c.JSON(refused)); again.Body != got.Body {
			t.Errorf("got the receipt %s after %s, want the same", again.Body, got.Body)
		}
		wantStock(t, s, left())
		if list, err := s.List(t.Context(), orderdb.Filter{Limit: 30_000}); len(list) != taken || err != nil {
			t.Errorf("got %d orders, %v, want the %d with a receipt", len(list), err, taken)
		}
	})
}
