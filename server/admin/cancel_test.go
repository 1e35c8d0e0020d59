package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"carrito/server/inbox/orderdb"
)

// The owner cancels several selected orders at once, and no other.
func TestCancelMany(t *testing.T) {
	o := signedIn(t, "/tienda")
	var ids []string
	for range 5 {
		ids = append(ids, o.place(nil).ID)
	}
	ctx := context.Background()
	if err := o.store.SetState(ctx, ids[4], orderdb.Cancelled, "owner"); err != nil {
		t.Fatal(err)
	}
	boxes := 0
	for n := range nodes(t, o.get("/admin/pedidos").body, "input") {
		if attribute(n, "type") == "checkbox" {
			boxes++
		}
	}
	if boxes != 4 {
		t.Errorf("got %d boxes, want 4, one for each order that can be cancelled", boxes)
	}
	form := url.Values{"order": {ids[0], ids[1], ids[2], ids[4], "none"}}
	if got := o.do("POST", "/admin/pedidos", form); got.status != http.StatusForbidden {
		t.Errorf("without a proof: got %d, want 403", got.status)
	}
	form.Set("proof", o.proof())
	if got := o.do("POST", "/admin/pedidos", form); got.status != http.StatusSeeOther || got.header.Get("Location") != "/tienda/admin/pedidos" {
		t.Errorf("got %d to %q, want the list", got.status, got.header.Get("Location"))
	}
	for i, want := range []orderdb.State{orderdb.Cancelled, orderdb.Cancelled, orderdb.Cancelled, orderdb.New, orderdb.Cancelled} {
		if got, err := o.store.Order(ctx, ids[i]); err != nil || got.State != want {
			t.Errorf("order %d: got %s, %v, want %s", i, got.State, err, want)
		}
	}
}

// The page of an order shows until when it holds its units, or that it holds
// none.
func TestHoldIsShown(t *testing.T) {
	o := signedIn(t, "")
	o.store.Holds = func() orderdb.Holds { return orderdb.Holds{For: time.Hour, PerHour: 1} }
	held, unheld := o.place(nil), o.place(nil)
	for id, want := range map[string]string{held.ID: "reservadas hasta el", unheld.ID: "no tiene unidades reservadas"} {
		if got := text(t, o.get("/admin/pedidos/"+id).body); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}
