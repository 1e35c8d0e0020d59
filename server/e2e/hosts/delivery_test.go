package hosts_test

import (
	"log"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/httpd"
	"carrito/server/site"

	"github.com/chromedp/chromedp"
)

// counter counts the requests and responses of a handler.
type counter struct {
	http.Handler
	mu      sync.Mutex
	asked   map[string]int    // by address
	codings map[string]string // Content-Encoding of the last response, by address
	status  map[string]int    // status of the last response, by address

	requests int
	whole    map[string]int // responses with status 200, by address
	bytes    map[string]int // bytes of all bodies, by address
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
	c.Handler.ServeHTTP(seen, r)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked[r.URL.Path]++
	c.codings[r.URL.Path] = w.Header().Get("Content-Encoding")
	c.status[r.URL.Path] = seen.status
	c.requests++
	c.bytes[r.URL.Path] += seen.bytes
	if seen.status == http.StatusOK {
		c.whole[r.URL.Path]++
	}
}

// statusWriter records the status and the size of a response.
type statusWriter struct {
	http.ResponseWriter
	status, bytes int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(body []byte) (int, error) {
	n, err := w.ResponseWriter.Write(body)
	w.bytes += n
	return n, err
}

// reset returns the counts and resets them.
func (c *counter) reset() (asked map[string]int, codings map[string]string, status map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	asked, codings, status = c.asked, c.codings, c.status
	c.asked, c.codings, c.status = map[string]int{}, map[string]string{}, map[string]int{}
	c.requests, c.whole, c.bytes = 0, map[string]int{}, map[string]int{}
	return asked, codings, status
}

// A browser downloads each file once, compressed, whether it is preloaded or not. A
// second page takes all files from the cache.
func TestDelivery(t *testing.T) {
	t.Parallel()
	handler, err := httpd.NewHandler(site.Files{Shop: browsertest.Web + "/shop.json", Products: browsertest.Web + "/products.json", Web: browsertest.Web}, log.New(t.Output(), "", 0))
	if err != nil {
		t.Fatal(err)
	}
	<-handler.Compressed()
	counting := &counter{Handler: handler}
	counting.reset()
	tab := browsertest.NewBrowser(t).Open(browsertest.Listen(t, counting))
	tab.Before(browsertest.WaitForWorker)

	tab.Visit("/")
	// The server does not see an unused preload, because the HTTP cache answers the
	// second load. The program is loaded by a worker of the page.
	for name, by := range map[string][]string{"app": {}, "products": {"link"}} {
		loads := browsertest.Eval[[]string](tab, "performance.getEntriesByType('resource').filter(e => e.name.includes('/web/assets/"+name+".')).map(e => e.initiatorType)")
		if !slices.Equal(loads, by) {
			t.Errorf("%s: got loads by %q, want %q", name, loads, by)
		}
	}
	tab.Do(chromedp.Navigate("about:blank"))
	asked, codings, _ := counting.reset()
	files := map[string]bool{}
	for address, n := range asked {
		if n == 2 && address == "/web/images/icono.svg" {
			continue // the browser requests it for the tab and for the manifest
		}
		if n != 1 {
			t.Errorf("%s: got %d requests, want 1", address, n)
		}
		if hashed, ok := strings.CutPrefix(address, "/web/assets/"); ok {
			name, _, _ := strings.Cut(hashed, ".")
			files[name+path.Ext(hashed)] = true
			if codings[address] != "br" {
				t.Errorf("%s: got coding %q, want br", address, codings[address])
			}
		}
	}
	for _, name := range []string{"app.wasm", "wasm_exec.js", "products.json", "icons.svg"} {
		if !files[name] || asked["/web/"+name] != 0 {
			t.Errorf("%s: got requests %v, want one for its hashed name only", name, asked)
		}
	}

	tab.Visit("/producto/3")
	asked, _, _ = counting.reset()
	for address := range asked {
		if strings.HasPrefix(address, "/web/assets/") {
			t.Errorf("second page: got a request for %s, want none", address)
		}
	}
	tab.Visit("/")
	asked, _, status := counting.reset()
	if asked["/"] != 1 || status["/"] != http.StatusNotModified {
		t.Errorf("first page again: got %d requests and status %d, want 1 request and status 304", asked["/"], status["/"])
	}
	tab.Press("link", "Polos")
	tab.AwaitText("h1", "Polos")
	tab.Await("document.querySelector('use').href.baseVal.startsWith('/web/assets/icons.')")
	asked, _, _ = counting.reset()
	for address := range asked {
		if strings.HasPrefix(address, "/web/assets/") {
			t.Errorf("in the app: got a request for %s, want none", address)
		}
	}
}

// The first visit downloads nothing twice, not even for the worker: what the page has
// loaded, the worker takes from the HTTP cache.
func TestFirstVisitDownloadsNothingTwice(t *testing.T) {
	t.Parallel()
	shop := browsertest.NewDemo(t)
	<-shop.Compressed()
	counting := &counter{Handler: shop}
	counting.reset()
	tab := browsertest.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, counting).Base())
	tab.Before(browsertest.WaitForWorker)
	tab.Visit("/")
	tab.AwaitWorker()
	tab.AwaitAsync("(await (await caches.open('carrito / pictures')).keys()).length >= 6")
	tab.Do(chromedp.Navigate("about:blank"))
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

// updateBudget is the most that a browser may download when one sentence of the shop
// changes, in bytes of all bodies but the page's own.
const updateBudget = 20_000

// After a change of one sentence, the service worker downloads a new build: only the
// files that differ.
func TestUpdateOfOneSentence(t *testing.T) {
	t.Parallel()
	settings, err := os.ReadFile(browsertest.DemoFiles.Shop)
	if err != nil {
		t.Fatal(err)
	}
	files := browsertest.DemoFiles
	files.Shop = filepath.Join(t.TempDir(), "shop.json")
	browsertest.WriteFile(t, files.Shop, strings.Replace(string(settings), "Ropa sencilla", "Ropa sencillísima", 1))
	shop, changed := browsertest.NewDemo(t), browsertest.NewHandler(t, files)
	<-shop.Compressed()
	<-changed.Compressed()
	m := browsertest.StartMachine(t, shop)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/carrito")
	tab.AwaitWorker()

	counting := &counter{Handler: changed}
	counting.reset()
	m.Run(counting)
	tab.Eval("dispatchEvent(new Event('online'))") // as when the network is back
	tab.AwaitText(".bars__update", "Hay una versión nueva de la tienda.")
	tab.Press("button", "Actualizar")
	tab.Await("window.carrito?.ready && !document.querySelector('.bars__update')")
	tab.AwaitAsync("caches.keys().then(all => all.filter(name => name.includes('/web/assets/shell.')).length === 1)")
	tab.Do(chromedp.Navigate("about:blank"))
	counting.mu.Lock()
	defer counting.mu.Unlock()
	all := 0
	for address, bytes := range counting.bytes {
		if address != "/carrito" {
			all += bytes
		}
	}
	t.Logf("an update of one sentence: %d bytes of bodies besides the page: %v", all, counting.bytes)
	if all > updateBudget {
		t.Errorf("got %d bytes, want at most %d", all, updateBudget)
	}
}
