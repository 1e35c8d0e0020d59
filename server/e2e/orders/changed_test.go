package orders_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"carrito/server/e2e/browsertest"
)

// receiver serves the demo shop and answers orders as a test decides.
type receiver struct {
	sync.Mutex

	bodies [][]byte
}

// receive starts a receiver and returns its address. It calls answer for each order, with
// the number of orders received so far.
func receive(t *testing.T, answer func(w http.ResponseWriter, tries int, body string)) (*receiver, string) {
	t.Helper()
	got := &receiver{}
	return got, browsertest.Replace(t, browsertest.Demo(t), map[string]http.HandlerFunc{"/api/orders": func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got.Lock()
		got.bodies = append(got.bodies, body)
		tries := len(got.bodies)
		got.Unlock()
		w.Header().Set("Content-Type", "application/json")
		answer(w, tries, string(body))
	}})
}

// all returns the received orders.
func (r *receiver) all(t *testing.T) []posted {
	t.Helper()
	r.Lock()
	defer r.Unlock()
	orders := make([]posted, len(r.bodies))
	for i, body := range r.bodies {
		orders[i] = readPosted(t, body)
	}
	return orders
}

// TestChangedOrder orders at an old price. The shopper sees the difference and the new
// total, and confirms the order under the same number.
func TestChangedOrder(t *testing.T) { browsertest.InEngines(t, changedOrder) }

func changedOrder(t *testing.T, s browsertest.Shopper) {
	got, base := receive(t, func(w http.ResponseWriter, tries int, body string) {
		if tries == 1 {
			now := strings.NewReplacer(`"34.90"`, `"39.90"`, `"44.90"`, `"49.90"`, `"tax":"6.85"`, `"tax":"7.61"`).Replace(body)
			w.WriteHeader(http.StatusConflict)
			io.WriteString(w, `{"reason":"changed","message":"The order has changed.","order":`+now+`}`)
			return
		}
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"id":%q,"placed":"2026-11-26T21:30:00Z","total":"49.90"}`, readPosted(t, []byte(body)).ID)
	})
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/3")
	tab.Visit("/pedido")
	fillIn(tab)
	tab.AwaitText(".figures__row--total", "S/ 44.90")
	tab.Press("button", "Enviar pedido")
	tab.Await("document.activeElement.id === 'changes'")
	tab.AwaitText("#changes", "Cambió el precio de Bolso tote de lona: antes S/ 34.90, ahora S/ 39.90.")
	tab.AwaitText("#changes", "Total: antes S/ 44.90, ahora S/ 49.90.")
	tab.AwaitText("#changes .figures__row--total", "S/ 49.90")
	tab.Visit("/pedido") // the proposal is still there
	tab.AwaitText("#changes", "Total: antes S/ 44.90, ahora S/ 49.90.")
	tab.Press("button", "Confirmar y enviar")
	tab.Await("location.pathname === '/gracias'")
	tab.AwaitText("h1", "¡Gracias! Recibimos tu pedido")
	tab.AwaitText(".thanks .figures__row--total", "S/ 49.90")
	tab.AwaitCount(0)
	orders := got.all(t)
	if len(orders) != 2 || orders[0].ID != orders[1].ID || orders[0].Total != "44.90" || orders[1].Total != "49.90" || orders[1].Lines[0].UnitPrice != "39.90" {
		t.Errorf("got orders %+v, want the same order twice, at the old and at the new price", orders)
	}
	tab.Visit("/gracias")
	tab.AwaitText("h1", "¡Gracias! Recibimos tu pedido")
	number := strings.TrimPrefix(browsertest.Eval[string](tab, "document.querySelector('.thanks__number').textContent"), "Pedido ")
	if id := orders[1].ID; !strings.HasSuffix(strings.ToUpper(id), number) {
		t.Errorf("got number %q, want the end of %s", number, id)
	}
	if at := browsertest.Eval[string](tab, "location.href"); at != base+"/gracias" {
		t.Errorf("got address %q, want no data of the order in it", at)
	}
}

// TestRefusedOrder checks that a fault found by the server appears next to its field.
func TestRefusedOrder(t *testing.T) {
	t.Parallel()
	got, base := receive(t, func(w http.ResponseWriter, tries int, body string) {
		if tries == 1 {
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"reason":"invalid","message":"The phone is wrong.","faults":[{"field":"customer.phone","problem":"invalid"}]}`)
			return
		}
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"id":%q,"placed":"2026-11-26T21:30:00Z","total":"44.90"}`, readPosted(t, []byte(body)).ID)
	})
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/3")
	tab.Visit("/pedido")
	fillIn(tab)
	tab.Press("button", "Enviar pedido")
	tab.Await("document.activeElement.id === 'faults'")
	tab.AwaitText("#customer-phone-fault", "Escribe un teléfono de 6 a 15 cifras")
	tab.AwaitCount(1)
	tab.TypeInto("Teléfono", "912 345 678")
	tab.Await("!document.getElementById('faults')")
	tab.Press("button", "Enviar pedido")
	tab.AwaitText("h1", "¡Gracias! Recibimos tu pedido")
	if orders := got.all(t); len(orders) != 2 || orders[0].ID != orders[1].ID {
		t.Errorf("got orders %+v, want the same order twice", orders)
	}
}
