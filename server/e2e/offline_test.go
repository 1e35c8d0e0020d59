package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"testing"

	"carrito/app/catalog"
	"carrito/server/strict"

	"github.com/chromedp/chromedp"
)

// catalogue returns the catalogue of the demo shop.
func catalogue(t testing.TB) *catalog.Catalog {
	t.Helper()
	file, err := os.Open(web + "/products.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c, err := strict.Products(file, strict.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// After one visit to the first page the server stops. Every page still opens, even that
// of a product never visited, whatever path the shop is under.
func TestOfflineAfterOneVisit(t *testing.T) { inEngines(t, offlineAfterOneVisit) }

func offlineAfterOneVisit(t *testing.T, s shopper) {
	products := catalogue(t)
	for _, at := range s.of(places(t)) {
		t.Run(at.name, func(t *testing.T) {
			host := at.serve(t)
			tab := s.newBrowser(t).openWithWorker(host.base)
			tab.visit("/")
			tab.awaitWorker()
			host.stop()
			most := 20
			if !s.thorough {
				most = 5
			}
			opened := tab.openAll(products, most)
			t.Logf("opened without a server after one visit to the first page: %v", opened)
			if want := len(products.Categories()); opened["categories"] != want || opened["products never visited"] != most {
				t.Errorf("got %v, want %d categories and %d products", opened, want, most)
			}
			t.Logf("cached by the worker: %s", eval[string](tab, cachedBodies))
		})
	}
}

// The worker works even if the host sends "Vary: *", although a worker's cache accepts no
// such response.
func TestOfflineBehindVary(t *testing.T) {
	t.Parallel()
	demo := newDemo(t)
	m := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		demo.ServeHTTP(varying{w}, r)
	}))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/producto/3")
	tab.awaitWorker()
	m.stop()
	tab.visit("/producto/46")
	tab.awaitText(staleBar, "Sin conexión con la tienda.")
}

// varying adds "Vary: *" to a response.
type varying struct{ http.ResponseWriter }

func (w varying) WriteHeader(status int) {
	w.Header().Set("Vary", "Accept-Encoding, *")
	w.ResponseWriter.WriteHeader(status)
}

func (w varying) Write(b []byte) (int, error) {
	if w.Header().Get("Vary") == "" {
		w.Header().Set("Vary", "*")
	}
	return w.ResponseWriter.Write(b)
}

// openAll opens pages of every kind in a browser without a network. It returns how many
// of each kind it opened. most is the limit for products.
func (tab *tab) openAll(products *catalog.Catalog, most int) (opened map[string]int) {
	tab.t.Helper()
	opened = map[string]int{}
	open := func(kind, path, title string) {
		tab.t.Helper()
		tab.visit(path)
		tab.awaitText("h1", title)
		tab.awaitText(staleBar, "Sin conexión con la tienda. Precios del ")
		opened[kind]++
	}
	open("home", "/", "MODA DJANGO")
	tab.await("document.querySelectorAll('main .card').length === 24")
	for _, c := range products.Categories() {
		open("categories", "/categoria/"+url.PathEscape(c.Slug), c.Name)
		tab.await("document.querySelectorAll('main .card').length > 0")
	}
	for i, p := range products.Products() {
		if i%3 == 0 && opened["products never visited"] < most {
			open("products never visited", "/producto/"+strconv.Itoa(p.ID), p.Name)
			tab.awaitText("main .price", "S/ "+p.First().Price.String())
		}
	}
	open("favourites", "/favoritos", "Tus favoritos")
	tab.await(fmt.Sprintf("document.querySelectorAll('.viewed__cell').length === %d", min(most, 12)))
	open("search", "/buscar?q=camisa", "Resultados para «camisa»")
	tab.await("document.querySelectorAll('main .card').length > 2")
	tab.typeInto("Buscar productos", "alpaca")
	tab.press("button", "Buscar")
	tab.awaitText("h1", "Resultados para «alpaca»")
	open("cart", "/agregarCarrito/3", "Tu carrito")
	open("cart", "/carrito", "Tu carrito")
	tab.awaitCount(1)
	open("not found", "/nada", "Página no encontrada")
	return opened
}

// isDrawn reports whether an img shows the placeholder that the worker sends for a
// picture that was never loaded. The placeholder is 40 pixels wide.
func (tab *tab) isDrawn(img string) bool {
	tab.t.Helper()
	return eval[bool](tab, "(async () => { const i = new Image(); i.src = "+img+".currentSrc; await i.decode(); return i.naturalWidth === 40 })()")
}

// Without a network, a picture that was loaded before is shown, in any size. A
// placeholder replaces any other picture.
func TestPicturesOffline(t *testing.T) {
	t.Parallel()
	m := start(t, newDemo(t))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/producto/3")
	tab.awaitWorker()
	const picture = "document.querySelector('.gallery img')"
	tab.eval("document.querySelector('.related img').scrollIntoView({behavior: 'instant'})")
	tab.await("document.querySelector('.related img').complete")
	tab.awaitAsync("caches.match(document.querySelector('.related img').currentSrc)")
	tab.awaitAsync("caches.match(" + picture + ".currentSrc)")
	related := eval[string](tab, "document.querySelector('.related .card__link').pathname")
	m.stop()
	// Without the browser's own cache, pictures can come only from the worker.
	tab.clearBrowserCache()
	tab.visit("/producto/3")
	tab.await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if tab.isDrawn(picture) {
		t.Error("got a placeholder for a picture that was loaded before, want the picture")
	}
	tab.visit(related) // its picture was loaded on a card
	tab.await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if tab.isDrawn(picture) {
		t.Error("got a placeholder for a picture that was loaded in another width, want the picture")
	}
	tab.visit("/producto/46")
	tab.await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if !tab.isDrawn(picture) {
		t.Error("got a picture that was never loaded, want a placeholder")
	}
	tab.await("[...document.querySelectorAll('main img')].every(i => i.loading === 'lazy' || i.complete && i.naturalWidth > 0)")
}

// If a price changes while the shop is open, the next page shows the new price, and
// announces it if the product is in the cart.
func TestPricesAreTheServers(t *testing.T) { inEngines(t, pricesAreTheServers) }

func pricesAreTheServers(t *testing.T, s shopper) {
	m := start(t, newShop(t, "Una", twoHats))
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.visit("/agregarCarrito/1")
	tab.awaitWorker()
	tab.awaitText("#subtotal", "S/ 39.90")
	tab.visit("/producto/1") // the worker caches the page with the old price

	m.run(newShop(t, "Una", withPrice("44.00")))
	tab.press("link", "Tienda")
	tab.awaitText(".grid", "S/ 44.00")
	tab.awaitText(".news", "Cambió el precio de Gorra: antes S/ 39.90, ahora S/ 44.00.")
	if eval[bool](tab, "!!document.querySelector('.bars__doubt, .bars__update')") {
		t.Error("got a bar after a change of price, want none")
	}

	m.stop()
	tab.visit("/producto/1")
	tab.awaitText(".price", "S/ 44.00")
	tab.awaitText(".bars__doubt", "Precios del")
	if eval[bool](tab, "document.getElementById('carrito-settings').textContent.includes('/products.')") {
		t.Error("got the cached page with the old price before the program runs, want the shell")
	}
}

// The worker ignores requests that are not plain GET requests to the shop.
func TestWorkerLeavesTheRestAlone(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	for request, want := range map[string]bool{
		"'/web/current.json'":                                  true,
		"'/web/current.json', {method: 'POST'}":                false,
		"'/web/current.json', {headers: {Range: 'bytes=0-1'}}": false,
		"'http://" + "localhost" + m.base()[len("http://127.0.0.1"):] + "/web/current.json', {mode: 'no-cors'}": false,
	} {
		got := eval[bool](tab, "fetch("+request+").then(() => true, () => false)")
		if got != want {
			t.Errorf("fetch(%s) without a server: got a response: %v, want %v", request, got, want)
		}
	}
	tab.do(chromedp.Navigate("about:blank"))
}

// The worker answers only below the shop's path. With a network it passes on the answers
// of the host: redirects to the address of a folder, and the host's page for an address
// without a file.
func TestWorkerBesideAHost(t *testing.T) {
	t.Parallel()
	for _, at := range withBarestHost(t, places(t)) {
		if !at.plain {
			continue
		}
		t.Run(at.name, func(t *testing.T) {
			tab := newBrowser(t).openWithWorker(at.serve(t).base)
			tab.visit("/")
			tab.awaitWorker()
			base, err := url.Parse(tab.base)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := eval[string](tab, "navigator.serviceWorker.getRegistration().then(r => new URL(r.scope).pathname)"), base.Path+"/"; got != want {
				t.Errorf("got the scope %q, want %q", got, want)
			}
			tab.visit("/producto/3")
			tab.awaitText("h1", "Bolso tote de lona")
			tab.await("location.pathname.endsWith('/producto/3/')")
			if at.fallsBack {
				tab.visit("/agregarCarrito/3")
				tab.awaitText("h1", "Tu carrito")
				tab.awaitCount(1)
				tab.visit("/nada")
				tab.awaitText("h1", "Página no encontrada")
			}
			tab.await("!document.querySelector('" + staleBar + "')")
		})
	}
}
