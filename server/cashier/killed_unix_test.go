//go:build unix

package cashier_test

import (
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/cashier"
	"carrito/server/inbox"
	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/inbox/orderdb/pgtest"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
	"carrito/server/pay/stripe"
	"carrito/server/pay/stripetest"
)

const (
	shopVariable = "CARRITO_TEST_SHOP" // database of the shop that a process is
	hats         = 1_000_000           // of inboxtest.ManyHats
)

// TestShopProcess is no test: TestKilledWhilePaying runs it as the shop's process.
func TestShopProcess(t *testing.T) {
	database := os.Getenv(shopVariable)
	if database == "" {
		return
	}
	c := inboxtest.NewCounter(t)
	c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
	store, err := orderdb.Open(t.Context(), database, 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Count(t.Context(), c.Products); err != nil {
		t.Fatal(err)
	}
	store.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour, PerHour: hats} }
	store.Provider = func(means string) string { return means }
	one, err := mercadopago.New(paytest.Keys(), mercadopago.Options{API: os.Getenv("API_" + mercadopago.Kind)})
	if err != nil {
		t.Fatal(err)
	}
	other, err := stripe.New(paytest.Keys(), stripe.Options{API: os.Getenv("API_" + stripe.Kind)})
	if err != nil {
		t.Fatal(err)
	}
	settings := &shop.Shop{Name: "Moda", Language: "es", Currency: "PEN"}
	cash := cashier.New(cashier.Providers{mercadopago.Kind: one, stripe.Kind: other}, store.Payments(), func() *shop.Shop { return settings }, log.New(io.Discard, "", 0))
	base := "http://" + os.Getenv("ADDRESS")
	shop := http.NewServeMux()
	shop.Handle("/api/orders", inboxtest.NewAPI(store, c, inbox.Limits{}))
	shop.Handle(cashier.HookAddress, cashier.NewHook(t.Context(), cash, 0))
	shop.HandleFunc("GET /pedido/{token}/pagar", func(w http.ResponseWriter, r *http.Request) {
		o, err := store.OrderOf(r.Context(), r.PathValue("token"))
		if err == nil {
			var page string
			if page, err = cash.Open(r.Context(), o, base); err == nil {
				http.Redirect(w, r, page, http.StatusSeeOther)
				return
			}
		}
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	})
	go cash.Run(t.Context(), 50*time.Millisecond)
	listener, err := net.Listen("tcp", os.Getenv("ADDRESS"))
	if err != nil {
		t.Fatal(err)
	}
	http.Serve(listener, shop)
}

// kills returns how often the shop is killed.
func kills() int {
	if testing.Short() {
		return 20
	}
	return 200
}

// killed is a shop whose process is killed again and again, and the shoppers who pay
// there all the while.
type killed struct {
	*testing.T

	address string
	command func() *exec.Cmd
	banks   map[string]*sandbox.Bank
	c       *inboxtest.Counter

	stop   chan struct{}
	mu     sync.Mutex
	orders map[string]string // kinds of the providers, by order
}

// After any number of kills, at whatever step, every payment is found, no order is paid
// twice, and the stock adds up.
func TestKilledWhilePaying(t *testing.T) {
	databases := map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "orders.db") },
		"postgres": func(t *testing.T) string { return pgtest.Start(t).Database(t, "shop") },
	}
	for name, database := range databases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			name := database(t)
			k := newKilled(t, name)
			var shoppers sync.WaitGroup
			for range 4 {
				shoppers.Go(k.shop)
			}
			for range kills() {
				process := k.start()
				time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
				process.Process.Kill()
				process.Wait()
			}
			close(k.stop)
			process := k.start()
			defer process.Wait()
			defer process.Process.Kill()
			shoppers.Wait()
			k.check(inboxtest.Open(t, name))
		})
	}
}

func newKilled(t *testing.T, database string) *killed {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	k := &killed{T: t, address: listener.Addr().String(), banks: map[string]*sandbox.Bank{}, c: inboxtest.NewCounter(t), stop: make(chan struct{}), orders: map[string]string{}}
	listener.Close()
	k.c.Products = inboxtest.Catalog(t, inboxtest.ManyHats)
	environment := append(os.Environ(), shopVariable+"="+database, "ADDRESS="+k.address)
	for _, kind := range kinds {
		server := httptest.NewUnstartedServer(nil)
		base := "http://" + server.Listener.Addr().String()
		if kind == stripe.Kind {
			s := stripetest.New(base, "http://"+k.address+cashier.HookAddress+kind, paytest.Keys())
			server.Config.Handler, k.banks[kind] = s, s.Bank
		} else {
			s := mercadopagotest.New(base, paytest.Keys())
			server.Config.Handler, k.banks[kind] = s, s.Bank
		}
		server.Start()
		t.Cleanup(server.Close)
		environment = append(environment, "API_"+kind+"="+base)
	}
	k.command = func() *exec.Cmd {
		c := exec.Command(os.Args[0], "-test.run=^TestShopProcess$")
		c.Env = environment
		return c
	}
	return k
}

// start starts the shop and returns once it listens.
func (k *killed) start() *exec.Cmd {
	process := k.command()
	if err := process.Start(); err != nil {
		k.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(time.Millisecond) {
		connection, err := net.Dial("tcp", k.address)
		if err == nil {
			connection.Close()
			return process
		}
		if time.Now().After(end) {
			k.Fatal("the shop does not start")
		}
	}
}

// shop orders and pays until stop is closed, and finishes what it has begun.
func (k *killed) shop() {
	for i := rand.IntN(2); ; i++ {
		select {
		case <-k.stop:
			return
		default:
		}
		kind := kinds[i%len(kinds)]
		o := k.c.Order("1×1")
		o.Payment = order.Payment{Method: kind}
		token := k.order(o)
		if token == "" {
			return
		}
		page := k.page(token)
		k.mu.Lock()
		k.orders[o.ID] = kind
		k.mu.Unlock()
		how := []string{sandbox.PayNow, sandbox.PayNow, sandbox.PayRefused, sandbox.PayNothing}[rand.IntN(4)]
		paytest.Press(k.T, page, "how", how, "webhook", []string{sandbox.Once, sandbox.Twice, sandbox.Late, sandbox.Lost}[rand.IntN(4)])
	}
}

// order sends an order until it is answered, and returns the token of its page.
func (k *killed) order(o order.Order) string {
	for {
		reply, err := inboxtest.TryPost("http://"+k.address+"/api/orders", "application/json", k.c.JSON(o))
		if err == nil && reply.Status == http.StatusCreated {
			return reply.Token
		}
		if err == nil && reply.Status != http.StatusServiceUnavailable {
			k.Errorf("got %d %s, want the order taken", reply.Status, reply.Body)
			return ""
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// page asks for the page on which to pay until the shop sends the shopper there.
func (k *killed) page(token string) string {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for {
		answer, err := client.Get("http://" + k.address + "/pedido/" + token + "/pagar")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusSeeOther {
				return answer.Header.Get("Location")
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// check waits until the shop has found every payment, and compares the shop with the
// providers.
func (k *killed) check(s *orderdb.Store) {
	wrong := "nothing was compared"
	for end := time.Now().Add(60 * time.Second); wrong != "" && time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		wrong = k.compare(s)
	}
	if wrong != "" {
		k.Error(wrong)
	}
	k.Logf("%d orders through %d kills", len(k.orders), kills())
	for _, bank := range k.banks {
		pages := map[string]int{}
		for _, p := range bank.Payments(func(sandbox.Payment) bool { return true }) {
			pages[p.Page.Order]++
			if pages[p.Page.Order] > 1 {
				k.Errorf("the order %s has several payments", p.Page.Order)
			}
		}
	}
	units := 0
	err := s.All(k.Context(), func(o orderdb.Stored) error { units += len(o.Order.Lines); return nil })
	if want := fmt.Sprintf("1=%d", hats-units); err != nil || inboxtest.Stock(k.T, s) != want {
		k.Errorf("got the stock %s, %v, want %s", inboxtest.Stock(k.T, s), err, want)
	}
}

// compare returns how the payment of an order differs from what its provider has.
func (k *killed) compare(s *orderdb.Store) string {
	states := map[string]orderdb.PayState{}
	for kind, bank := range k.banks {
		for id, of := range k.orders {
			if of == kind {
				states[id] = orderdb.Awaiting
			}
		}
		for _, p := range bank.Payments(func(sandbox.Payment) bool { return true }) {
			states[p.Page.Order] = orderdb.PayState(p.State)
		}
	}
	for id, want := range states {
		o, err := s.Order(k.Context(), id)
		if want == orderdb.Refused && o.Payment == orderdb.Awaiting { // nobody told; the shopper can pay all the same
			continue
		}
		if err != nil || o.Payment != want {
			return fmt.Sprintf("the order %s: got the payment %q, %v, want %q", id, o.Payment, err, want)
		}
	}
	return ""
}
