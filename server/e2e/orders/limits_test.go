package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
)

// A shopper whose order exceeds a limit is asked to write to the shop. The cart and the
// typed text stay, and the order can be sent once the limit is raised.
func TestOrderOverALimit(t *testing.T) { browsertest.InEngines(t, orderOverALimit) }

func orderOverALimit(t *testing.T, s browsertest.Shopper) {
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	tab := s.NewBrowser(t).Open(m.Base())
	for _, test := range []struct {
		name, limits string
		hats, berets int
	}{
		{"units of a product", `"quantity": 3`, 4, 0},
		{"units in all", `"units": 4`, 3, 2},
		{"lines", `"lines": 1`, 1, 1},
		{"value", `"value": "119.69"`, 3, 0},
	} {
		in.limit(t, test.limits)
		tab.StoreCart(cartOf(test.hats, test.berets))
		tab.Visit("/pedido")
		tab.TypeInto("Nombre y apellido *", "Rosa Ñahui")
		tab.TypeInto("Teléfono", "999 000 111")
		tab.Press("button", "Enviar pedido")
		tab.AwaitText("#faults", "Es un pedido muy grande. Escríbele a la tienda.")
		if got := in.stored(t); got != 0 {
			t.Fatalf("%s: got %d orders in the inbox, want none", test.name, got)
		}
		in.limit(t, `"quantity": 100`)
		tab.Reload()
		tab.AwaitCount(test.hats + test.berets)
		tab.Press("button", "Enviar pedido")
		tab.AwaitText("h1", "Recibimos tu pedido")
		if got := in.last; got.Customer.Name != "Rosa Ñahui" || got.Customer.Phone != "999 000 111" || got.Lines[0].Quantity != test.hats || in.stored(t) != 1 {
			t.Errorf("%s: got order %+v, want the typed text and the lines of the cart", test.name, got)
		}
	}
}

// limit replaces the shop behind the inbox with one that has the given limits and no
// orders yet.
func (in *inbox) limit(t *testing.T, limits string) {
	t.Helper()
	fresh := serveInbox(t, newOrderShopOf(t, `{"kind": "server"}`, `, "limits": {`+limits+`}`), shoptest.Store(t))
	in.mu.Lock()
	defer in.mu.Unlock()
	in.Handler, in.api, in.store = fresh.Handler, fresh.api, fresh.store
}

// stored returns the number of orders in the inbox.
func (in *inbox) stored(t *testing.T) int {
	t.Helper()
	all, err := in.store.List(t.Context(), stored.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

// cartOf returns JavaScript for a cart of hats and berets in the form of the session.
func cartOf(hats, berets int) string {
	var lines []string
	for i, l := range []struct {
		name, price string
		units       int
	}{{"Gorra", "39.90", hats}, {"Boina", "20.00", berets}} {
		if l.units > 0 {
			lines = append(lines, fmt.Sprintf(`"%d": {producto_id: %[1]d, nombre: %q, cantidad: %d, precio: %q, imagen: "", total: "0", orden: %[1]d}`, i+1, l.name, l.units, l.price))
		}
	}
	return "JSON.stringify({" + strings.Join(lines, ", ") + "})"
}
