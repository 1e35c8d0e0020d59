package inbox_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
)

// Of 2,000 clients who want one of the last 100 pieces, 100 get one, through
// three servers.
func TestLastPieces(t *testing.T) {
	inboxtest.Databases(t, func(t *testing.T, open func() *orderdb.Store) { lastPieces(t, open, 2000, 3) })
}

func lastPieces(t testing.TB, open func() *orderdb.Store, clients, servers int) (took time.Duration) {
	c := inboxtest.NewCounter(t)
	c.Products = inboxtest.Catalog(t, `[{"id": 1, "slug": "gorra", "name": "Gorra", "price": "20.00", "stock": 100}]`)
	var urls []string
	var first *orderdb.Store
	for range servers {
		s := inboxtest.Counted(t, open, c)
		first = s
		urls = append(urls, inboxtest.Serve(t, s, c, inbox.Limits{}))
	}
	var mu sync.Mutex
	got := map[string]int{}
	var running sync.WaitGroup
	start := time.Now()
	for i := range clients {
		o := c.Order("1×1")
		running.Go(func() {
			for {
				answer, err := inboxtest.TryPost(urls[i%servers], "application/json", c.JSON(o))
				if err == nil && answer.Status == http.StatusServiceUnavailable {
					time.Sleep(10 * time.Millisecond)
					continue
				}
				mu.Lock()
				defer mu.Unlock()
				got[fmt.Sprint(answer.Status, answer.Reason, err)]++
				return
			}
		})
	}
	running.Wait()
	took = time.Since(start)
	if got["201<nil>"] != 100 || got["409changed<nil>"] != clients-100 {
		t.Errorf("got %v, want 100 times 201 and %d times 409 changed", got, clients-100)
	}
	if list, err := first.List(t.Context(), orderdb.Filter{Limit: 200}); len(list) != 100 || err != nil {
		t.Errorf("got %d orders, %v, want 100", len(list), err)
	}
	if left := inboxtest.Stock(t, first); left != "1=0" {
		t.Errorf("stock: got %s, want 1=0", left)
	}
	return took
}

// PostgreSQL goes, as its operator wants or by a crash, and comes back: nothing
// that was acknowledged is lost, and nobody has to start the shop anew.
func TestPostgresStops(t *testing.T) {
	cluster := pgtest.Start(t)
	c := inboxtest.NewCounter(t)
	c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
	s := inboxtest.Open(t, cluster.Database(t, "shop"))
	if err := s.Count(t.Context(), c.Products); err != nil {
		t.Fatal(err)
	}
	l := newLoad(t, c, inboxtest.Serve(t, s, c, inbox.Limits{}), 16)
	for _, crash := range []bool{false, true} {
		l.until("orders", &l.taken, 100)
		cluster.Stop(crash)
		l.until("answers 503", &l.away, 20)
		if err := cluster.Start(); err != nil {
			t.Fatal(err)
		}
	}
	l.until("orders", &l.taken, 100)
	l.finish(s)
}

// The server is killed at any moment, and started again.
func TestKilled(t *testing.T) {
	server := buildServer(t)
	t.Run("sqlite", func(t *testing.T) { killed(t, server, filepath.Join(t.TempDir(), "orders.db"), 5) })
	t.Run("postgres", func(t *testing.T) { killed(t, server, pgtest.Database(t), 5) })
}

// killed kills a server under load so many times, and returns how many orders
// were acknowledged and how many requests failed.
func killed(t testing.TB, server, database string, times int) (taken, failed int64) {
	c := inboxtest.NewCounter(t)
	c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
	run := newProcess(t, server, database)
	run.start()
	l := newLoad(t, c, run.url+"/api/orders", 16)
	for range times {
		l.until("orders", &l.taken, rand.N[int64](100)+1)
		time.Sleep(rand.N(3 * time.Millisecond)) // at any moment of a transaction
		run.kill()
		run.start()
	}
	l.until("orders", &l.taken, 100)
	l.finish(inboxtest.Open(t, database))
	return l.taken.Load(), l.away.Load()
}

// buildServer builds the shop's server.
func buildServer(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "carrito")
	if out, err := exec.Command("go", "build", "-o", file, "carrito/server").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return file
}

// process is a server that runs as a program of its own.
type process struct {
	t         testing.TB
	file, url string
	args      []string
	command   *exec.Cmd
}

func newProcess(t testing.TB, file, database string) *process {
	t.Helper()
	web := t.TempDir()
	for name, text := range map[string]string{
		"shop.json": `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "orders": {"channels": [{"kind": "server"}],
			"delivery": [{"id": "recojo", "name": "Recojo", "pickup": true}], "tax": {"name": "IGV", "percent": "18", "included": true}, "limits": {"perHour": 1000000}}}`,
		"products.json": inboxtest.ManyHats, "app.wasm": "\x00asm", "wasm_exec.js": "var go;", "icons.svg": "<svg/>",
	} {
		if err := os.WriteFile(filepath.Join(web, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	p := &process{t: t, file: file, url: "http://" + free.Addr().String()}
	p.args = []string{"serve", "-addr", free.Addr().String(), "-web", web, "-shop", filepath.Join(web, "shop.json"),
		"-products", filepath.Join(web, "products.json"), "-database", database, "-rate", "0"}
	t.Cleanup(p.kill)
	return p
}

// start starts the server and returns once it answers.
func (p *process) start() {
	p.t.Helper()
	p.command = exec.Command(p.file, p.args...)
	if err := p.command.Start(); err != nil {
		p.t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		answer, err := http.Get(p.url + "/api/orders")
		if err == nil {
			answer.Body.Close()
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatal(err)
		}
	}
}

// kill ends it as kill -9 does.
func (p *process) kill() {
	if p.command != nil {
		p.command.Process.Kill()
		p.command.Wait()
		p.command = nil
	}
}
