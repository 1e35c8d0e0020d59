package cashier_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"text/tabwriter"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
)

// BenchmarkTable measures webhooks and the way to a provider's page, and prints one
// table. `make bench` runs it, on a machine that does nothing else.
func BenchmarkTable(b *testing.B) {
	var table strings.Builder
	fmt.Fprintf(&table, "\nPAYMENTS, %d PROCESSORS\nfigure\tmeasured\treach\n", runtime.NumCPU())
	for _, database := range []struct {
		name string
		open func() string
	}{
		{"SQLite", func() string { return filepath.Join(b.TempDir(), "orders.db") }},
		{"PostgreSQL", func() string { return pgtest.Database(b) }},
	} {
		d := benchDesk(b, database.open())
		kept, p99, followed := d.hooksPerSecond(b)
		fmt.Fprintf(&table, "%s: signed webhooks kept on the disk, 64 at once\t%.0f/s, p99 %d ms\t≥ 200/s\n", database.name, kept, p99.Milliseconds())
		fmt.Fprintf(&table, "%s: webhooks followed to a paid order, the provider asked for each\t%.0f/s, none lost\t\n", database.name, followed)
		own, provider := d.toRedirect(b)
		fmt.Fprintf(&table, "%s: from the press to the redirect, without the provider's own %d ms\tmedian %.1f ms\t≤ 300 ms\n", database.name, provider.Milliseconds(), float64(own.Microseconds())/1000)
	}
	w := tabwriter.NewWriter(b.Output(), 0, 0, 2, ' ', 0)
	io.WriteString(w, table.String())
	w.Flush()
	b.ReportMetric(0, "ns/op") // the table is the result
}

func benchDesk(b *testing.B, database string) *desk {
	c := inboxtest.NewCounter(b)
	c.Products = inboxtest.Catalog(b, inboxtest.ManyHats)
	s := inboxtest.Open(b, database)
	if err := s.Count(b.Context(), c.Products); err != nil {
		b.Fatal(err)
	}
	s.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour, PerHour: 1_000_000} }
	return open(b, s, c)
}

// hooksPerSecond sends the webhooks of paid orders, 64 at once. It returns how many were
// answered in a second and how fast, and how many were followed in a second.
func (d *desk) hooksPerSecond(b *testing.B) (kept float64, p99 time.Duration, followed float64) {
	const orders = 2000
	bank := d.banks[mercadopago.Kind]
	for range orders {
		o := d.place(mercadopago.Kind)
		paytest.Press(b, d.page(o), "how", sandbox.PayNow, "webhook", sandbox.Lost)
	}
	payments := bank.Payments(func(sandbox.Payment) bool { return true })
	took := make([]time.Duration, len(payments))
	var next atomic.Int64
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	start := time.Now()
	var sending sync.WaitGroup
	for range 64 {
		sending.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(payments)); i = next.Add(1) - 1 {
				begun := time.Now()
				r, err := bank.Sign(sandbox.Event{ID: payments[i].ID, New: true, Payment: payments[i], At: begun})
				if err != nil {
					b.Error(err)
					return
				}
				answer, err := client.Do(r)
				if err != nil {
					b.Error(err)
					return
				}
				answer.Body.Close()
				if answer.StatusCode != http.StatusOK {
					b.Errorf("got %s", answer.Status)
				}
				took[i] = time.Since(begun)
			}
		})
	}
	sending.Wait()
	kept = orders / time.Since(start).Seconds()
	slices.Sort(took)
	start = time.Now()
	ctx, stop := context.WithCancel(b.Context())
	go d.cashier.Run(ctx, time.Second)
	for {
		counts, err := d.store.Payments().Counts(ctx)
		if err != nil {
			b.Fatal(err)
		}
		if counts[orderdb.Paid] == orders {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	followed = orders / time.Since(start).Seconds()
	stop()
	return kept, took[len(took)*99/100], followed
}

// toRedirect opens pages. It returns what the shop takes for that, and what the provider
// takes.
func (d *desk) toRedirect(b *testing.B) (own, provider time.Duration) {
	const providers = 200 * time.Millisecond
	api := d.apis[mercadopago.Kind]
	inner := api.Handler
	api.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(providers)
		inner.ServeHTTP(w, r)
	})
	var all []time.Duration
	for range 50 {
		o := d.c.Order("1×1")
		o.Payment = order.Payment{Method: mercadopago.Kind}
		start := time.Now()
		d.c.Place(d.store, o)
		d.page(d.stored(o.ID))
		all = append(all, time.Since(start)-providers)
	}
	slices.Sort(all)
	return all[len(all)/2], providers
}
