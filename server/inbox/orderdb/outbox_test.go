package orderdb_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// Each order has a notice for each channel, which one of all servers gets until
// it is delivered.
func TestOutbox(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		c := inboxtest.NewCounter(t)
		s := inboxtest.Counted(t, open, c)
		s.Channels = []string{"mail", "webhook"}
		for range 20 {
			o := c.Order("3×1")
			c.Place(s, o)
			c.Place(s, o)
		}
		now := time.Now().Add(time.Second)
		stores := []*orderdb.Store{s, open(), open()}
		due := func(now time.Time) map[int64]orderdb.Notice {
			t.Helper()
			var mu sync.Mutex
			all := map[int64]orderdb.Notice{}
			var running sync.WaitGroup
			for i := range 30 {
				running.Go(func() {
					some, err := stores[i%len(stores)].Due(t.Context(), now, []string{"mail", "webhook"}[i/3%2], 3)
					if err != nil {
						t.Errorf("got %v, want no error", err)
					}
					mu.Lock()
					defer mu.Unlock()
					for _, n := range some {
						if _, ok := all[n.Number]; ok {
							t.Errorf("got notice %d twice, want it once", n.Number)
						}
						all[n.Number] = n
					}
				})
			}
			running.Wait()
			return all
		}
		first := due(now)
		for len(first) < 40 { // servers may have stood in each other's way
			more := due(now)
			if len(more) == 0 {
				break
			}
			for number, n := range more {
				first[number] = n
			}
		}
		channels := map[string]int{}
		for _, n := range first {
			channels[n.Channel]++
		}
		if channels["mail"] != 20 || channels["webhook"] != 20 {
			t.Errorf("got %v, want 20 for each channel", channels)
		}
		failed := int64(0)
		for number := range first {
			if failed == 0 {
				failed = number
				if err := s.Failed(t.Context(), errors.New("no answer"), now.Add(time.Hour), number); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := s.Delivered(t.Context(), number); err != nil {
				t.Fatal(err)
			}
		}
		if got := due(now.Add(30 * time.Minute)); len(got) != 0 {
			t.Errorf("got %v, want nothing before its time", got)
		}
		if got := due(now.Add(2 * time.Hour)); len(got) != 1 || got[failed].Tries != 1 {
			t.Errorf("got %v, want notice %d with one try", got, failed)
		}
		if got := due(now.Add(3 * time.Hour)); len(got) != 1 {
			t.Errorf("got %v, want what was neither delivered nor failed again", got)
		}
	})
}
