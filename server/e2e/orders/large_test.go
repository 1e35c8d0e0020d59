package orders_test

import (
	"fmt"
	"slices"
	"testing"

	"carrito/app/catalog"
	"carrito/app/outbox"
	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
	"carrito/server/shoptest/large"
)

// TestOrderMadeOfflineInALargeShop orders without a network in a shop whose parts the worker
// gathers in the background: a product that was seen before, and one that was not. The prices
// in the cart are old ones. The order is sent once the network is back, with the prices of the
// parts that the worker has kept.
func TestOrderMadeOfflineInALargeShop(t *testing.T) {
	browsertest.InEngines(t, orderMadeOfflineInALargeShop)
}

func orderMadeOfflineInALargeShop(t *testing.T, s browsertest.Shopper) {
	shop := newOrderShopWith(t, `{"kind": "server"}`, "", string(large.Products(2_001)))
	plain := slices.DeleteFunc(slices.Clone(shop.Site().Catalog.Products()), func(p *catalog.Product) bool {
		return len(p.Variants) > 0 || p.Stock >= 0 || p.Price.Minor() >= 100_000 // which the page writes with a comma
	})
	seen, other := plain[len(plain)-5], plain[5] // the worker gathers the latest first
	in := serveInbox(t, shop, shoptest.Store(t))
	m := browsertest.StartMachine(t, in)
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit(fmt.Sprintf("/producto/%d", seen.ID))
	tab.AwaitWorker()
	tab.Visit(fmt.Sprintf("/agregarCarrito/%d", seen.ID))
	tab.AwaitCount(1)
	tab.Visit("/carrito") // which gets the part of the product
	tab.AwaitText("tr.line", seen.Name)
	tab.AwaitAsync(browsertest.KeptAll)
	m.Stop()

	tab.Visit(fmt.Sprintf("/producto/%d", other.ID))
	tab.AwaitText("h1", other.Name)
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	tab.Eval(`const lines = JSON.parse(sessionStorage.carrito);
		for (const key in lines) lines[key].precio = "0.50";
		sessionStorage.carrito = JSON.stringify(lines);
		sessionStorage.cliente = JSON.stringify({name: "Rosa Ñahui", phone: "999 000 111"})`)
	tab.Visit("/carrito")
	for _, p := range []*catalog.Product{seen, other} {
		tab.AwaitText(".news", p.Name)
		tab.AwaitText("table", "S/ "+p.Price.String())
	}
	tab.Visit("/pedido")
	tab.Press("button", "Enviar pedido")
	tab.AwaitText("h1", "Tu pedido espera conexión")
	id := orderSent(tab)
	if got := readOrder(tab, id); got.State != outbox.Waiting {
		t.Errorf("got %+v, want a waiting order", got)
	}

	m.Start()
	tab.Eval(online)
	tab.AwaitText("h1", "Recibimos tu pedido")
	awaitGone(tab, id)
	in.wantOnce(t, id)
	in.wantStored(t, id)
	prices := map[int]string{seen.ID: seen.Price.String(), other.ID: other.Price.String()}
	for _, line := range in.last.Lines {
		if line.UnitPrice.String() != prices[line.ProductID] {
			t.Errorf("got %s for product %d, want %s", line.UnitPrice, line.ProductID, prices[line.ProductID])
		}
	}
	if len(in.last.Lines) != 2 {
		t.Errorf("got %d lines, want 2", len(in.last.Lines))
	}
}
