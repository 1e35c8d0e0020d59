package cashier_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"carrito/app/money"
	"carrito/server/cashier"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/paytest"
	"carrito/server/pay/sandbox"
	"carrito/server/pay/stripe"
)

// signed returns a webhook that a provider signed at a time, about a payment that was
// made on a page for an order.
func (d *desk) signed(kind, order string, at time.Time) *http.Request {
	d.Helper()
	page := sandbox.Page{ID: "p1", Order: order, Amount: money.FromMinor(2000, 2), Currency: "PEN", Notify: d.base + cashier.HookAddress + kind}
	e := sandbox.Event{ID: uuid.NewString(), At: at, Payment: sandbox.Payment{ID: "4711", Page: page, State: pay.Paid, Amount: page.Amount, Currency: "PEN", At: at}}
	r, err := d.banks[kind].Sign(e)
	if err != nil {
		d.Fatal(err)
	}
	return r
}

// send returns the status of the answer to a webhook.
func (d *desk) send(r *http.Request) int {
	d.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.Fatal(err)
	}
	defer answer.Body.Close()
	io.Copy(io.Discard, answer.Body)
	return answer.StatusCode
}

// What is not signed by the provider just now gets 401, and what says nothing about an
// order of the shop 200. Neither changes anything.
func TestHookRefuses(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		d.run(50 * time.Millisecond)
		for _, kind := range kinds {
			o := d.place(kind)
			d.page(o)
			unsigned := func(method string, body io.Reader) *http.Request {
				r, err := http.NewRequest(method, d.base+cashier.HookAddress+kind+"?data.id=4711&type=payment", body)
				if err != nil {
					d.Fatal(err)
				}
				return r
			}
			forged := d.signed(kind, o.Order.ID, time.Now())
			for _, name := range []string{"X-Signature", "Stripe-Signature"} {
				if text := forged.Header.Get(name); text != "" {
					forged.Header.Set(name, text[:len(text)-4]+"0000")
				}
			}
			long := d.signed(kind, o.Order.ID, time.Now())
			long.Body = io.NopCloser(io.MultiReader(long.Body, strings.NewReader(strings.Repeat(" ", 10<<20))))
			long.ContentLength = -1
			tests := []struct {
				name string
				r    *http.Request
				want int
			}{
				{"unsigned", unsigned("POST", strings.NewReader(`{"type":"payment","data":{"id":"4711"}}`)), 401},
				{"empty", unsigned("POST", http.NoBody), 401},
				{"GET", unsigned("GET", http.NoBody), 405},
				{"forged", forged, 401},
				{"ten minutes old", d.signed(kind, o.Order.ID, time.Now().Add(-10*time.Minute)), 401},
				{"of tomorrow", d.signed(kind, o.Order.ID, time.Now().Add(24*time.Hour)), 401},
				{"10 MB", long, 401},
				{"a payment that the provider does not know", d.signed(kind, uuid.NewString(), time.Now()), 200},
				{"not a number of an order", d.signed(kind, "'; DROP TABLE orders", time.Now()), 200},
			}
			for _, test := range tests {
				if got := d.send(test.r); got != test.want {
					d.Errorf("%s, %s: got %d, want %d", kind, test.name, got, test.want)
				}
			}
			time.Sleep(100 * time.Millisecond)
			if got := d.stored(o.Order.ID); got.Payment != orderdb.Awaiting {
				d.Errorf("%s: got the payment %q, want it as it was", kind, got.Payment)
			}
		}
		other, err := http.Post(d.base+cashier.HookAddress+"other", "application/json", nil)
		if err != nil {
			d.Fatal(err)
		}
		other.Body.Close()
		if other.StatusCode != 404 {
			d.Errorf("another provider: got %d, want 404", other.StatusCode)
		}
	})
}

// Who sends many webhooks that are not signed waits a minute.
func TestHookLimitsForgers(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		got := map[int]int{}
		for range 100 {
			r, err := http.NewRequest("POST", d.base+cashier.HookAddress+stripe.Kind, bytes.NewReader([]byte("{}")))
			if err != nil {
				d.Fatal(err)
			}
			got[d.send(r)]++
		}
		if got[401] < 60 || got[401] > 62 || got[429] != 100-got[401] {
			d.Errorf("got %v, want 401 about 60 times and then 429", got)
		}
	})
}

// A webhook that stops on its way takes up no place for long.
func TestHookSlow(t *testing.T) {
	onBoth(t, func(_ *testing.T, d *desk) {
		d.hook.Patience = 200 * time.Millisecond
		connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
		if err != nil {
			d.Fatal(err)
		}
		defer connection.Close()
		fmt.Fprintf(connection, "POST %s%s HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{", cashier.HookAddress, stripe.Kind)
		connection.SetReadDeadline(time.Now().Add(10 * time.Second))
		answer, err := io.ReadAll(connection)
		if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 401") {
			d.Errorf("got %q, %v, want 401", answer, err)
		}
	})
}

// No webhook is lost when many come at once: each order is paid, also those whose
// webhook came while the provider did not answer.
func TestManyHooks(t *testing.T) {
	const orders = 150
	onBoth(t, func(_ *testing.T, d *desk) {
		var all []orderdb.Stored
		var paying sync.WaitGroup
		for range orders {
			all = append(all, d.place(mercadopago.Kind))
			page := d.page(all[len(all)-1])
			paying.Go(func() { paytest.Press(d, page, "how", sandbox.PayNow, "webhook", sandbox.Lost) })
		}
		paying.Wait()
		bank, statuses := d.banks[mercadopago.Kind], make(chan int, 2*orders)
		d.apis[mercadopago.Kind].Break(10, paytest.Status(http.StatusServiceUnavailable))
		d.run(50 * time.Millisecond)
		var sending sync.WaitGroup
		for _, p := range bank.Payments(func(sandbox.Payment) bool { return true }) {
			for range 2 {
				sending.Go(func() {
					r, err := bank.Sign(sandbox.Event{ID: p.ID, New: true, Payment: p, At: time.Now()})
					if err != nil {
						d.Error(err)
						return
					}
					statuses <- d.send(r)
				})
			}
		}
		sending.Wait()
		close(statuses)
		got := map[int]int{}
		for status := range statuses {
			got[status]++
		}
		if got[200] != 2*orders {
			d.Errorf("got %v, want 200 for each", got)
		}
		for _, o := range all {
			d.await(o, orderdb.Paid)
		}
		left := -1
		for end := time.Now().Add(20 * time.Second); left != 0 && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			left = d.unfollowed()
		}
		if left != 0 {
			d.Errorf("%d webhooks were not followed", left)
		}
	})
}

// unfollowed returns how many webhooks are still to be followed, and leaves them due.
func (d *desk) unfollowed() int {
	d.Helper()
	payments := d.store.Payments()
	left, err := payments.Heard(d.Context(), time.Now().Add(24*time.Hour), 1000)
	if err != nil {
		d.Fatal(err)
	}
	for _, e := range left {
		if err := payments.Retry(d.Context(), e.Number, time.Now()); err != nil {
			d.Fatal(err)
		}
	}
	return len(left)
}
