package orderdb_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"carrito/server/alert"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// What shoppers and owner do with alerts is as in a plain list: a shopper waits once for a
// product, again after being told, and the owner tells and takes it back.
func TestAlertsAgainstAList(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, random, start := open(), rand.New(rand.NewPCG(1, 2)), time.Now().Truncate(time.Microsecond)
		var want []alert.Alert // the oldest first
		for step := range 150 {
			now := start.Add(time.Duration(step) * time.Second)
			all, err := s.Alerts(t.Context())
			if err != nil || len(all) != len(want) {
				t.Fatalf("step %d: got %d alerts, %v, want %d", step, len(all), err, len(want))
			}
			if len(all) > 0 && random.IntN(3) == 0 { // the owner
				i, told := random.IntN(len(all)), now
				if random.IntN(2) == 0 {
					told = time.Time{}
				}
				if err := s.Tell(t.Context(), all[i].Number, told); err != nil {
					t.Fatal(err)
				}
				for j := range want {
					if want[j].Contact == all[i].Contact && want[j].Product == all[i].Product && (told.IsZero() || want[j].Told.IsZero()) {
						want[j].Told = told
					}
				}
				continue
			}
			a := alert.Alert{Product: 1 + random.IntN(3), Name: "Polo", Contact: alert.Contact(fmt.Sprintf("+5190000000%d", random.IntN(4))), Asked: now}
			if err := s.AddAlert(t.Context(), a); err != nil {
				t.Fatal(err)
			}
			there := false
			for j, w := range want {
				if w.Contact != a.Contact || w.Product != a.Product {
					continue
				}
				want[j].Asked, want[j].Told, there = now, time.Time{}, true
			}
			if !there {
				want = append(want, a)
			}
		}
		all, err := s.Alerts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range all {
			if i > 0 && got.Asked.After(all[i-1].Asked) {
				t.Errorf("got the alert of %v after that of %v, want the newest first", got.Asked, all[i-1].Asked)
			}
			found := false
			for _, w := range want {
				found = found || w.Product == got.Product && w.Contact == got.Contact && w.Asked.Equal(got.Asked) && w.Told.Equal(got.Told)
			}
			if !found {
				t.Errorf("got %+v, want it as in the list", got)
			}
		}
		if err := s.Tell(t.Context(), 1<<40, start); !errors.Is(err, orderdb.ErrNoAlert) {
			t.Errorf("no such alert: got %v", err)
		}
	})
}

// However many ask at once, no more alerts of a product are stored than the limit, and
// those who wait already get no error.
func TestAlertsLimit(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		stores := []*orderdb.Store{open(), open()}
		add := func(i int) error {
			return stores[i%2].AddAlert(t.Context(), alert.Alert{Product: 3, Name: "Polo", Contact: alert.Contact(fmt.Sprintf("a%d@correo.example", i)), Asked: time.Now()})
		}
		for i := range alert.MaxOfProduct - 10 {
			if err := add(i); err != nil {
				t.Fatal(err)
			}
		}
		var all sync.WaitGroup
		var mu sync.Mutex
		refused := 0
		for i := range 40 {
			all.Go(func() {
				err := add(alert.MaxOfProduct - 20 + i)
				mu.Lock()
				defer mu.Unlock()
				if errors.Is(err, orderdb.ErrManyAlerts) {
					refused++
				} else if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		stored, err := stores[0].Alerts(t.Context())
		if err != nil || len(stored) != alert.MaxOfProduct || refused != 20 {
			t.Errorf("got %d alerts and %d refused, %v, want %d and 20", len(stored), refused, err, alert.MaxOfProduct)
		}
		if err := stores[0].Tell(t.Context(), stored[0].Number, time.Now()); err != nil {
			t.Fatal(err)
		}
		if err := add(alert.MaxOfProduct + 100); err != nil {
			t.Errorf("after one was told: got %v, want room for another", err)
		}
		if err := stores[0].AddAlert(t.Context(), alert.Alert{Product: 3, Variant: 1, Name: "Polo (M)", Contact: "a1@correo.example", Asked: time.Now()}); err != nil {
			t.Errorf("another variant: got %v", err)
		}
	})
}

// Alerts are forgotten with age, and some time after the owner has told; those who wait stay.
func TestKeepAlerts(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) {
		s, now := open(), time.Now()
		for product, a := range []struct{ asked, told time.Duration }{{asked: 800}, {asked: 300, told: 31}, {asked: 300, told: 29}, {asked: 300}} {
			const day = 24 * time.Hour
			err := s.AddAlert(t.Context(), alert.Alert{Product: product, Name: "Polo", Contact: "ana@correo.example", Asked: now.Add(-a.asked * day)})
			if all, _ := s.Alerts(t.Context()); err == nil && a.told > 0 {
				err = s.Tell(t.Context(), numberOf(all, product), now.Add(-a.told*day))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, step := range []struct{ months, left int }{{0, 2}, {24, 2}, {9, 0}} {
			keepOnce(t, s, step.months)
			if all, err := s.Alerts(t.Context()); err != nil || len(all) != step.left {
				t.Errorf("%d months: got %d alerts, %v, want %d", step.months, len(all), err, step.left)
			}
		}
	})
}

func numberOf(all []alert.Alert, product int) int64 {
	for _, a := range all {
		if a.Product == product {
			return a.Number
		}
	}
	return 0
}

// A database that is gone stores nothing and says so.
func TestAlertUnavailable(t *testing.T) {
	s := inboxtest.Open(t, filepath.Join(t.TempDir(), "orders.db"))
	s.Close()
	if err := s.AddAlert(t.Context(), alert.Alert{Product: 3, Contact: "a@b.example"}); !errors.Is(err, orderdb.ErrUnavailable) {
		t.Errorf("got %v, want %v", err, orderdb.ErrUnavailable)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s.Keep(ctx, time.Hour, func() int { return 0 }, log.New(io.Discard, "", 0)) // ends
}
