package offline_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"testing"

	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"
	"carrito/server/strict"

	"github.com/chromedp/chromedp"
)

// catalogue returns the catalogue of the demo shop.
func catalogue(t testing.TB) *catalog.Catalog {
	t.Helper()
	file, err := os.Open(browsertest.Web + "/products.json")
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
func TestOfflineAfterOneVisit(t *testing.T) { browsertest.InEngines(t, offlineAfterOneVisit) }

func offlineAfterOneVisit(t *testing.T, s browsertest.Shopper) {
	products := catalogue(t)
	for i, at := range s.Of(browsertest.Places(t)) {
		t.Run(at.Name, func(t *testing.T) {
			host := at.Serve(t)
			tab := s.NewBrowser(t).OpenWithWorker(host.Base)
			tab.Visit("/")
			tab.AwaitWorker()
			host.Stop()
			most := 20
			if !s.Thorough || i > 0 { // each product is as any other, wherever the shop is
				most = 5
			}
			opened := openAll(tab, products, most)
			t.Logf("opened without a server after one visit to the first page: %v", opened)
			if want := len(products.Categories()); opened["categories"] != want || opened["products never visited"] != most {
				t.Errorf("got %v, want %d categories and %d products", opened, want, most)
			}
			t.Logf("cached by the worker: %s", browsertest.Eval[string](tab, browsertest.CachedBodies))
		})
	}
}

// The worker works even if the host sends "Vary: *", although a worker's cache accepts no
// such response.
func TestOfflineBehindVary(t *testing.T) {
	t.Parallel()
	demo := browsertest.NewDemo(t)
	m := browsertest.StartMachine(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		demo.ServeHTTP(varying{w}, r)
	}))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/producto/3")
	tab.AwaitWorker()
	m.Stop()
	tab.Visit("/producto/46")
	tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda.")
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
func openAll(tab *browsertest.Tab, products *catalog.Catalog, most int) (opened map[string]int) {
	tab.T.Helper()
	opened = map[string]int{}
	open := func(kind, path, title string) {
		tab.T.Helper()
		tab.Visit(path)
		tab.AwaitText("h1", title)
		tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda. Precios del ")
		opened[kind]++
	}
	open("home", "/", "MODA DJANGO")
	tab.Await("document.querySelectorAll('main .card').length === 24")
	for _, c := range products.Categories() {
		open("categories", "/categoria/"+url.PathEscape(c.Slug), c.Name)
		tab.Await("document.querySelectorAll('main .card').length > 0")
	}
	for i, p := range products.Products() {
		if i%3 == 0 && opened["products never visited"] < most {
			open("products never visited", "/producto/"+strconv.Itoa(p.ID), p.Name)
			tab.AwaitText("main .price", "S/ "+p.First().Price.String())
		}
	}
	open("favourites", "/favoritos", "Tus favoritos")
	tab.Await(fmt.Sprintf("document.querySelectorAll('.viewed__cell').length === %d", min(most, 12)))
	open("search", "/buscar?q=camisa", "Resultados para «camisa»")
	tab.Await("document.querySelectorAll('main .card').length > 2")
	tab.TypeInto("Buscar productos", "alpaca")
	tab.Press("button", "Buscar")
	tab.AwaitText("h1", "Resultados para «alpaca»")
	open("cart", "/agregarCarrito/3", "Tu carrito")
	open("cart", "/carrito", "Tu carrito")
	tab.AwaitCount(1)
	open("not found", "/nada", "Página no encontrada")
	return opened
}

// isDrawn reports whether an img shows the placeholder that the worker sends for a
// picture that was never loaded. The placeholder is 40 pixels wide.
func isDrawn(tab *browsertest.Tab, img string) bool {
	tab.T.Helper()
	return browsertest.Eval[bool](tab, "(async () => { const i = new Image(); i.src = "+img+".currentSrc; await i.decode(); return i.naturalWidth === 40 })()")
}

// Without a network, a picture that was loaded before is shown, in any size. A
// placeholder replaces any other picture.
func TestPicturesOffline(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewDemo(t))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/producto/3")
	tab.AwaitWorker()
	const picture = "document.querySelector('.gallery img')"
	tab.Eval("document.querySelector('.related img').scrollIntoView({behavior: 'instant'})")
	tab.Await("document.querySelector('.related img').complete")
	tab.AwaitAsync("caches.match(document.querySelector('.related img').currentSrc)")
	tab.AwaitAsync("caches.match(" + picture + ".currentSrc)")
	related := browsertest.Eval[string](tab, "document.querySelector('.related .card__link').pathname")
	m.Stop()
	// Without the browser's own cache, pictures can come only from the worker.
	clearBrowserCache(tab)
	tab.Visit("/producto/3")
	tab.Await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if isDrawn(tab, picture) {
		t.Error("got a placeholder for a picture that was loaded before, want the picture")
	}
	tab.Visit(related) // its picture was loaded on a card
	tab.Await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if isDrawn(tab, picture) {
		t.Error("got a placeholder for a picture that was loaded in another width, want the picture")
	}
	tab.Visit("/producto/46")
	tab.Await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if !isDrawn(tab, picture) {
		t.Error("got a picture that was never loaded, want a placeholder")
	}
	tab.Await("[...document.querySelectorAll('main img')].every(i => i.loading === 'lazy' || i.complete && i.naturalWidth > 0)")
}

// If a price changes while the shop is open, the next page shows the new price, and
// announces it if the product is in the cart.
func TestPricesAreTheServers(t *testing.T) { browsertest.InEngines(t, pricesAreTheServers) }

func pricesAreTheServers(t *testing.T, s browsertest.Shopper) {
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/agregarCarrito/1")
	tab.AwaitWorker()
	tab.AwaitText("#subtotal", "S/ 39.90")
	tab.Visit("/producto/1") // the worker caches the page with the old price

	m.Run(browsertest.NewShop(t, "Una", withPrice("44.00")))
	tab.Press("link", "Tienda")
	tab.AwaitText(".grid", "S/ 44.00")
	tab.AwaitText(".news", "Cambió el precio de Gorra: antes S/ 39.90, ahora S/ 44.00.")
	if browsertest.Eval[bool](tab, "!!document.querySelector('.bars__doubt, .bars__update')") {
		t.Error("got a bar after a change of price, want none")
	}
	tab.AwaitCachedCatalogue("44.00")

	m.Stop()
	tab.Visit("/producto/1")
	tab.AwaitText(".price", "S/ 44.00")
	tab.AwaitText(".bars__doubt", "Precios del")
	if browsertest.Eval[bool](tab, "document.getElementById('carrito-settings').textContent.includes('/products.')") {
		t.Error("got the cached page with the old price before the program runs, want the shell")
	}
}

// The worker ignores requests that are not plain GET requests to the shop.
func TestWorkerLeavesTheRestAlone(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	m.Stop()
	for request, want := range map[string]bool{
		"'/web/current.json'":                                  true,
		"'/web/current.json', {method: 'POST'}":                false,
		"'/web/current.json', {headers: {Range: 'bytes=0-1'}}": false,
		"'http://" + "localhost" + m.Base()[len("http://127.0.0.1"):] + "/web/current.json', {mode: 'no-cors'}": false,
	} {
		got := browsertest.Eval[bool](tab, "fetch("+request+").then(() => true, () => false)")
		if got != want {
			t.Errorf("fetch(%s) without a server: got a response: %v, want %v", request, got, want)
		}
	}
	tab.Do(chromedp.Navigate("about:blank"))
}

// The worker answers only below the shop's path. With a network it passes on the answers
// of the host: redirects to the address of a folder, and the host's page for an address
// without a file.
func TestWorkerBesideAHost(t *testing.T) {
	t.Parallel()
	for _, at := range browsertest.WithBarestHost(t, browsertest.Places(t)) {
		if !at.Plain {
			continue
		}
		t.Run(at.Name, func(t *testing.T) {
			tab := browsertest.NewBrowser(t).OpenWithWorker(at.Serve(t).Base)
			tab.Visit("/")
			tab.AwaitWorker()
			base, err := url.Parse(tab.Base)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := browsertest.Eval[string](tab, "navigator.serviceWorker.getRegistration().then(r => new URL(r.scope).pathname)"), base.Path+"/"; got != want {
				t.Errorf("got the scope %q, want %q", got, want)
			}
			tab.Visit("/producto/3")
			tab.AwaitText("h1", "Bolso tote de lona")
			tab.Await("location.pathname.endsWith('/producto/3/')")
			if at.FallsBack {
				tab.Visit("/agregarCarrito/3")
				tab.AwaitText("h1", "Tu carrito")
				tab.AwaitCount(1)
				tab.Visit("/nada")
				tab.AwaitText("h1", "Página no encontrada")
			}
			tab.Await("!document.querySelector('" + browsertest.StaleBar + "')")
		})
	}
}
