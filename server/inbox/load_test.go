package inbox_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
)

// load is clients that send orders of one to three hats without end, each again
// and again until it is acknowledged.
type load struct {
	t        testing.TB
	counter  *inboxtest.Counter
	url      string
	counted  int // hats there were
	taken    atomic.Int64
	away     atomic.Int64 // answers 503, and none at all
	mu       sync.Mutex
	receipts map[string]inboxtest.Reply
	stop     context.CancelFunc
	clients  sync.WaitGroup
}

func newLoad(t testing.TB, c *inboxtest.Counter, url string, clients int) *load {
	ctx, stop := context.WithCancel(context.Background())
	l := &load{t: t, counter: c, url: url, counted: 1_000_000, receipts: map[string]inboxtest.Reply{}, stop: stop}
	for range clients {
		l.clients.Go(func() {
			for ctx.Err() == nil {
				l.send()
			}
		})
	}
	t.Cleanup(stop)
	return l
}

// send sends one order until it is acknowledged, and now and then once more.
func (l *load) send() {
	o := l.counter.Order(fmt.Sprintf("1×%d", 1+rand.N(3)))
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); {
		got, err := inboxtest.TryPost(l.url, "application/json", l.counter.JSON(o))
		switch {
		case err == nil && got.Status == http.StatusCreated:
			l.note(got)
			if rand.N(4) > 0 {
				return
			}
		case err != nil: // the server is not there
			l.away.Add(1)
			time.Sleep(5 * time.Millisecond)
		case got.Status == http.StatusServiceUnavailable && got.RetryAfter != "":
			l.away.Add(1)
			time.Sleep(5 * time.Millisecond)
		default:
			l.t.Errorf("got %d %s, Retry-After %q, want 201, or 503 with Retry-After", got.Status, got.Body, got.RetryAfter)
			return
		}
	}
	l.t.Error("got no receipt within two minutes, want the order taken")
}

// note keeps a receipt, which must be the same each time.
func (l *load) note(got inboxtest.Reply) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if first, ok := l.receipts[got.ID]; ok && first.Body != got.Body {
		l.t.Errorf("got the receipt %s after %s, want the same", got.Body, first.Body)
	}
	l.receipts[got.ID] = got
	l.taken.Add(1)
}

// until waits until a number has grown by n.
func (l *load) until(what string, number *atomic.Int64, n int64) {
	l.t.Helper()
	for from, deadline := number.Load(), time.Now().Add(time.Minute); number.Load() < from+n; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			l.t.Fatalf("got no %s within a minute", what)
		}
	}
}

// finish lets every client have its receipt, and compares them with what is in
// the database: the same orders, and a stock that adds up.
func (l *load) finish(s *orderdb.Store) {
	l.t.Helper()
	l.stop()
	l.clients.Wait()
	sold := 0
	var stored []string
	err := s.All(l.t.Context(), func(o orderdb.Stored) error {
		for _, line := range o.Order.Lines {
			sold += line.Quantity
		}
		stored = append(stored, o.Order.ID)
		if receipt, ok := l.receipts[o.Order.ID]; !ok || receipt.Placed != o.Placed.Format(time.RFC3339) || receipt.Total != o.Order.Figures.Total.String() {
			l.t.Errorf("order %s: got the receipt %s, want one of what is stored", o.Order.ID, receipt.Body)
		}
		if len(o.History) != 1 {
			l.t.Errorf("order %s: got %v, want one change", o.Order.ID, o.History)
		}
		return nil
	})
	if err != nil {
		l.t.Fatal(err)
	}
	slices.Sort(stored)
	if len(slices.Compact(stored)) != len(l.receipts) || len(stored) != len(l.receipts) {
		l.t.Errorf("got %d orders stored, want the %d that were acknowledged, each once", len(stored), len(l.receipts))
	}
	if got, want := inboxtest.Stock(l.t, s), fmt.Sprintf("1=%d", l.counted-sold); got != want {
		l.t.Errorf("stock: got %s, want %s", got, want)
	}
}
