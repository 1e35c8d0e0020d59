package e2e

import (
	"net/http"
	"net/url"
	"os"
	"strconv"
	"testing"

	"carrito/app/catalog"
	"carrito/server/export"

	"github.com/chromedp/chromedp"
)

// catalogue reads the demo shop's.
func catalogue(t testing.TB) *catalog.Catalog {
	t.Helper()
	file, err := os.Open(web + "/products.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c, err := catalog.Read(file, catalog.Rules{Digits: 2})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// After one visit to the first page, with the server stopped, every page opens,
// products never visited among them.
func TestOfflineAfterOneVisit(t *testing.T) {
	m := start(t, newDemo(t))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()

	opened := map[string]int{}
	open := func(kind, path, title string) {
		t.Helper()
		tab.visit(path)
		tab.awaitText("h1", title)
		tab.awaitText(".bars__doubt", "Sin conexión con la tienda. Precios del ")
		opened[kind]++
	}
	products := catalogue(t)
	open("home", "/", "MODA DJANGO")
	tab.await("document.querySelectorAll('main .card').length === 24")
	for _, c := range products.Categories() {
		open("categories", "/categoria/"+url.PathEscape(c.Slug), c.Name)
		tab.await("document.querySelectorAll('main .card').length > 0")
	}
	for i, p := range products.Products() {
		if i%3 == 0 && opened["products never visited"] < 20 {
			open("products never visited", "/producto/"+strconv.Itoa(p.ID), p.Name)
			tab.awaitText("main .price", "S/ "+p.First().Price.String())
		}
	}
	open("search", "/buscar?q=camisa", "Resultados para «camisa»")
	tab.await("document.querySelectorAll('main .card').length > 2")
	tab.typeInto("Buscar productos", "alpaca")
	tab.press("button", "Buscar")
	tab.awaitText("h1", "Resultados para «alpaca»")
	open("cart", "/agregarCarrito/3", "Tu carrito")
	open("cart", "/carrito", "Tu carrito")
	tab.awaitCount(1)
	open("not found", "/nada", "Página no encontrada")
	t.Logf("opened without a server after one visit to the first page: %v", opened)
	if want := len(products.Categories()); opened["categories"] != want || opened["products never visited"] != 20 {
		t.Errorf("got %v, want %d categories and 20 products", opened, want)
	}
	t.Logf("kept by the worker: %s", eval[string](tab, cachedBodies))
}

// isDrawn reports whether an img shows the worker's drawing, which is 40 pixels
// wide, in the place of a picture that was never seen.
func (tab *tab) isDrawn(img string) bool {
	tab.t.Helper()
	return eval[bool](tab, "(async () => { const i = new Image(); i.src = "+img+".currentSrc; await i.decode(); return i.naturalWidth === 40 })()")
}

// Pictures that were seen are there, in whatever size; in the place of the others
// is a drawing.
func TestPicturesOffline(t *testing.T) {
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
	// The browser's own cache is emptied: what is shown is the worker's.
	tab.clearBrowserCache()
	tab.visit("/producto/3")
	tab.await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if tab.isDrawn(picture) {
		t.Error("got a drawing for a picture that was seen, want the picture")
	}
	tab.visit(related) // whose picture was seen on a card
	tab.await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if tab.isDrawn(picture) {
		t.Error("got a drawing for a picture that was seen in another width, want that one")
	}
	tab.visit("/producto/46")
	tab.await(picture + "?.complete && " + picture + ".naturalWidth > 0")
	if !tab.isDrawn(picture) {
		t.Error("got a picture that was never seen, want a drawing")
	}
	tab.await("[...document.querySelectorAll('main img')].every(i => i.loading === 'lazy' || i.complete && i.naturalWidth > 0)")
}

// Prices are the server's as long as it answers: a price that changes while the
// shop is open is there with the next page, and told where it is in the cart.
func TestPricesAreTheServers(t *testing.T) {
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/agregarCarrito/1")
	tab.awaitWorker()
	tab.awaitText("#subtotal", "S/ 39.90")
	tab.visit("/producto/1") // which is kept as it is now

	m.run(newShop(t, "Una", withPrice("44.00")))
	tab.press("link", "Tienda")
	tab.awaitText(".grid", "S/ 44.00")
	tab.awaitText(".news", "Cambió el precio de Gorra: antes S/ 39.90, ahora S/ 44.00.")
	if eval[bool](tab, "!!document.querySelector('.bars__doubt, .bars__update')") {
		t.Error("got a bar for a price that changed, want none")
	}

	m.stop()
	tab.visit("/producto/1")
	tab.awaitText(".price", "S/ 44.00")
	tab.awaitText(".bars__doubt", "Precios del")
	if eval[bool](tab, "document.getElementById('carrito-settings').textContent.includes('/products.')") {
		t.Error("got the page with the old price, until the program is there, want the shell")
	}
}

// What is not read from the shop goes past the worker.
func TestWorkerLeavesTheRestAlone(t *testing.T) {
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
			t.Errorf("fetch(%s) without a server: got an answer: %v, want %v", request, got, want)
		}
	}
	tab.do(chromedp.Navigate("about:blank"))
}

// The same holds for a shop of plain files, under a path, on a host that knows
// nothing of it.
func TestOfflineOnPlainFiles(t *testing.T) {
	program, err := os.ReadFile(web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make build")
	}
	out := t.TempDir() + "/shop"
	if _, err := export.Export(t.Context(), export.Options{Files: withProgram(t, program), Out: out, Base: "https://user.example/shop/"}); err != nil {
		t.Fatal(err)
	}
	m := start(t, http.StripPrefix("/shop", http.FileServer(http.Dir(out))))
	tab := newBrowser(t).openWithWorker(m.base() + "/shop")
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	for path, title := range map[string]string{
		"/": "Tienda", "/producto/2/": "Boina", "/categoria/gorras/": "Gorras", "/buscar/?q=gorra": "Resultados para «gorra»",
		"/agregarCarrito/2/": "Tu carrito", "/carrito/": "Tu carrito",
	} {
		tab.visit(path)
		tab.awaitText("h1", title)
		tab.awaitText(doubt, "Precios del ")
	}
	tab.awaitCount(1)
	if got := eval[string](tab, "navigator.serviceWorker.getRegistration().then(r => new URL(r.scope).pathname)"); got != "/shop/" {
		t.Errorf("got the scope %q, want /shop/", got)
	}
}
