package offline_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// After one visit to a shop of 2,000 products, whose catalogue comes in parts, all of them
// open without a server, and without a static host that has the shop under a path.
func TestOfflineInParts(t *testing.T) {
	places := browsertest.EndsWith(t, browsertest.Many(2000))
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		for _, at := range s.Of(places) {
			t.Run(at.Name, func(t *testing.T) {
				host := at.Serve(t)
				tab := s.NewBrowser(t).OpenWithWorker(host.Base)
				tab.Visit("/")
				tab.AwaitWorker()
				host.Stop()
				walkOfflineParts(tab)
			})
		}
	})
}

// walkOfflineParts opens products and lists of a shop that is stopped.
func walkOfflineParts(tab *browsertest.Tab) {
	tab.T.Helper()
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
		tab.AwaitWhole()
		tab.Press("link", "Tienda")
		tab.AwaitText(".lacking", "No se pudo cargar esta parte de la tienda.")
		tab.Visit("/producto/2000")
		tab.AwaitText("h1", "Artículo 2000")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		tab.AwaitWhole()
		tab.Press("link", "Tienda")
		tab.AwaitText(".lacking", "No se pudo cargar esta parte de la tienda.")
		m.Run(shop)
		tab.Press("button", "Intentar otra vez")
		tab.AwaitText(".grid", "Artículo 1999")
		tab.Await("!document.querySelector('.lacking__text')")
	})
}

// A page that was open while a product was sold asks for a part that the server has no more.
// It says nothing of it, because the new catalogue has another one, however late it comes.
func TestPartOfASoldProduct(t *testing.T) {
	t.Parallel()
	before := browsertest.Many(400)
	after := strings.Replace(before, `"name":"Artículo 370"`, `"name":"Artículo 370 en oferta"`, 1)
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Grande", before))
	tab := browsertest.NewBrowser(t).Open(m.Base())
	tab.Visit("/")
	tab.Eval(`self.said = []; new MutationObserver(() => said.push(...document.querySelectorAll(".lacking__text"))).observe(document.body, { subtree: true, childList: true })`)
	shop := browsertest.NewShop(t, "Grande", after)
	missing := make(chan struct{}, 100) // parts that the server had no more
	m.Run(changed(shop, map[string]http.HandlerFunc{
		"/web/assets/catalog.": func(w http.ResponseWriter, r *http.Request) {
			for range 2 { // a list and a part, or one of them twice
				select {
				case <-missing:
				case <-r.Context().Done():
					return
				}
			}
			time.Sleep(3 * time.Second) // more than the rest before the second try
			shop.ServeHTTP(w, r)
		},
		"/web/assets/part.": func(w http.ResponseWriter, r *http.Request) {
			answer := httptest.NewRecorder()
			shop.ServeHTTP(answer, r.Clone(r.Context()))
			if answer.Code == http.StatusNotFound {
				missing <- struct{}{}
			}
			shop.ServeHTTP(w, r)
		},
	}))
	tab.Press("link", "Siguiente")
	tab.AwaitText(".grid", "Artículo 370 en oferta")
	if got := browsertest.Eval[[]string](tab, "said.map(element => element.textContent)"); len(got) > 0 {
		t.Errorf("the page said %q, want nothing", got)
	}
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
