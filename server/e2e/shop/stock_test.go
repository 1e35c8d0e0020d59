package shop_test

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/app/order"
	"carrito/server/e2e/browsertest"
	"carrito/server/httpd"
	api "carrito/server/inbox"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/site"
)

// sellingShop serves a small shop with a real inbox. The shop shows the stock that the
// inbox counts.
func sellingShop(t *testing.T) (base string, handler *httpd.Handler) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "products.json")
	if err := os.WriteFile(file, []byte(browsertest.TwoProducts), 0o600); err != nil {
		t.Fatal(err)
	}
	logger := log.New(t.Output(), "", 0)
	handler, err := httpd.NewHandler(site.Files{Shop: browsertest.Web + "/shop.json", Products: file, Web: browsertest.Web}, logger)
	if err != nil {
		t.Fatal(err)
	}
	store, err := stored.Open(t.Context(), filepath.Join(t.TempDir(), "orders.db"), handler.Digits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if err := handler.TakeStock(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	go handler.Follow(t.Context(), 20*time.Millisecond)
	handler.Handle(httpd.OrdersAddress, api.NewAPI(store, func() api.Snapshot { return api.Snapshot(handler.Snapshot()) }, api.Limits{}, logger))
	return browsertest.Listen(t, handler), handler
}

// buy orders units of a product over the API, like the browser of another shopper.
func buy(t *testing.T, base string, handler *httpd.Handler, product, units int) {
	t.Helper()
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	snapshot := handler.Snapshot()
	p, _ := snapshot.Products.Product(product)
	coat, _ := snapshot.Products.Product(3) // reaches the shop's minimum
	o := order.Order{
		ID: id, Customer: order.Customer{Name: "Ana", Phone: "999 000 222"}, Delivery: order.Delivery{Method: "recojo"}, Currency: "PEN",
		Lines: []order.Line{
			{ProductID: product, Name: p.Name, UnitPrice: p.Price, Quantity: units},
			{ProductID: 3, Name: coat.Name, UnitPrice: coat.Price, Quantity: 1},
		},
	}
	o.Figures = snapshot.Terms.Price(o.Lines, o.Delivery, order.Promo{}, "")
	answer, err := http.Post(base+"/api/orders", "application/json", bytes.NewReader(o.AppendJSON(nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusCreated {
		t.Fatalf("got %d %s, want the order accepted", answer.StatusCode, body)
	}
}

// Other shoppers buy the last units of a product. A new page shows first that few units
// are left, and then that none is. So does an open page, without a reload, when its
// shopper comes back to it.
func TestOthersBuyWhatIsLeft(t *testing.T) {
	t.Parallel()
	base, handler := sellingShop(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/1")
	tab.Visit("/producto/1")
	tab.AwaitCount(1)
	tab.Eval("window.stayed = true")
	rendered := func(text string) {
		t.Helper()
		for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
			answer, err := http.Get(base + "/producto/1")
			if err != nil {
				t.Fatal(err)
			}
			page, _ := io.ReadAll(answer.Body)
			answer.Body.Close()
			if strings.Contains(string(page), text) {
				return
			}
			if time.Since(start) > browsertest.Patience {
				t.Fatalf("got no page with %q from the server, want one", text)
			}
		}
	}
	comeBack := func() { tab.Eval("document.dispatchEvent(new Event('visibilitychange'))") }

	buy(t, base, handler, 1, 3)
	rendered("Solo 2 quedan")
	comeBack()
	tab.AwaitText("main", "Solo 2 quedan")
	tab.AwaitCount(1)

	buy(t, base, handler, 1, 2)
	rendered("OutOfStock") // schema.org's word; the shop's own word is in every page, for boot.js
	comeBack()
	tab.AwaitText("main", "Agotado")
	tab.AwaitCount(0)
	if !browsertest.Eval[bool](tab, "window.stayed === true") {
		t.Error("got the page loaded again, want it to stay")
	}
	tab.Press("link", "Carrito")
	tab.AwaitText(".news", "Polo se agotó y salió de tu carrito")
}
