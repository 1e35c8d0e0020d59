package orderdb_test

import (
	"errors"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// A new order holds its units for a time. Confirmed in time they are its own; else
// they are for sale again, and confirming it takes them again if they are left.
func TestHold(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		s.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour, PerHour: 100} }
		confirmed, expired, late, cancelled := c.Order("1×1"), c.Order("1×2"), c.Order("1×3"), c.Order("1×4")
		c.Place(s, confirmed)
		c.Place(s, expired)
		c.Place(s, late)
		c.Place(s, cancelled)
		wantStock(t, s, "1=0 2:1=3 2:2=0")
		if o, err := s.Order(t.Context(), expired.ID); err != nil || o.Held.Sub(o.Placed) != time.Hour || o.Unheld {
			t.Errorf("got %v, %v, want it held for an hour", o.Held, err)
		}
		state := func(id string, to orderdb.State, want error) {
			t.Helper()
			err := open().SetState(t.Context(), id, to, "owner")
			if want == nil && err != nil || want != nil && !errors.As(err, new(*orderdb.StockError)) {
				t.Errorf("%s: got %v, want %v", to, err, want)
			}
		}
		expire := func(after time.Duration, want int) {
			t.Helper()
			if n, err := s.Expire(t.Context(), time.Now().Add(after)); n != want || err != nil {
				t.Errorf("got %d, %v, want %d holds to run out", n, err, want)
			}
		}
		state(confirmed.ID, orderdb.Confirmed, nil)
		state(cancelled.ID, orderdb.Cancelled, nil)
		expire(59*time.Minute, 0)
		expire(2*time.Hour, 2)
		expire(2*time.Hour, 0)
		wantStock(t, s, "1=9 2:1=3 2:2=0")
		if o, err := s.Order(t.Context(), expired.ID); err != nil || !o.Held.IsZero() || !o.Unheld || o.State != orderdb.New {
			t.Errorf("got %+v, %v, want it new and not held", o, err)
		}
		state(late.ID, orderdb.Confirmed, nil) // taken again
		wantStock(t, s, "1=6 2:1=3 2:2=0")
		c.Place(s, c.Order("1×5"))
		state(expired.ID, orderdb.Confirmed, &orderdb.StockError{}) // too late
		wantStock(t, s, "1=1 2:1=3 2:2=0")
		state(expired.ID, orderdb.Cancelled, nil)
		state(late.ID, orderdb.Cancelled, nil)
		state(confirmed.ID, orderdb.Cancelled, nil)
		wantStock(t, s, "1=5 2:1=3 2:2=0")
	})
}

// Above so many orders in an hour, whoever sends them, none takes from the stock
// before the owner confirms it, and none is refused.
func TestHoldPerHour(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		s.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour, PerHour: 3} }
		var last string
		for range 6 {
			o := c.Order("1×2")
			c.Place(s, o)
			last = o.ID
		}
		wantStock(t, s, "1=4 2:1=3 2:2=0")
		if o, err := s.Order(t.Context(), last); err != nil || !o.Unheld {
			t.Errorf("got %+v, %v, want it not held", o, err)
		}
		if err := s.SetState(t.Context(), last, orderdb.Confirmed, "owner"); err != nil {
			t.Errorf("got %v, want it confirmed", err)
		}
		wantStock(t, s, "1=2 2:1=3 2:2=0")
	})
}

func wantStock(t *testing.T, s *orderdb.Store, want string) {
	t.Helper()
	if got := inboxtest.Stock(t, s); got != want {
		t.Errorf("stock: got %s, want %s", got, want)
	}
}
