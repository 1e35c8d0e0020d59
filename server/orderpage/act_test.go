package orderpage_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// The button leads to the provider's page. What goes wrong is said on the order's page.
func TestPay(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("stripe", nil)
		for range 2 {
			got := v.get(path + "/pagar")
			if want := "https://provider.example/pay/" + o.ID; got.status != http.StatusSeeOther || got.header.Get("Location") != want {
				t.Errorf("got %d to %q, want 303 to %s", got.status, got.header.Get("Location"), want)
			}
		}
		if want := "https://shop.example/tienda"; !slices.Equal(v.cashier.bases, []string{want, want}) {
			t.Errorf("got pages of %q, want %s", v.cashier.bases, want)
		}
		if got := v.do("HEAD", path+"/pagar", nil); got.status != http.StatusNoContent || len(v.cashier.bases) != 2 {
			t.Errorf("HEAD: got %d and %d pages, want nothing done", got.status, len(v.cashier.bases))
		}
		v.site.Shop.BaseURL = ""
		v.handler.ServeHTTP(discard{}, request(path+"/pagar", "shop.lan:8000", ""))
		v.handler.ServeHTTP(discard{}, request(path+"/pagar", "shop.example", "https"))
		if want := []string{"http://shop.lan:8000", "https://shop.example"}; !slices.Equal(v.cashier.bases[2:], want) {
			t.Errorf("no base URL: got pages of %q, want %q", v.cashier.bases[2:], want)
		}
		v.site.Shop.BaseURL = "https://shop.example/tienda"
		for _, test := range []struct {
			err    error
			status int
			says   string
		}{
			{fmt.Errorf("stripe: %w", pay.ErrUnavailable), 503, "Tu pedido sigue en pie"},
			{fmt.Errorf("stripe: %w", pay.ErrRejected), 503, "Tu pedido sigue en pie"},
			{&orderdb.StockError{Names: []string{"Gorra", "<b>Polo</b>"}}, 409, "Ya no queda suficiente de Gorra, <b>Polo</b>"},
			{orderdb.ErrUnconfirmed, 409, "Primero la tienda confirma tu pedido"},
			{orderdb.ErrTooOften, 429, "Se intentó demasiadas veces"},
			{&orderdb.PayError{From: orderdb.Paid, To: orderdb.Awaiting}, 303, ""},
			{orderdb.ErrNoOrder, 404, "the shop's own 404"},
			{errors.New("no database"), 503, "El pedido no se puede leer ahora."},
		} {
			v.cashier.err = test.err
			got := v.get(path + "/pagar")
			if got.status != test.status || !strings.Contains(text(t, got.body), test.says) {
				t.Errorf("%v: got %d %s, want %d and %q", test.err, got.status, text(t, got.body), test.status, test.says)
			}
			if test.status == 303 && got.header.Get("Location") != "/tienda"+path {
				t.Errorf("%v: got sent to %q, want the order's page", test.err, got.header.Get("Location"))
			}
		}
		opened := len(v.cashier.bases)
		_, path = v.place("transfer", nil)
		if got := v.get(path + "/pagar"); got.status != 303 || got.header.Get("Location") != "/tienda"+path || len(v.cashier.bases) != opened {
			t.Errorf("without a provider: got %d to %q, want the order's page", got.status, got.header.Get("Location"))
		}
	})
}

// discard is a response that nobody reads.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(p []byte) (int, error) { return len(p), nil }
func (discard) WriteHeader(int)             {}

func request(path, host, proto string) *http.Request {
	r, _ := http.NewRequest("GET", path, nil)
	r.Host = host
	r.Header.Set("X-Forwarded-Proto", proto)
	return r
}

func TestSay(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("transfer", nil)
		for range 2 {
			if got := v.do("POST", path+"/pagado", url.Values{}); got.status != 303 || got.header.Get("Location") != "/tienda"+path {
				t.Errorf("got %d to %q, want 303 to the page", got.status, got.header.Get("Location"))
			}
		}
		if known, err := v.store.Payments().Of(t.Context(), o.ID); err != nil || len(known.History) != 1 || known.History[0].State != orderdb.Said || known.History[0].Author != orderdb.Shopper {
			t.Errorf("got %+v, %v, want it said once", known.History, err)
		}
	})
}

// The shopper chooses among the ways of paying that cost the same and that the server
// can take.
func TestChoose(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("transfer", nil)
		var offered []string
		for n := range nodes(t, v.get(path).body, "button") {
			if attribute(n, "name") == "means" {
				offered = append(offered, attribute(n, "value"))
			}
		}
		if want := []string{"cash", "yape", "stripe", "link"}; !slices.Equal(offered, want) {
			t.Errorf("got %q offered, want %q", offered, want)
		}
		now := func() orderdb.Stored {
			stored, err := v.store.Order(t.Context(), o.ID)
			v.must(err)
			return stored
		}
		for _, refused := range []string{"dear", "chat", "mercadopago", "none", "", "\x00"} {
			got := v.do("POST", path+"/otra", url.Values{"means": {refused}})
			if got.status != http.StatusConflict || !strings.Contains(got.body, "Esa forma de pago ya no se ofrece") || now().Means != "transfer" {
				t.Errorf("%q: got %d and %q, want it refused", refused, got.status, now().Means)
			}
		}
		for _, means := range []string{"yape", "yape", "stripe", "cash"} {
			got := v.do("POST", path+"/otra", url.Values{"means": {means}})
			if got.status != 303 || now().Means != means || now().Order.Payment.Method != means {
				t.Errorf("%q: got %d and %q, want it chosen", means, got.status, now().Means)
			}
		}
		for i := 0; ; i++ {
			if got := v.do("POST", path+"/otra", url.Values{"means": {[]string{"yape", "cash"}[i%2]}}); got.status != 303 {
				if got.status != http.StatusTooManyRequests || i < 5 {
					t.Errorf("change %d: got %d, want 429 after many", i, got.status)
				}
				break
			}
		}
		o, path = v.place("stripe", nil)
		v.settle(o, time.Now(), pay.Paid)
		if got := v.do("POST", path+"/otra", url.Values{"means": {"cash"}}); got.status != http.StatusConflict || now().Means != "stripe" {
			t.Errorf("paid: got %d and %q, want it refused", got.status, now().Means)
		}
		o, path = v.place("transfer", func(o *order.Order) { o.Currency = "USD" })
		if got := v.do("POST", path+"/otra", url.Values{"means": {"cash"}}); got.status != http.StatusConflict || now().Means != "transfer" {
			t.Errorf("another currency: got %d, want it refused", got.status)
		}
		if page := text(t, v.get(path).body); !strings.Contains(page, "La tienda ya no ofrece esta forma de pago") {
			t.Errorf("another currency: got %s, want no way to pay", page)
		}
	})
}

// version returns the version of the page of an order.
func (v *visitor) version(path string) string {
	v.t.Helper()
	for n := range nodes(v.t, v.get(path).body, "main") {
		return attribute(n, "data-version")
	}
	return ""
}

// An answer of the provider that changes nothing on the page makes no event: the page
// would reload its content and have the provider asked again, for ever.
func TestVersion(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("stripe", nil)
		for _, state := range []pay.State{pay.Open, pay.InProcess, pay.Refused} {
			v.settle(o, time.Now(), state)
			first := v.version(path)
			v.settle(o, time.Now().Add(time.Minute), state)
			if got := v.version(path); got != first || got == "" {
				t.Errorf("%s: got the version %q after %q, want the same", state, got, first)
			}
		}
	})
}

// An event tells of each change of the order, and of no other order.
func TestEvents(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		o, path := v.place("transfer", nil)
		other, _ := v.place("transfer", nil)
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		defer stop()
		request, err := http.NewRequestWithContext(ctx, "GET", v.base+path+"/cambios", nil)
		v.must(err)
		response, err := v.client.Do(request)
		v.must(err)
		defer response.Body.Close()
		if got := response.Header.Get("Content-Type"); got != "text/event-stream" || response.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("got type %q", got)
		}
		lines := bufio.NewScanner(response.Body)
		next := func() string {
			for lines.Scan() {
				if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
					return data
				}
			}
			t.Fatalf("the stream ended: %v", lines.Err())
			return ""
		}
		first := next()
		if want := v.version(path); first != want || first == "" {
			t.Errorf("got %q, want the page's %q", first, want)
		}
		v.must(v.store.Payments().Say(t.Context(), other.ID, time.Now()))
		time.Sleep(1500 * time.Millisecond)
		v.must(v.store.Payments().Say(t.Context(), o.ID, time.Now()))
		if got, want := next(), v.version(path); got != want || got == first {
			t.Errorf("got %q, want the page's %q", got, want)
		}
		v.must(v.store.SetState(t.Context(), o.ID, orderdb.Cancelled, "test"))
		next()
		v.must(v.store.Forget(t.Context(), []string{o.ID}, nil, nil))
		v.must(v.store.Payments().Say(t.Context(), other.ID, time.Now()))
		if got := next(); got != "gone" {
			t.Errorf("got %q, want an event that the order is gone", got)
		}
	})
}
