package orders_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
)

// Before an order is sent, the page shows for how many hours the shop holds the
// products. Afterwards it shows when the hold ends. If the shop holds nothing before it
// confirms the order, the page shows that.
func TestShopperSeesTheHold(t *testing.T) { browsertest.InEngines(t, shopperSeesTheHold) }

func shopperSeesTheHold(t *testing.T, s browsertest.Shopper) {
	in := newOrderInbox(t)
	in.store.Holds = func() stored.Holds { return stored.Holds{For: 48 * time.Hour, PerHour: 1} }
	tab := s.NewBrowser(t).Open(browsertest.StartMachine(t, in).Base())
	beginOrder(tab)
	tab.AwaitText(".send", "Guarda los productos 48 horas mientras confirma el pedido")
	tab.Press("button", "Enviar pedido")
	tab.AwaitText("h1", "Recibimos tu pedido")
	placed, err := in.store.Order(t.Context(), orderSent(tab))
	if err != nil {
		t.Fatal(err)
	}
	until := browsertest.Eval[string](tab, fmt.Sprintf(`new Date(%q).toLocaleString("es-PE", {dateStyle: "medium", timeStyle: "short"})`, placed.Held.Format(time.RFC3339)))
	if !strings.Contains(until, placed.Held.Format("2006")) || !strings.Contains(until, ":") {
		t.Fatalf("got %q, want a date and a time", until)
	}
	until = strings.TrimSuffix(until, ".") // as after "p. m.": one full stop is enough
	tab.AwaitText(".thanks__next", "mientras confirma el pedido, hasta el "+until+".")
	tab.Reload()
	tab.AwaitText(".thanks__next", "hasta el "+until+".")
	if got := browsertest.Eval[string](tab, "document.querySelector('.thanks__next').textContent"); strings.Contains(got, "..") {
		t.Errorf("got %q, want one full stop at the end", got)
	}

	placeOrder(tab)
	tab.AwaitText("h1", "Recibimos tu pedido")
	tab.AwaitText(".thanks__next", "guarda los productos solo desde que confirma el tuyo")
}
