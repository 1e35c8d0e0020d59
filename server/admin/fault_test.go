package admin_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"strings"
	"testing"

	"carrito/server/orders"
	"carrito/server/shoptest"
)

// An owner sees on every page that no orders are taken.
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
	if !errors.Is(err, orders.ErrUnavailable) {
		t.Fatalf("got %v, want %v", err, orders.ErrUnavailable)
	}
	for _, path := range pages {
		if got := alerts(t, o.get(path).body); !strings.Contains(got, "no recibe pedidos") {
			t.Errorf("%s: got %q, want it told", path, got)
		}
	}
	if got := o.do("POST", "/admin/pedidos/"+placed.ID, url.Values{"state": {"confirmed"}, "proof": {o.proof()}}); got.status != 503 || !strings.Contains(alerts(t, got.body), "no recibe pedidos") {
		t.Errorf("got %d %s, want 503 and it told", got.status, got.body)
	}
}

// alerts returns what a page tells at once.
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
