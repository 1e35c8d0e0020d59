package offline_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// After one visit to a shop of 2,000 products, whose catalogue comes in parts, all of them
// open without a server.
func TestOfflineInParts(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		m := browsertest.StartMachine(t, browsertest.NewShop(t, "Grande", browsertest.Many(2000)))
		tab := s.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/")
		tab.AwaitWorker()
		m.Stop()
		for _, id := range []int{1, 32, 33, 977, 1999, 2000} {
			tab.Visit(fmt.Sprintf("/producto/%d", id))
			tab.AwaitText("h1", fmt.Sprintf("Artículo %d", id))
			tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda.")
		}
		tab.TypeInto("Buscar productos", "articulo 1234")
		tab.Press("button", "Buscar")
		tab.AwaitText(".grid", "Artículo 1234")
		tab.Press("link", "Sección 3")
		tab.AwaitText("h1", "Sección 3")
		tab.AwaitText(".grid", "Artículo 1993")
		tab.Visit("/pagina/60")
		tab.AwaitText(".card__name", fmt.Sprintf("Artículo %d", 2000-59*24))
	})
}

// A part that the server does not have keeps nothing else from working, and comes when the
// shopper tries again.
func TestPartMissing(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		shop := browsertest.NewShop(t, "Grande", browsertest.Many(2000))
		m := browsertest.StartMachine(t, shop)
		tab := s.NewBrowser(t).Open(m.Base())
		tab.Visit("/producto/2000")
		m.Run(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/web/assets/part.") {
				http.NotFound(w, r)
				return
			}
			shop.ServeHTTP(w, r)
		}))
		tab.Press("link", "Tienda")
		tab.AwaitText(".lacking", "No se pudo cargar esta parte de la tienda.")
		tab.Visit("/producto/2000")
		tab.AwaitText("h1", "Artículo 2000")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		tab.Press("link", "Tienda")
		tab.AwaitText(".lacking", "No se pudo cargar esta parte de la tienda.")
		m.Run(shop)
		tab.Press("button", "Intentar otra vez")
		tab.AwaitText(".grid", "Artículo 1999")
		tab.Await("!document.querySelector('.lacking__text')")
	})
}

// Once the worker has all parts, it does not look for them again at each question for the
// current catalogue. It goes on where it was stopped, and a new catalogue takes the place
// of the earlier one.
func TestPartsAreGatheredOnce(t *testing.T) {
	// The part is one that no page asks for: products from the middle of the catalogue. The
	// page asks for the parts of its list and its filters at a time that nobody knows.
	const cache = `caches.keys().then(names => caches.open(names.find(name => name.endsWith('catalogue')))).then(async cache => {
		const urls = (await cache.keys()).map(key => key.url), end = urls.find(url => url.endsWith('?end'));
		const { products } = await (await caches.match('/web/current.json')).json(), { folder, parts } = await (await caches.match(products)).json();
		const middle = new URL(folder + parts[parts.length >> 1] + '.json', location).href, part = urls.includes(middle) && middle;`
	ask := "fetch('/web/current.json').then(answer => answer.text())"
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Grande", browsertest.Many(400)))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	tab.AwaitAsync(cache + "return end && part; })")
	tab.AwaitAsync(cache + "self.earlier = urls; self.end = end; self.gone = part; return cache.delete(part); })")
	tab.AwaitAsync(ask + ".then(() => " + ask + ")")
	if !browsertest.Eval[bool](tab, cache+"return !urls.includes(self.gone); })") {
		t.Error("the worker has looked for all parts, want it to know that it has had them")
	}
	tab.AwaitAsync(cache + "return cache.delete(self.end); })")
	tab.AwaitAsync(ask)
	tab.AwaitAsync(cache + "return end && urls.includes(self.gone); })")
	m.Run(browsertest.NewShop(t, "Grande", browsertest.Many(401)))
	asked := ask + ".then(() => " + cache // again, because the server may not run yet
	// The page may have asked for a list of the earlier catalogue, or of this one, besides.
	tab.AwaitAsync(asked + "return end && part && end !== self.end && !urls.includes(self.end) && urls.length <= self.earlier.length + 2; }))")
}
