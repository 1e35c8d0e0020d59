package orderdb_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

func TestStates(t *testing.T) {
	tests := []struct {
		name, path, refused, stock string
	}{
		{"to the end", "confirmed sent done", "cancelled", "1=6"},
		{"cancelled at once", "cancelled", "confirmed cancelled new", "1=10"},
		{"cancelled when confirmed", "confirmed cancelled", "cancelled sent", "1=10"},
		{"cancelled when sent", "confirmed sent cancelled", "cancelled done", "1=10"},
		{"no step left out", "", "sent done new nonsense", "1=6"},
	}
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		c.Products = inboxtest.Catalog(t, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 10}, {"id": 3, "slug": "m", "name": "M", "price": "1"}]`)
		s := inboxtest.Counted(t, open, c)
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				o := c.Order("1×4", "3×1")
				c.Place(s, o)
				want := []string{"new"}
				for _, to := range strings.Fields(test.path) {
					before, _ := s.Latest(t.Context())
					if err := s.SetState(t.Context(), o.ID, orderdb.State(to), "rosa"); err != nil {
						t.Fatalf("%s: got %v, want no error", to, err)
					}
					if after, _ := s.Latest(t.Context()); after <= before {
						t.Errorf("%s: Latest went from %d to %d, want it to grow", to, before, after)
					}
					want = append(want, to)
				}
				for _, to := range strings.Fields(test.refused) {
					err := s.SetState(t.Context(), o.ID, orderdb.State(to), "rosa")
					var refused *orderdb.StateError
					if !errors.As(err, &refused) || refused.To != orderdb.State(to) || string(refused.From) != want[len(want)-1] {
						t.Errorf("%s: got %v, want it refused", to, err)
					}
				}
				got, err := s.Order(t.Context(), o.ID)
				if err != nil {
					t.Fatal(err)
				}
				var path []string
				for i, change := range got.History {
					path = append(path, string(change.State))
					if author := []string{orderdb.Shopper, "rosa"}[min(i, 1)]; change.Author != author || time.Since(change.At) > time.Minute {
						t.Errorf("got %v, want it by %s, now", change, author)
					}
				}
				if !slices.Equal(path, want) || string(got.State) != want[len(want)-1] {
					t.Errorf("got %v and %v, want %v", path, got.State, want)
				}
				if got := inboxtest.Stock(t, s); got != test.stock {
					t.Errorf("stock: got %s, want %s", got, test.stock)
				}
				if len(got.State.Next()) > 0 { // leave ten for the next test
					if err := s.SetState(t.Context(), o.ID, orderdb.Cancelled, "x"); err != nil {
						t.Fatal(err)
					}
				}
				if got.State == orderdb.Done {
					recount(t, s, c)
				}
			})
		}
		if err := s.SetState(t.Context(), "0", orderdb.Confirmed, "rosa"); err != orderdb.ErrNoOrder {
			t.Errorf("got %v, want %v", err, orderdb.ErrNoOrder)
		}
	})
}

// recount counts ten again.
func recount(t *testing.T, s *orderdb.Store, c *inboxtest.Counter) {
	t.Helper()
	for _, units := range []string{"11", "10"} {
		if err := s.Count(t.Context(), inboxtest.Catalog(t, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": `+units+`}]`)); err != nil {
			t.Fatal(err)
		}
	}
}

// Cancelled from several places at once, the units come back once.
func TestCancelAtOnce(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		stores := []*orderdb.Store{inboxtest.Counted(t, open, c), open()}
		o := c.Order("1×4", "2:1×2")
		c.Place(stores[0], o)
		var cancelled atomic.Int32
		var running sync.WaitGroup
		for i := range 10 {
			running.Go(func() {
				err := stores[i%2].SetState(t.Context(), o.ID, orderdb.Cancelled, "rosa")
				if err == nil {
					cancelled.Add(1)
				} else if !errors.As(err, new(*orderdb.StateError)) {
					t.Errorf("got %v, want it refused", err)
				}
			})
		}
		running.Wait()
		if got := cancelled.Load(); got != 1 {
			t.Errorf("cancelled %d times, want once", got)
		}
		if got, want := inboxtest.Stock(t, stores[0]), "1=10 2:1=3 2:2=0"; got != want {
			t.Errorf("stock: got %s, want %s", got, want)
		}
	})
}
