package e2e

import (
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/httpd"
	"carrito/server/site"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// machine is a server that a test can stop abruptly, start again at the same address,
// and give another version of a shop.
type machine struct {
	t       testing.TB
	address string
	server  *http.Server

	mu      sync.Mutex
	handler http.Handler
}

// start starts a machine with the given handler.
func start(t testing.TB, handler http.Handler) *machine {
	t.Helper()
	m := &machine{t: t, handler: handler, address: "127.0.0.1:0"}
	m.start()
	t.Cleanup(m.stop)
	return m
}

func (m *machine) base() string { return "http://" + m.address }

// ServeHTTP calls the current handler.
func (m *machine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	handler := m.handler
	m.mu.Unlock()
	handler.ServeHTTP(w, r)
}

// run replaces the handler.
func (m *machine) run(handler http.Handler) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.handler = handler
}

// start starts the machine, at its previous address if it had one.
func (m *machine) start() {
	m.t.Helper()
	listener, err := net.Listen("tcp", m.address)
	if err != nil {
		m.t.Fatal(err)
	}
	m.address = listener.Addr().String()
	m.server = &http.Server{Handler: m, ErrorLog: log.New(m.t.Output(), "", 0)}
	go m.server.Serve(listener)
}

// stop closes all connections and the listener.
func (m *machine) stop() { m.server.Close() }

// shared holds the handlers of shops that no test changes, by their content. Each is
// loaded and compressed once for all tests.
var shared = struct {
	sync.Mutex
	handlers map[string]*httpd.Handler
}{handlers: map[string]*httpd.Handler{}}

// sharedHandler returns the handler of the shop in the files, for tests that only
// serve it. Equal content gives the same handler.
func sharedHandler(t testing.TB, content string, files func() site.Files) *httpd.Handler {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if handler, ok := shared.handlers[content]; ok {
		return handler
	}
	handler := loadHandler(t, files(), log.New(os.Stderr, "", 0))
	shared.handlers[content] = handler
	return handler
}

// demoFiles are the files of the demo shop.
var demoFiles = site.Files{Shop: web + "/shop.json", Products: web + "/products.json", Web: web}

// newDemo returns the shared handler of the demo shop.
func newDemo(t testing.TB) *httpd.Handler {
	t.Helper()
	return sharedHandler(t, "demo", func() site.Files { return demoFiles })
}

func newHandler(t testing.TB, files site.Files) *httpd.Handler {
	t.Helper()
	return loadHandler(t, files, log.New(t.Output(), "", 0))
}

func loadHandler(t testing.TB, files site.Files, logger *log.Logger) *httpd.Handler {
	t.Helper()
	handler, err := httpd.NewHandler(files, logger)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// twoHats is a catalogue of two products. Tests replace its prices.
const twoHats = `[
	{"id": 1, "slug": "gorra", "name": "Gorra", "price": "39.90", "category": "Gorras",
	 "images": [{"src": "/web/images/gorra-drill.jpg", "alt": "Gorra", "width": 1200, "height": 1500}]},
	{"id": 2, "slug": "boina", "name": "Boina", "price": "20.00", "category": "Gorras"}]`

// newShop returns the shared handler of a small shop with the program of the demo shop.
// A different tagline makes a different version of the shop.
func newShop(t testing.TB, tagline, products string) *httpd.Handler {
	t.Helper()
	return sharedHandler(t, "small: "+tagline+": "+products, func() site.Files { return shopFiles(t, tagline, products) })
}

func shopFiles(t testing.TB, tagline, products string) site.Files {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: web}
	write(t, files.Shop, `{"name": "Tienda", "tagline": "`+tagline+`", "language": "es", "locale": "es-PE", "currency": "PEN"}`)
	write(t, files.Products, products)
	return files
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// changed returns a handler that calls ways[prefix] for paths with that prefix, and
// handler for all others.
func changed(handler http.Handler, ways map[string]http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for address, way := range ways {
			if strings.HasPrefix(r.URL.Path, address) {
				way(w, r)
				return
			}
		}
		handler.ServeHTTP(w, r)
	})
}

// hang returns a handler that never answers. Calling end closes its connections.
func hang() (handler http.HandlerFunc, end func()) {
	ended := make(chan struct{})
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-ended:
		case <-r.Context().Done():
		}
		panic(http.ErrAbortHandler)
	}, func() { close(ended) }
}

// awaitWorker waits until an activated service worker controls the tab.
func (tab *tab) awaitWorker() {
	tab.t.Helper()
	tab.await("navigator.serviceWorker.controller?.state === 'activated'")
}

// awaitAsync waits until a JavaScript expression, or the promise that it returns, is
// true.
func (tab *tab) awaitAsync(expression string) {
	tab.t.Helper()
	for start := time.Now(); time.Since(start) < patience; time.Sleep(50 * time.Millisecond) {
		if eval[bool](tab, "(async () => !!(await ("+expression+")))()") {
			return
		}
	}
	tab.t.Fatalf("never became true: %s", expression)
}

// cachedBodies is JavaScript that returns, as JSON, the number of files and of bytes in
// each cache of the worker.
const cachedBodies = `(async () => { const sums = {};
	for (const name of await caches.keys()) { const cache = await caches.open(name), sum = sums[name] = {files: 0, bytes: 0};
		for (const key of await cache.keys()) { sum.files++; sum.bytes += (await (await cache.match(key))?.blob())?.size ?? 0 } }
	return JSON.stringify(sums) })()`

// withPrice returns twoHats with another price of the first product.
func withPrice(price string) string { return strings.Replace(twoHats, "39.90", price, 1) }

// clearBrowserCache clears the HTTP cache of the browser, but not the caches of the
// worker.
func (tab *tab) clearBrowserCache() {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		tab.t.Fatal(err)
	}
}
