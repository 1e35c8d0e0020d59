package admin_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"carrito/server/admin"
	"carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"
)

// Every page shows the owner that the shop takes no orders.
func TestFaultIsShown(t *testing.T) {
	o := signedIn(t, "")
	placed := o.place(nil)
	pages := []string{"/admin/pedidos", "/admin/pedidos/" + placed.ID, "/admin/pedidos/none"}
	for _, path := range pages {
		if got := alerts(t, o.get(path).body); strings.Contains(got, "no recibe pedidos") {
			t.Errorf("%s: got %q, want no alarm", path, got)
		}
	}
	if err := os.Remove(o.file); err != nil {
		t.Fatal(err)
	}
	_, err := o.store.Place(context.Background(), shoptest.Order(t), nil)
	if !errors.Is(err, orderdb.ErrUnavailable) {
		t.Fatalf("got %v, want %v", err, orderdb.ErrUnavailable)
	}
	for _, path := range pages {
		if got := alerts(t, o.get(path).body); !strings.Contains(got, "no recibe pedidos") {
			t.Errorf("%s: got %q, want the alarm", path, got)
		}
	}
	if got := o.do("POST", "/admin/pedidos/"+placed.ID, url.Values{"state": {"confirmed"}, "proof": {o.proof()}}); got.status != 503 || !strings.Contains(alerts(t, got.body), "no recibe pedidos") {
		t.Errorf("got %d %s, want 503 and the alarm", got.status, got.body)
	}
}

// The alarm names the reason why the shop takes no orders.
func TestFaultsAreShown(t *testing.T) {
	o := newOwner(t, "")
	o.setPassword(password)
	for want, fault := range map[string]error{
		"el disco está lleno": fmt.Errorf("%w: no space", orderdb.ErrUnwritten),
		"fue borrado":         errors.New("orders.db was removed or renamed"),
		"":                    nil,
	} {
		handler := admin.New(t.Context(), &faulty{o.store, fault}, func() *site.Site { return o.site }, http.NotFoundHandler(), log.New(io.Discard, "", 0))
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/admin/pedidos", nil))
		if got := alerts(t, w.Body.String()); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%v: got %d %q, want %q", fault, w.Code, got, want)
		}
	}
}

// faulty is a store that reports a fault.
type faulty struct {
	*orderdb.Store
	fault error
}

func (f *faulty) Fault() error { return f.fault }

// alerts returns the text of a page's alerts.
func alerts(t *testing.T, page string) string {
	t.Helper()
	var all []string
	for n := range nodes(t, page, "p") {
		if attribute(n, "role") == "alert" {
			for text := range n.Descendants() {
				all = append(all, text.Data)
			}
		}
	}
	return strings.Join(all, " ")
}
