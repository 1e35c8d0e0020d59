package orderpage_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/inbox/inboxtest"
	"carrito/server/inbox/orderdb"
	"carrito/server/orderpage"
	"carrito/server/pay"
	"carrito/server/site"
)

// faulty is a store that answers as a test says.
type faulty struct {
	*orderdb.Store
	answer func(orderdb.Stored, error) (orderdb.Stored, error)
}

func (f *faulty) OrderOf(ctx context.Context, token string) (orderdb.Stored, error) {
	return f.answer(f.Store.OrderOf(ctx, token))
}

// A shopper is told of an order that cannot be read, and of a database that does not
// answer. No log has the token.
func TestFaults(t *testing.T) {
	v := newVisitor(t, "", filepath.Join(t.TempDir(), "orders.db"))
	_, path := v.place("transfer", nil)
	for _, test := range []struct {
		name   string
		answer func(orderdb.Stored, error) (orderdb.Stored, error)
		status int
		says   string
	}{
		{"unreadable", func(o orderdb.Stored, _ error) (orderdb.Stored, error) {
			o.Fault = &orderdb.UnreadableError{ID: o.Order.ID, Err: errors.New("no JSON")}
			o.Order.Lines = nil
			return o, o.Fault
		}, 200, "El pedido llegó, pero no se puede mostrar."},
		{"away", func(orderdb.Stored, error) (orderdb.Stored, error) {
			return orderdb.Stored{}, fmt.Errorf("%w: no network", orderdb.ErrUnavailable)
		}, 503, "El pedido no se puede leer ahora."},
	} {
		t.Run(test.name, func(t *testing.T) {
			var written strings.Builder
			handler := orderpage.New(t.Context(), &faulty{v.store, test.answer}, nobody{}, func() *site.Site { return v.site }, http.NotFoundHandler(), log.New(&written, "", 0))
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			if got := text(t, w.Body.String()); w.Code != test.status || !strings.Contains(got, test.says) || strings.Contains(got, "Ya pagué") {
				t.Errorf("got %d %s, want %d and %q", w.Code, got, test.status, test.says)
			}
			if got := written.String(); got == "" || strings.Contains(got, strings.TrimPrefix(path, "/pedido/")) {
				t.Errorf("got the log %q, want the fault without the token", got)
			}
		})
	}
}

// A payment that comes too late is not just paid, and one of an order that is cancelled
// is the shop's to return.
func TestPaidButNot(t *testing.T) {
	inDatabases(t, func(t *testing.T, v *visitor) {
		v.must(v.store.Count(t.Context(), inboxtest.Catalog(t, `[{"id": 3, "slug": "bolso", "name": "Bolso", "price": "34.90", "stock": 2}]`)))
		o, path := v.place("stripe", nil)
		v.settle(o, time.Now().Add(2*time.Hour)) // its units are in stock again
		v.place("cash", nil)                     // takes them
		v.settle(o, time.Now().Add(3*time.Hour), pay.Paid)
		if page := text(t, v.get(path).body); !strings.Contains(page, "Pagado. ¡Gracias! Llegó cuando los productos ya no estaban reservados") {
			t.Errorf("got %s, want it to say that not enough is left", page)
		}
		v.must(v.store.SetState(t.Context(), o.ID, orderdb.Cancelled, "test"))
		if page := text(t, v.get(path).body); !strings.Contains(page, "Pagado. ¡Gracias! El pedido está cancelado: la tienda te escribe por el dinero.") {
			t.Errorf("got %s, want it to say that the shop writes", page)
		}
	})
}

// nobody is a cashier without providers.
type nobody struct{}

func (nobody) Open(context.Context, orderdb.Stored, string) (string, error) {
	return "", pay.ErrUnavailable
}
func (nobody) Refresh(string) {}
