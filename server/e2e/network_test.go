package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// staleBar is the selector of the warning that prices may be old.
const staleBar = ".bars__doubt"

// The server stops while a shopper is in the shop, and starts again later.
func TestServerStopsAndComesBack(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/producto/1")
	tab.awaitWorker()
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)

	m.stop()
	tab.press("link", "Tienda")
	tab.awaitText(staleBar, "Sin conexión con la tienda. Precios del ")
	tab.press("link", "Boina")
	tab.awaitText("h1", "Boina")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	tab.visit("/producto/1") // visited before
	tab.awaitCount(2)
	tab.awaitText(staleBar, "Precios del")
	tab.visit("/carrito") // never visited before
	tab.awaitCount(2)
	tab.awaitText("#subtotal", "S/ 59.90")

	m.run(newShop(t, "Una", withPrice("30.00")))
	m.start()
	tab.press("link", "Tienda")
	tab.await("!document.querySelector('" + staleBar + "')")
	tab.awaitText(".grid", "S/ 30.00")
	tab.visit("/carrito")
	tab.awaitText("#subtotal", "S/ 50.00")
}

// A network that accepts requests and never answers them is treated as no network.
func TestNetworkHangs(t *testing.T) {
	t.Parallel()
	shop := newShop(t, "Una", twoHats)
	m := start(t, shop)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	tab.press("link", "Gorra")
	tab.awaitText("h1", "Gorra")

	hung, end := hang()
	m.run(hung)
	began := time.Now()
	tab.visit("/producto/2")
	t.Logf("a page never visited, over a network that hangs: %d ms", time.Since(began).Milliseconds())
	tab.awaitText("h1", "Boina")
	tab.awaitText(staleBar, "Precios del")
	tab.visit("/")
	tab.awaitText(staleBar, "Precios del")
	tab.press("link", "Boina")
	tab.awaitText("h1", "Boina")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)

	m.run(shop)
	end()
	tab.press("link", "Carrito")
	tab.awaitText("h1", "Tu carrito")
	tab.await("!document.querySelector('" + staleBar + "')")
}

// A catalogue that is damaged in transit is never used. The shopper is warned, and the
// last good catalogue stays in use.
func TestBrokenCatalogue(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()

	garbage := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte(withPrice("0.01")[:100]))
	}
	changedShop := newShop(t, "Una", withPrice("50.00"))
	m.run(changed(changedShop, map[string]http.HandlerFunc{"/web/assets/products.": garbage}))
	tab.press("link", "Gorra")
	tab.awaitText(".price", "S/ 39.90")
	tab.awaitText(staleBar, "No se pudieron leer los precios nuevos. Precios del ")
	tab.visit("/producto/1") // the page names the new catalogue, which does not arrive
	tab.awaitText(".price", "S/ 39.90")
	tab.awaitText(staleBar, "No se pudieron leer los precios nuevos. Precios del ")

	m.run(changed(changedShop, map[string]http.HandlerFunc{"/web/current.json": garbage}))
	tab.press("link", "Tienda")
	tab.awaitText(staleBar, "No se pudieron leer los precios nuevos.")

	m.run(changedShop)
	tab.press("link", "Boina")
	tab.awaitText("h1", "Boina")
	tab.await("!document.querySelector('" + staleBar + "')")
	tab.press("link", "Tienda")
	tab.awaitText(".grid", "S/ 50.00")
}

// If the browser's clock is a year behind the server's, new prices are used, and their
// date is the server's.
func TestClockSetBackAYear(t *testing.T) {
	t.Parallel()
	ahead := func(shop http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().AddDate(1, 0, 0).UTC().Format(http.TimeFormat))
			shop.ServeHTTP(w, r)
		})
	}
	m := start(t, ahead(newShop(t, "Una", twoHats)))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.run(ahead(newShop(t, "Una", withPrice("41.00"))))
	tab.visit("/producto/1")
	tab.awaitText(".price", "S/ 41.00")
	tab.press("link", "Tienda")
	tab.awaitText(".grid", "S/ 41.00")
	m.stop()
	tab.visit("/producto/2")
	tab.awaitText(staleBar, "Precios del")
	tab.awaitText(staleBar, time.Now().AddDate(1, 0, 0).Format("2006"))
}

// Without a worker the shop works offline as long as it stays open, and shows how old
// its prices are.
func TestServerStopsWithoutWorker(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).open(m.base())
	tab.visit("/")
	m.stop()
	tab.press("link", "Gorra")
	tab.awaitText("h1", "Gorra")
	tab.awaitText(staleBar, "Sin conexión con la tienda. Precios del ")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	m.start()
	tab.press("link", "Carrito")
	tab.await("!document.querySelector('" + staleBar + "')")
}

// The first visit downloads nothing twice, not even for the worker: what the page has
// loaded, the worker takes from the HTTP cache.
func TestFirstVisitDownloadsNothingTwice(t *testing.T) {
	t.Parallel()
	shop := newDemo(t)
	<-shop.Compressed()
	counting := &counter{Handler: shop}
	counting.reset()
	tab := newBrowser(t).openWithWorker(start(t, counting).base())
	tab.visit("/")
	tab.awaitWorker()
	tab.awaitAsync("(await (await caches.open('carrito / pictures')).keys()).length >= 6")
	tab.do(chromedp.Navigate("about:blank"))
	counting.mu.Lock()
	defer counting.mu.Unlock()
	var all, worker int
	for address, bytes := range counting.bytes {
		all += bytes
		if n := counting.whole[address]; n > 1 {
			t.Errorf("%s: got %d complete responses, want 1", address, n)
		}
		if address == "/worker.js" || address == "/web/current.json" || strings.Contains(address, "/shell.") {
			worker += bytes
		}
	}
	if counting.whole["/worker.js"] != 1 || worker == 0 {
		t.Errorf("got requests %v, want those for the worker and its shell among them", counting.asked)
	}
	t.Logf("first visit to the first page: %d bytes of bodies, %d of them for the worker, in %d requests", all, worker, counting.requests)
}
