package inbox_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"carrito/app/order"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// How long orders are sent and by how many clients, and how often the server is
// killed.
const (
	benchTime    = 5 * time.Second
	benchClients = 64
	benchKills   = 200
)

// BenchmarkTable measures what the inbox guarantees, and prints one table.
// `make bench` runs it, on a machine that does nothing else.
func BenchmarkTable(b *testing.B) {
	var table strings.Builder
	row := func(cells ...any) {
		for i, cell := range cells {
			if i > 0 {
				table.WriteString("\t")
			}
			fmt.Fprint(&table, cell)
		}
		table.WriteString("\n")
	}
	fmt.Fprintf(&table, "\nORDERS, %d CLIENTS ON %d PROCESSORS\nDurable orders of three lines, whole path over HTTP, beside a bare transaction of the same rows from as many clients.\n",
		benchClients, runtime.NumCPU())
	row("figure", "measured", "reach")
	server := buildServer(b)
	for _, database := range []struct {
		name string
		open func() string
	}{
		{"SQLite", func() string { return filepath.Join(b.TempDir(), "orders.db") }},
		{"PostgreSQL", func() string { return pgtest.Database(b) }},
	} {
		shop, shopP99 := placedPerSecond(b, database.open())
		bare, bareP99 := insertedPerSecond(b, database.open())
		row(database.name+": orders/s", fmt.Sprintf("%.0f, p99 %d ms", shop, shopP99.Milliseconds()), "")
		row(database.name+": bare INSERT/s", fmt.Sprintf("%.0f, p99 %d ms", bare, bareP99.Milliseconds()), "")
		row(database.name+": orders for each bare INSERT", fmt.Sprintf("%.2f", shop/bare), "≥ 0.6")
		address := database.open()
		took := lastPieces(b, func() *orderdb.Store { return inboxtest.Open(b, address) }, 2000, 3)
		row(database.name+": 2,000 clients, 3 servers, the last 100 pieces", fmt.Sprintf("100 sold in %.1f s", took.Seconds()), "exactly 100")
		taken, failed := killed(b, server, database.open(), benchKills)
		// Each crowd is its own benchmark, so that it has left before the next
		// figure.
		beside := func(files int, come crowd) (slowest time.Duration) {
			b.Run("crowd", func(b *testing.B) { slowest = crowded(b, server, database.open(), files, come) })
			return slowest
		}
		slow := beside(0, func(t testing.TB, address string) { slowBodies(t, address) })
		row(database.name+": an order beside 270 slow bodies from five networks", fmt.Sprintf("%d ms", slow.Milliseconds()), "< 500 ms")
		few := beside(64, idlersAndReaders)
		row(database.name+": an order with 64 files, beside 200 idle connections and 50 readers", fmt.Sprintf("%d ms", few.Milliseconds()), "< 500 ms")
		row(fmt.Sprint(database.name, ": kill -9, ", benchKills, " times under load"), fmt.Sprintf("%d receipts, none lost, none twice; %d requests failed and were sent again", taken, failed), "none lost, none twice")
	}
	if b.Failed() {
		return // the failure is already reported
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', 0)
	fmt.Fprintln(w, table.String())
	w.Flush()
	b.ReportMetric(0, "ns/op")
}

// benchOrder returns a function that makes orders of three counted lines.
func benchOrder(b *testing.B) (*inboxtest.Counter, func() order.Order) {
	c := inboxtest.NewCounter(b)
	c.Products = inboxtest.Catalog(b, `[{"id": 1, "slug": "a", "name": "Gorra", "price": "20.00", "stock": 1000000},
		{"id": 2, "slug": "b", "name": "Polo", "price": "39.90", "stock": 1000000}, {"id": 3, "slug": "c", "name": "Medias", "price": "9.90", "stock": 1000000}]`)
	return c, func() order.Order {
		o := c.Order("1×1", "2×2", "3×1")
		o.Customer.Address, o.Customer.City = "Jr. Los Telares 123, dpto. 4", "Lima"
		return o
	}
}

// placedPerSecond sends orders over HTTP.
func placedPerSecond(b *testing.B, database string) (perSecond float64, p99 time.Duration) {
	c, next := benchOrder(b)
	s := inboxtest.Open(b, database)
	s.Channels = []string{"mail", "webhook"}
	if err := s.Count(b.Context(), c.Products); err != nil {
		b.Fatal(err)
	}
	url := inboxtest.Serve(b, s, c, inbox.Limits{})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: benchClients}}
	return measure(func() error {
		o := next()
		answer, err := client.Post(url, "application/json", c.JSON(o))
		if err != nil {
			return err
		}
		defer answer.Body.Close()
		if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusCreated {
			return fmt.Errorf("status %d, %w", answer.StatusCode, err)
		}
		return nil
	}, b)
}

// insertedPerSecond writes only the rows of an order, each order in a
// transaction. That is what the database itself can do.
func insertedPerSecond(b *testing.B, database string) (perSecond float64, p99 time.Duration) {
	_, next := benchOrder(b)
	inboxtest.Open(b, database) // creates the tables
	driver, connections := "pgx", benchClients
	if !orderdb.IsPostgres(database) {
		driver, connections = "sqlite", 1 // SQLite has one writer; more would wait for each other
		database = "file:" + database + "?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)"
	}
	db, err := sql.Open(driver, database)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	const (
		anOrder   = "INSERT INTO orders (id, digest, body, placed, state, customer, phone, lines, units, total) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)"
		aChange   = "INSERT INTO changes (order_id, at, author, state) VALUES ($1,$2,$3,$4)"
		itsTaken  = "INSERT INTO taken (order_id, key, units) VALUES ($1,$2,$3),($4,$5,$6),($7,$8,$9)"
		itsOutbox = "INSERT INTO outbox (order_id, channel, due) VALUES ($1,$2,$3),($4,$5,$6)"
	)
	return measure(func() error {
		o := next()
		tx, err := db.BeginTx(context.Background(), nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		now, digest := time.Now().UnixMicro(), make([]byte, 32)
		for _, insert := range []struct {
			statement string
			values    []any
		}{
			{anOrder, []any{o.ID, digest, string(o.AppendJSON(nil)), now, "new", o.Customer.Name, o.Customer.Phone, 3, 4, o.Figures.Total.Minor()}},
			{aChange, []any{o.ID, now, orderdb.Shopper, "new"}},
			{itsTaken, []any{o.ID, "1", 1, o.ID, "2", 2, o.ID, "3", 1}},
			{itsOutbox, []any{o.ID, "mail", now, o.ID, "webhook", now}},
		} {
			if _, err := tx.Exec(insert.statement, insert.values...); err != nil {
				return err
			}
		}
		return tx.Commit()
	}, b)
}

// measure lets every client call do again and again.
func measure(do func() error, b *testing.B) (perSecond float64, p99 time.Duration) {
	b.Helper()
	var mu sync.Mutex
	var all []time.Duration
	var running sync.WaitGroup
	start := time.Now()
	for range benchClients {
		running.Go(func() {
			var took []time.Duration
			for time.Since(start) < benchTime {
				from := time.Now()
				if err := do(); err != nil {
					b.Error(err)
					return
				}
				took = append(took, time.Since(from))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
		})
	}
	running.Wait()
	if len(all) == 0 {
		b.Fatal("no client has finished a call")
	}
	slices.Sort(all)
	return float64(len(all)) / time.Since(start).Seconds(), all[len(all)*99/100]
}
