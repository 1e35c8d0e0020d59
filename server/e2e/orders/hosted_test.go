package orders_test

import (
	"io"
	"net/http"
	"path/filepath"
	"testing"

	"carrito/app/address"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/server/e2e/browsertest"
	"carrito/server/site"
)

// token names the page of an order.
const token = "q83vEjRWeJCrze8SNFZ4kA"

// hosted returns a shop whose orders are paid at the page of a provider. Its inbox gives
// each order a token, and the server has the page of the order.
func hosted(t *testing.T) *inbox {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: browsertest.Web}
	browsertest.WriteFile(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "orders": {
		"channels": [{"kind": "server"}], "delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}]},
		"payments": [{"kind": "stripe"}]}`)
	browsertest.WriteFile(t, files.Products, browsertest.TwoHats)
	shop := browsertest.NewHandler(t, files)
	for path, heading := range map[string]string{address.OrderPage(token): "Tu pedido, del servidor", address.PayPage(token): "La página del proveedor"} {
		shop.Handle(path, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, "<!doctype html><title>"+heading+"</title><h1>"+heading+"</h1>")
		}))
	}
	in := newInbox(shop)
	in.to(func(o order.Order) outbox.Answer {
		return outbox.Answer{Status: 201, Body: `{"id":"` + o.ID + `","placed":"2026-11-26T21:30:00Z","token":"` + token + `"}`}
	})
	return in
}

// cachedOrders is JavaScript for the addresses of orders' pages in the worker's caches.
const cachedOrders = `(async () => {
	const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
	return kept.flat().map(({ url }) => url).filter((url) => /\/pedido\/./.test(url)).join(" ");
})()`

// TestPayAtProvider orders and is brought to the page of the provider. Back shows the page
// of the order with a button that leads there again, and a reload stays there.
func TestPayAtProvider(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, hosted(t)).Base())
		tab.Visit("/")
		tab.AwaitWorker()
		placeOrder(tab)
		tab.AwaitText("h1", "La página del proveedor")
		tab.Back()
		tab.AwaitAt("/gracias")
		tab.AwaitText("h1", "¡Gracias! Recibimos tu pedido")
		tab.AwaitText(".pay__lead", "Paga en la página de Stripe.")
		tab.Visit("/gracias")
		tab.AwaitText("h1", "¡Gracias! Recibimos tu pedido")
		tab.Press("link", "Pagar ahora")
		tab.AwaitText("h1", "La página del proveedor")
		tab.Back()
		tab.AwaitAt("/gracias")
		tab.Press("link", tab.Base+"/pedido/"+token)
		tab.AwaitText("h1", "Tu pedido, del servidor")
		if got := browsertest.Eval[string](tab, cachedOrders); got != "" {
			t.Errorf("got %s in the worker's caches, want no page of an order", got)
		}
	})
}
