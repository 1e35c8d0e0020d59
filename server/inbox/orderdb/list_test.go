package orderdb_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

func TestLists(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		var ids []string // newest first
		for range 7 {
			o := c.Order("3×2", "1×1")
			c.Place(s, o)
			ids = slices.Insert(ids, 0, o.ID)
		}
		for _, id := range ids[:2] {
			if err := s.SetState(t.Context(), id, orderdb.Cancelled, "rosa"); err != nil {
				t.Fatal(err)
			}
		}
		list := func(f orderdb.Filter) []string {
			t.Helper()
			list, err := s.List(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range list {
				got = append(got, o.ID)
				if o.Customer != "Ana Ñahui" || o.Phone != "999 000 111" || o.Lines != 2 || o.Units != 3 || o.Total.String() != "39.80" || time.Since(o.Placed) > time.Minute {
					t.Errorf("got %v, want the order in short", o)
				}
			}
			return got
		}
		if got := list(orderdb.Filter{}); !slices.Equal(got, ids) {
			t.Errorf("got %v, want %v", got, ids)
		}
		if got := list(orderdb.Filter{State: orderdb.Cancelled}); !slices.Equal(got, ids[:2]) {
			t.Errorf("cancelled: got %v, want %v", got, ids[:2])
		}
		var paged []string
		page := orderdb.Filter{State: orderdb.New, Limit: 2}
		for {
			some, err := s.List(t.Context(), page)
			if err != nil || len(some) == 0 {
				break
			}
			for _, o := range some {
				paged = append(paged, o.ID)
				page.Before, page.BeforeID = o.Placed, o.ID
			}
		}
		if !slices.Equal(paged, ids[2:]) {
			t.Errorf("by pages: got %v, want %v", paged, ids[2:])
		}
		var all []string
		if err := s.All(t.Context(), func(o orderdb.Stored) error {
			all = slices.Insert(all, 0, o.Order.ID)
			if want := 2; o.State == orderdb.Cancelled && len(o.History) != want {
				t.Errorf("got %v, want %d changes", o.History, want)
			}
			return nil
		}); err != nil || !slices.Equal(all, ids) {
			t.Errorf("All: got %v, %v, want %v", all, err, ids)
		}
		enough := errors.New("enough")
		if err := s.All(t.Context(), func(orderdb.Stored) error { return enough }); err != enough {
			t.Errorf("All: got %v, want the caller's error", err)
		}
		days, err := s.Totals(t.Context(), 3, "PEN")
		if err != nil {
			t.Fatal(err)
		}
		count, sum := 0, int64(0)
		for _, day := range days {
			count += day.Orders
			sum += day.Sum.Minor()
		}
		if len(days) != 3 || count != 5 || sum != 5*3980 || !days[2].Date.After(days[1].Date) {
			t.Errorf("got %v, want 5 orders of 39.80 within three days", days)
		}
	})
}

func TestNoOrder(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		if _, err := open().Order(t.Context(), "0"); err != orderdb.ErrNoOrder {
			t.Errorf("got %v, want %v", err, orderdb.ErrNoOrder)
		}
	})
}

func TestSettings(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s := open()
		for _, want := range []string{"", "uno", "d'os"} {
			if want != "" {
				if err := s.SetSetting(t.Context(), "clave", want); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := open().Setting(t.Context(), "clave"); got != want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, want)
			}
		}
	})
}

// A copy has everything, and replaces no file.
func TestBackup(t *testing.T) {
	c := inboxtest.NewCounter(t)
	s := inboxtest.Counted(t, func() *orderdb.Store { return inboxtest.Open(t, filepath.Join(t.TempDir(), "orders 100%?.db")) }, c)
	o := c.Order("1×4")
	c.Place(s, o)
	file := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	copied := inboxtest.Open(t, file)
	if _, err := copied.Order(t.Context(), o.ID); err != nil || inboxtest.Stock(t, copied) != inboxtest.Stock(t, s) {
		t.Errorf("got %v and %s, want the order and its stock", err, inboxtest.Stock(t, copied))
	}
	if err := s.Backup(t.Context(), file); err == nil {
		t.Error("got no error, want the file left alone")
	}
}
