package offline_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

// keptParts is JavaScript for the number of parts of the catalogue that the worker keeps,
// and of their bytes.
const keptParts = `(async () => { const cache = await caches.open("carrito / catalogue"); let n = 0, bytes = 0;
	for (const key of await cache.keys()) {
		const part = key.url.includes("/part.") && await cache.match(key); // the worker may remove some meanwhile
		if (part) { n++; bytes += (await part.arrayBuffer()).byteLength }
	}
	return [n, bytes] })()`

// keptFiles is JavaScript for the paths of the files of the catalogue that the worker keeps.
const keptFiles = `caches.open("carrito / catalogue").then(cache => cache.keys()).then(keys => keys.map(key => new URL(key.url).pathname))`

// TestOfflineInALargeShop loses the server while the worker gathers a shop that is too large
// to be kept at the first visit. What is kept opens, what is not says so and offers the rest.
// Once the server is back, the worker fetches what it lacks, and nothing else.
func TestOfflineInALargeShop(t *testing.T) { browsertest.InEngines(t, offlineInALargeShop) }

func offlineInALargeShop(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.NewKeptLater(t)
	all := shop.Site().Catalog.Products()
	oldest, middle, latest := all[0], all[len(all)/3], all[len(all)-1]
	directory := browsertest.DirectoryOf(t, shop)
	older := len(directory.Parts) / 2
	gate := browsertest.NewGate(t, shop)
	gate.Answer(func(w http.ResponseWriter, r *http.Request) {
		for i := range older {
			if r.URL.Path == directory.Part(i) {
				http.Error(w, "busy", http.StatusServiceUnavailable)
				return
			}
		}
		shop.ServeHTTP(uncachedWriter{w}, r)
	})
	m := browsertest.StartMachine(t, gate)
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit(fmt.Sprintf("/producto/%d", middle.ID))
	tab.AwaitWorker()
	tab.Visit(fmt.Sprintf("/producto/%d", middle.ID))
	tab.AwaitAsync(fmt.Sprintf("(await %s)[0] === %d", keptParts, len(directory.Files)+len(directory.Parts)-older))
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
	tab.Await("document.querySelectorAll('.card').length === 24")
	tab.Visit(fmt.Sprintf("/pagina/%d", (len(all)+23)/24)) // the oldest products
	tab.AwaitText(".lacking", "No se pudo cargar esta parte de la tienda.")

	kept := browsertest.Eval[[]string](tab, keptFiles)
	gate.Answer(func(w http.ResponseWriter, r *http.Request) { shop.ServeHTTP(uncachedWriter{w}, r) })
	gate.Asked()
	m.Start()
	tab.Visit("/carrito")
	tab.AwaitAsync(browsertest.KeptAll)
	for _, file := range gate.Asked() {
		if slices.Contains(kept, file) {
			t.Errorf("the worker fetched %s, which it had, want it to go on where it stopped", file)
		}
	}
	m.Stop()
	tab.Visit(fmt.Sprintf("/producto/%d", oldest.ID))
	tab.AwaitText("h1", oldest.Name)
}

// uncachedWriter writes responses that the browser's own cache does not keep, so that what
// the worker asks for twice is asked of the server twice.
type uncachedWriter struct{ http.ResponseWriter }

func (w uncachedWriter) WriteHeader(status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.ResponseWriter.WriteHeader(status)
}

func (w uncachedWriter) Write(content []byte) (int, error) {
	w.Header().Set("Cache-Control", "no-store") // has no effect after WriteHeader
	return w.ResponseWriter.Write(content)
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

// saveData is a script that lets a worker think that the shopper saves data.
const saveData = `Object.defineProperty(navigator, "connection", { value: { saveData: true } });`

// Of a shop of 2,000 products everything is kept when the worker is installed, however many
// categories it has, and with Save-Data too.
func TestAllPartsAreKept(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ products, first string }{
		"many categories": {browsertest.ManyIn(2000, 120), ""},
		"Save-Data":       {browsertest.Many(2000), saveData},
	} {
		t.Run(name, func(t *testing.T) {
			shop := workerWith(t, browsertest.NewShop(t, "Grande", test.products), test.first)
			tab := browsertest.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, shop).Base())
			tab.Visit("/")
			tab.AwaitWorker()
			if !browsertest.Eval[bool](tab, browsertest.KeptAll) {
				t.Errorf("got %v parts and bytes kept, want all", browsertest.Eval[[]int](tab, keptParts))
			}
		})
	}
}

// Of a larger shop, with Save-Data the worker keeps only the parts that pages have asked for.
func TestSaveDataKeepsNoParts(t *testing.T) {
	t.Parallel()
	shop := workerWith(t, browsertest.NewShop(t, "Grande", browsertest.Many(2001)), saveData)
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
// Parts that pages have asked for stay, also if the worker was stopped meanwhile.
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

	// ask asks for parts like a page, and waits until they are kept as such. The worker
	// answers first, and removes others afterwards.
	ask := func(parts string) {
		t.Helper()
		tab.Eval(`return (async () => {
			const { products } = await (await caches.match("/web/current.json")).json();
			const { folder, parts } = await (await caches.match(products)).json();
			self.all = parts.map(hash => folder + hash + ".json");
			self.there = [];
			for (const address of all) if (await caches.match(address)) there.push(address);
			const now = ` + parts + `;
			for (const address of now) await (await fetch(address)).arrayBuffer();
			self.asked = (self.asked ?? []).concat(now);
			self.last = now.at(-1);
		})()`)
		tab.AwaitAsync("caches.match(last)")
		tab.AwaitAsync(fmt.Sprintf("(await %s)[1] <= %d", keptParts, bound))
	}
	missing := func(when string) {
		t.Helper()
		if got := browsertest.Eval[int](tab, "Promise.all(asked.map(address => caches.match(address))).then(all => all.filter(one => !one).length)"); got > 0 {
			t.Errorf("%s: got %d parts removed that pages had asked for, want none", when, got)
		}
	}
	ask("there.slice(0, 8)") // those that were gathered last
	ask("all.slice(0, 60)")
	missing("in one life of the worker")
	stopWorkers(tab)
	ask("all.slice(60, 100)")
	missing("after the worker was stopped")
}

// stopWorkers ends the workers of a tab, which start again when they are needed. The browser
// does so after half a minute in which nothing was asked of them.
func stopWorkers(tab *browsertest.Tab) {
	tab.T.Helper()
	if _, err := chromedp.Call(tab.Ctx, serviceworker.Enable, cdp.Empty{}); err != nil {
		tab.T.Fatal(err)
	}
	if _, err := chromedp.Call(tab.Ctx, serviceworker.StopAllWorkers, cdp.Empty{}); err != nil {
		tab.T.Fatal(err)
	}
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
