package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
)

// served runs serve until the test ends, and returns the shop's address.
func served(t *testing.T, flags ...string) string {
	t.Helper()
	return servedLogging(t, io.Discard, flags...)
}

// servedLogging is [served] with a log.
func servedLogging(t *testing.T, log io.Writer, flags ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	done := make(chan error, 1)
	if !slices.Contains(flags, "-database") && os.Getenv("CARRITO_DATABASE") == "" {
		flags = append(flags, "-database", filepath.Join(t.TempDir(), "orders.db"))
	}
	go func() {
		done <- run(ctx, append([]string{"serve", "-addr", "127.0.0.1:0"}, flags...), in, log)
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("serve: got %v, want no error", err)
		}
	})
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(<-done)
	}
	go io.Copy(io.Discard, out)
	return regexp.MustCompile(`http://\S+[^/\s]`).FindString(string(line[:n]))
}

func postOrder(t *testing.T, url, body string) (int, string) {
	t.Helper()
	answer, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

const oneHat = `{"id": "ID", "customer": {"name": "Ana", "phone": "999000111"}, "delivery": {"method": "recojo"},
	"lines": [{"product": 1, "name": "Gorra", "unitPrice": "39.90", "quantity": 1}], "currency": "PEN",
	"subtotal": "39.90", "discount": "0.00", "shipping": "0.00", "tax": "0.00", "total": "39.90"}`

const pickup = `"delivery": [{"id": "recojo", "name": "Recojo", "pickup": true}]`

// A shop with the channel server takes orders at an address under its own, and
// stores them for the next start.
func TestServeTakesOrders(t *testing.T) {
	flags := webFolder(t, `, "baseURL": "https://tienda.example/shop/", "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	database := filepath.Join(t.TempDir(), "orders.db")
	url := served(t, append(flags, "-database", database)...)
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	status, body := postOrder(t, url+"/api/orders", strings.Replace(oneHat, "ID", id, 1))
	if status != 201 || !strings.Contains(body, id) {
		t.Fatalf("got %d %s, want 201", status, body)
	}
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, err := s.Order(t.Context(), id); err != nil || got.Order.Customer.Name != "Ana" {
		t.Errorf("got %v, %v, want the order of Ana", got, err)
	}
	if status, _ := postOrder(t, strings.TrimSuffix(url, "/shop")+"/api/orders", oneHat); status != 405 {
		t.Errorf("outside of the shop: got %d, want 405", status)
	}
}

// A server whose database is removed logs it and takes no orders. It resumes by
// itself once a backup is in place.
func TestServeWithoutItsDatabase(t *testing.T) {
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	database := filepath.Join(t.TempDir(), "orders.db")
	log := &safeBuffer{}
	url := servedLogging(t, log, append(flags, "-database", database)...) + "/api/orders"
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Backup(t.Context(), database+".bak"), s.Close(), os.Remove(database)); err != nil {
		t.Fatal(err)
	}
	for range 6 {
		if status, body := postOrder(t, url, newHat(t)); status != 503 {
			t.Errorf("got %d %s, want 503", status, body)
		}
	}
	waitFor(t, func() bool { return strings.Contains(log.String(), "NO ORDERS ARE TAKEN: "+database+" was removed") })
	if err := os.Rename(database+".bak", database); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool {
		status, _ := postOrder(t, url, newHat(t))
		return status == 201
	})
	waitFor(t, func() bool { return strings.Contains(log.String(), "orders are taken again") })
}

// newHat returns a new order of one hat.
func newHat(t *testing.T) string {
	t.Helper()
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(oneHat, "ID", id, 1)
}

// waitFor waits up to a minute until done reports true.
func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("got no success within a minute")
		}
	}
}

type safeBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// A shop without the channel server has no address for orders. It has no database either,
// unless it is for this machine alone, where the owner's pages need a password.
func TestServeTakesNoOrders(t *testing.T) {
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "whatsapp"}], `+pickup+`}`)
	database := filepath.Join(t.TempDir(), "orders.db")
	url := served(t, append(flags, "-database", database, "-proxies", "1")...)
	if status, _ := postOrder(t, url+"/api/orders", oneHat); status != 405 {
		t.Errorf("got %d, want 405", status)
	}
	if _, err := os.Stat(database); !os.IsNotExist(err) {
		t.Errorf("got %v, want no database", err)
	}
}

// Nobody can download the orders: a database, a backup or a table in the served
// folder is refused, even through a link.
func TestOrdersStayOutOfTheWeb(t *testing.T) {
	flags := webFolder(t, `, "orders": {"channels": [{"kind": "server"}], `+pickup+`}`)
	web, outside := flags[1], t.TempDir()
	link, database := filepath.Join(outside, "lnk"), filepath.Join(outside, "orders.db")
	if err := os.Symlink(web, link); err != nil {
		t.Fatal(err)
	}
	s, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, file := range []string{filepath.Join(web, "pedidos"), filepath.Join(web, "images", "..", "pedidos"), filepath.Join(link, "pedidos")} {
		for _, args := range [][]string{
			append([]string{"serve", "-addr", "127.0.0.1:0", "-database", file}, flags...),
			append([]string{"orders", "-database", file}, flags[:4]...),
			{"admin", "password", "-database", file, "-web", web},
			append(append([]string{"orders", "export", "-database", database}, flags[:4]...), file),
			append(append([]string{"orders", "backup", "-database", database}, flags[:4]...), file),
		} {
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			err := run(ctx, args, io.Discard, io.Discard)
			stop()
			if err == nil || !strings.Contains(err.Error(), "put it elsewhere") {
				t.Errorf("%s %s: got %v, want it refused", args[0], args[1], err)
			}
			if _, err := os.Stat(file); err == nil {
				t.Fatalf("%s: got a file, want none", file)
			}
		}
	}
}
