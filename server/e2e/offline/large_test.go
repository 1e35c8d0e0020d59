package offline_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// keptParts is JavaScript for the number of parts of the catalogue that the worker keeps,
// and of their bytes.
const keptParts = `(async () => { const cache = await caches.open("carrito / catalogue"); let n = 0, bytes = 0;
	for (const key of await cache.keys()) if (key.url.includes("/part.")) { n++; bytes += (await (await cache.match(key)).arrayBuffer()).byteLength }
	return [n, bytes] })()`

// keptAll is JavaScript that reports whether the worker keeps all that the directory names.
const keptAll = `(async () => {
	const { products } = await (await caches.match("/web/current.json")).json();
	const { folder, files, parts } = await (await caches.match(products)).json();
	const all = [...Object.values(files), ...parts.map(hash => hash + ".json")];
	const kept = await Promise.all(all.map(file => caches.match(folder + file)));
	return kept.every(Boolean);
})()`

// TestOfflineInALargeShop loses the server while the worker keeps a shop in many parts.
// What is kept opens, what is not says so and offers the rest, and the worker goes on once
// the server is back.
func TestOfflineInALargeShop(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		handler := browsertest.NewParted(t)
		all := handler.Site().Catalog.Products()
		oldest, middle, latest := all[0], all[len(all)/2], all[len(all)-1]
		var asked atomic.Int64
		limited := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, "/part.") && asked.Add(1) > 44 {
				http.Error(w, "busy", http.StatusServiceUnavailable)
				return
			}
			handler.ServeHTTP(w, r)
		})
		m := browsertest.StartMachine(t, limited)
		tab := s.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit(fmt.Sprintf("/producto/%d", middle.ID))
		tab.AwaitWorker()
		tab.Visit(fmt.Sprintf("/producto/%d", middle.ID))
		tab.AwaitAsync("(await " + keptParts + ")[0] >= 40")
		m.Stop()

		tab.Visit(fmt.Sprintf("/producto/%d", latest.ID))
		tab.AwaitText("h1", latest.Name)
		tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda.")
		tab.Visit(fmt.Sprintf("/producto/%d", middle.ID)) // seen before
		tab.AwaitText("h1", middle.Name)
		tab.Visit(fmt.Sprintf("/producto/%d", oldest.ID))
		tab.AwaitText("h1", "No se pudo abrir")
		tab.AwaitText("main", "No se pudo cargar esta parte de la tienda.")
		tab.Press("link", "Ver productos")
		tab.AwaitText(".card__name", latest.Name)
		tab.Visit("/categoria/camisas-y-polos?o.talla=m")
		tab.AwaitText("h1", "Camisas y polos")

		m.Run(handler)
		m.Start()
		tab.Visit("/carrito")
		tab.AwaitAsync(keptAll)
		m.Stop()
		tab.Visit(fmt.Sprintf("/producto/%d", oldest.ID))
		tab.AwaitText("h1", oldest.Name)
	})
}

// workerWith serves a shop whose worker begins with a script, and in which texts of the
// worker are replaced.
func workerWith(t *testing.T, shop http.Handler, first string, replaced ...string) http.Handler {
	t.Helper()
	w := httptest.NewRecorder()
	shop.ServeHTTP(w, httptest.NewRequest("GET", "/worker.js", nil))
	for i := 0; i < len(replaced); i += 2 {
		if !strings.Contains(w.Body.String(), replaced[i]) {
			t.Fatalf("the worker has no %q", replaced[i])
		}
	}
	script := first + strings.NewReplacer(replaced...).Replace(w.Body.String())
	return changed(shop, map[string]http.HandlerFunc{"/worker.js": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, script)
	}})
}

// With Save-Data the worker keeps only the parts that pages have asked for.
func TestSaveDataKeepsNoParts(t *testing.T) {
	t.Parallel()
	shop := workerWith(t, browsertest.NewParted(t), `Object.defineProperty(navigator, "connection", { value: { saveData: true } });`)
	tab := browsertest.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, shop).Base())
	tab.Visit("/producto/500")
	tab.AwaitWorker()
	tab.AwaitAsync(`fetch("/web/current.json").then(async () => await caches.match("/web/current.json"))`)
	browsertest.Eval[bool](tab, `fetch("/web/current.json").then(() => true)`)
	if got := browsertest.Eval[[]int](tab, keptParts); got[0] > 0 {
		t.Errorf("got %v parts and bytes kept, want none", got)
	}
	tab.Visit("/pagina/20")
	tab.Press("link", "Siguiente")
	tab.AwaitText(".pages__now", "Página 21")
	tab.AwaitAsync("(await " + keptParts + ")[0] > 0")
	if got := browsertest.Eval[[]int](tab, keptParts); got[0] > 4 {
		t.Errorf("got %v parts and bytes kept, want those of two pages", got)
	}
}

// The worker keeps parts, and pictures, up to a bound of 24 MiB. This test has a lower one.
func TestPartsAreBounded(t *testing.T) {
	t.Parallel()
	const bound = 3 << 20
	shop := workerWith(t, browsertest.NewLarge(t), "", "24<<20", fmt.Sprint(bound))
	tab := browsertest.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, shop).Base())
	tab.Visit("/producto/500")
	tab.AwaitWorker()
	tab.AwaitAsync(fmt.Sprintf("(await %s)[1] > %d", keptParts, bound*8/10))
	for range 3 {
		browsertest.Eval[bool](tab, `fetch("/web/current.json").then(() => true)`)
	}
	if got := browsertest.Eval[[]int](tab, keptParts); got[1] > bound*11/10 {
		t.Errorf("got %v parts and bytes kept, want at most about %d bytes", got, bound)
	}

	// Parts that a page asks for take the place of those that it has not.
	last := browsertest.Eval[string](tab, `(async () => {
		const { products } = await (await caches.match("/web/current.json")).json();
		const { folder, parts } = await (await caches.match(products)).json();
		for (const hash of parts.slice(0, 60)) await (await fetch(folder + hash + ".json")).arrayBuffer();
		return folder + parts[59] + ".json";
	})()`)
	tab.AwaitAsync(fmt.Sprintf("caches.match(%q)", last))
	tab.AwaitAsync(fmt.Sprintf("(await %s)[1] <= %d", keptParts, bound)) // the worker answers first, and removes others afterwards
}

// A part that the server does not have is of another edition. The worker answers so, and does
// not take it for a network that fails.
func TestPartOfAnotherEdition(t *testing.T) {
	t.Parallel()
	shop := browsertest.NewShop(t, "Grande", browsertest.Many(400))
	m := browsertest.StartMachine(t, shop)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	for name, way := range map[string]http.HandlerFunc{
		"404":    http.NotFound,
		"200":    shop.ServeHTTP,
		"broken": func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "[]") },
	} {
		m.Run(changed(shop, map[string]http.HandlerFunc{
			"/web/assets/part.": way,
			"/producto/7": func(w http.ResponseWriter, r *http.Request) {
				time.Sleep(600 * time.Millisecond) // more than a network has that has just failed
				page := httptest.NewRecorder()
				r.Header.Del("Accept-Encoding")
				shop.ServeHTTP(page, r)
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				io.WriteString(w, strings.Replace(page.Body.String(), "<title", "<title data-after='"+name+"'", 1))
			},
		}))
		address := "/web/assets/part.0123456789abcdef.json"
		want := name
		if name == "200" {
			address = browsertest.Eval[string](tab, "caches.match('/web/current.json').then(answer => answer.json()).then(({ products }) => caches.match(products)).then(answer => answer.json()).then(({ folder, parts }) => folder + parts[0] + '.json')")
		}
		if got := browsertest.Eval[string](tab, fmt.Sprintf("fetch(%q).then(answer => String(answer.status), () => 'broken')", address)); got != want {
			t.Errorf("got the answer %s, want %s", got, want)
		}
		tab.Visit("/producto/7")
		tab.AwaitText("h1", "Artículo 7")
		if got := browsertest.Eval[string](tab, "document.querySelector('title').dataset.after ?? 'none'"); got != name {
			t.Errorf("after %s: got a kept page, want the server's", name)
		}
	}
}
