package e2e

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"carrito/server/site"

	"github.com/andybalholm/brotli"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

const newVersion = ".bars__update"

// While a shopper is in the cart, a bar announces a new version of the shop. Nothing
// changes until the shopper accepts it. The cart stays, and another tab continues with
// the old version.
func TestUpdateWhileTheCartIsOpen(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	other := tab.beside()
	other.visit("/producto/2")
	other.awaitWorker()
	tab.visit("/agregarCarrito/1")
	tab.awaitCount(1)
	tab.typeInto("Cantidad de Gorra", "3")
	tab.awaitCount(3)
	tab.eval("window.mark = 'old'")

	m.run(newShop(t, "Dos", twoHats))
	tab.eval("dispatchEvent(new Event('online'))") // as when the network is back
	tab.awaitText(newVersion, "Hay una versión nueva de la tienda.")
	if got := eval[string](tab, "window.mark + document.querySelector('h1').textContent"); got != "oldTu carrito" {
		t.Errorf("got %q, want the page as it was", got)
	}
	tab.press("button", "Actualizar")
	tab.await("!window.mark && window.carrito?.ready")
	tab.awaitCount(3)
	tab.awaitText("#subtotal", "S/ 119.70")
	tab.await("!document.querySelector('" + newVersion + "')")
	tab.press("link", "Tienda")
	tab.awaitText(".cover__tagline", "Dos")

	other.press("button", "Agregar al carrito")
	other.await("document.getElementById('cart-count').textContent > 0")
	other.press("link", "Tienda")
	other.awaitText(".cover__tagline", "Una")
	m.stop()
	other.press("link", "Gorra")
	other.awaitText("h1", "Gorra")
	other.await("document.querySelector('use').href.baseVal.startsWith('/web/assets/')")
	tab.visit("/producto/1")
	tab.awaitText(staleBar, "Precios del")

	// The files cached for the other tab are deleted when it is closed.
	tab.awaitAsync(cachedBuilds + ".then(kept => kept.includes(' '))")
	if err := chromedp.Cancel(other.ctx); err != nil {
		t.Fatal(err)
	}
	tab.visit("/producto/2")
	tab.awaitAsync(cachedBuilds + ".then(kept => !kept.includes(' '))")
}

// The next visit uses a new version without asking. The cached files of the old version
// are deleted.
func TestUpdateOnTheNextStart(t *testing.T) {
	t.Parallel()
	m := start(t, newShop(t, "Una", twoHats))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	first := eval[string](tab, cachedBuilds)
	m.run(newShop(t, "Dos", twoHats))
	tab.visit("/")
	tab.awaitText(".cover__tagline", "Dos")
	tab.awaitAsync(cachedBuilds + ".then(kept => kept !== " + quoteJS(first) + " && !kept.includes(' '))")
	if eval[bool](tab, "!!document.querySelector('"+newVersion+"')") {
		t.Error("got the new version announced on its own page, want no announcement")
	}
	m.stop()
	tab.visit("/producto/1")
	tab.visit("/")
	tab.awaitText(".cover__tagline", "Dos")
}

// fate is JavaScript that records the state of the worker that was installed last, in
// window.fate.
const fate = `addEventListener("load", async () => {
	const registration = await navigator.serviceWorker.register("/worker.js");
	const follow = (worker) => { if (!worker) return; window.fate = worker.state; worker.addEventListener("statechange", () => { window.fate = worker.state }) };
	follow(registration.installing);
	registration.addEventListener("updatefound", () => follow(registration.installing));
})`

// cachedBuilds is JavaScript for the hashes of the builds that the worker has cached,
// separated by spaces.
const cachedBuilds = `caches.keys().then(names => names.filter(n => n.includes("edition")).map(n => n.split("shell.")[1]).join(" "))`

// If a file in the worker's list is missing or does not match the hash in its name, the
// new worker is not installed, and the previous one stays. The shop still works.
func TestAssetOfTheListIsMissing(t *testing.T) {
	t.Parallel()
	missing := func(tagline, file string) http.Handler {
		return changed(newShop(t, tagline, twoHats), map[string]http.HandlerFunc{"/web/assets/" + file: http.NotFound})
	}
	broken := func(tagline string) http.Handler {
		return changed(newShop(t, tagline, twoHats), map[string]http.HandlerFunc{
			"/web/assets/shell.": func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("<h1>Wi-Fi</h1>")) },
		})
	}
	m := start(t, missing("Una", "icons.")) // the last file of the list
	tab := newBrowser(t).openWithWorker(m.base())
	tab.before(fate)
	tab.visit("/")
	tab.await("window.fate === 'redundant'")
	tab.press("link", "Gorra")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	tab.awaitAsync(cachedBuilds + ".then(kept => kept === '')")

	m.run(newShop(t, "Una", twoHats))
	tab.visit("/")
	tab.awaitWorker()
	kept := eval[string](tab, cachedBuilds)
	for _, handler := range []http.Handler{missing("Dos", "shell."), broken("Tres")} {
		m.run(handler)
		tab.visit("/")
		tab.await("window.fate === 'redundant'")
		tab.awaitCount(1)
		tab.awaitAsync(cachedBuilds + ".then(now => now === " + quoteJS(kept) + ")")
	}
	m.stop()
	tab.visit("/producto/2")
	tab.awaitText("h1", "Boina")
	tab.awaitCount(1)
}

// If the browser does not let the worker cache anything, from the start or later, the
// shop works as without a worker.
func TestCachesUnavailable(t *testing.T) {
	t.Parallel()
	const denied = `Object.defineProperty(self, "caches", {get() { throw new DOMException("denied", "SecurityError") }});`
	for name, script := range map[string]string{
		"from the start": denied, "later": "addEventListener('activate', () => {" + denied + "});",
	} {
		t.Run(name, func(t *testing.T) {
			shop := newShop(t, "Una", twoHats)
			m := start(t, changed(shop, map[string]http.HandlerFunc{"/worker.js": func(w http.ResponseWriter, r *http.Request) {
				r.Header.Del("Accept-Encoding")
				shop.ServeHTTP(w, r)
				w.Write([]byte(script))
			}}))
			tab := newBrowser(t).openWithWorker(m.base())
			tab.before(fate)
			tab.visit("/")
			tab.await("['redundant', 'activated'].includes(window.fate)")
			tab.visit("/producto/1")
			tab.await("document.querySelector('.gallery img').complete && document.querySelector('.gallery img').naturalWidth > 0")
			tab.press("button", "Agregar al carrito")
			tab.awaitCount(1)
			tab.visit("/carrito")
			tab.awaitText("#subtotal", "S/ 39.90")
		})
	}
}

// The disk is full when the worker caches the shop, or becomes full later.
func TestQuotaFull(t *testing.T) {
	t.Parallel()
	full := func(tab *tab, bytes float64) {
		t.Helper()
		params := storage.OverrideQuotaForOriginParams{Origin: tab.base, QuotaSize: &bytes}
		if _, err := chromedp.Call(tab.ctx, storage.OverrideQuotaForOrigin, params); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("at install", func(t *testing.T) {
		m := start(t, newShop(t, "Una", twoHats))
		tab := newBrowser(t).openWithWorker(m.base())
		full(tab, 1<<20)
		tab.before(fate)
		tab.visit("/")
		tab.await("window.fate === 'redundant'")
		tab.awaitAsync(cachedBuilds + ".then(kept => kept === '')")
		tab.visit("/producto/1")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(1)
	})
	t.Run("later", func(t *testing.T) {
		m := start(t, newShop(t, "Una", twoHats))
		tab := newBrowser(t).openWithWorker(m.base())
		tab.visit("/")
		tab.awaitWorker()
		full(tab, 1)
		m.run(newShop(t, "Una", withPrice("45.00")))
		tab.visit("/producto/1")
		tab.awaitText(".price", "S/ 45.00")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(1)
		m.stop()
		tab.visit("/carrito") // uses the last catalogue that could be cached
		tab.awaitText(staleBar, "Precios del")
		tab.awaitText("#subtotal", "S/ 39.90")
	})
}

// A new version is deployed between the loading of a page and of its program. The old
// page gets its program if the worker still has it. Otherwise it shows an alert and works
// without the program. A new page gets the new program, even from an old worker.
func TestDeployBetweenPageAndProgram(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(web + "/app.wasm")
	if err != nil {
		t.Fatal("the browser program is not built: run make program")
	}
	oldShop := newShop(t, "Una", twoHats)
	newShop := newHandler(t, withProgram(t, append(bytes.Clone(program), "\x00\x05\x04next"...)))
	old := assetNames(oldShop)

	t.Run("old page, program gone", func(t *testing.T) {
		m := start(t, changed(newShop, map[string]http.HandlerFunc{"/producto/": oldShop.ServeHTTP}))
		tab := newBrowser(t).openWithWorker(m.base())
		tab.do(chromedp.Navigate(tab.base + "/producto/1"))
		tab.awaitText("[role=alert]", "no se pudo cargar")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(1)
		tab.press("link", "Carrito")
		tab.await("window.carrito?.ready")
		tab.awaitText("#subtotal", "S/ 39.90")
	})
	t.Run("old page, program cached by the worker", func(t *testing.T) {
		m := start(t, oldShop)
		tab := newBrowser(t).openWithWorker(m.base())
		tab.visit("/")
		tab.awaitWorker()
		tab.clearBrowserCache()
		m.run(changed(newShop, map[string]http.HandlerFunc{"/producto/": oldShop.ServeHTTP}))
		tab.visit("/producto/1")
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(1)
	})
	t.Run("new page, old worker", func(t *testing.T) {
		m := start(t, oldShop)
		tab := newBrowser(t).openWithWorker(m.base())
		tab.visit("/")
		tab.awaitWorker()
		m.run(changed(newShop, map[string]http.HandlerFunc{"/worker.js": oldShop.ServeHTTP}))
		tab.visit("/producto/1")
		tab.awaitText("h1", "Gorra")
		tab.await("performance.getEntriesByType('resource').some(e => e.name.endsWith('.wasm') && !e.name.endsWith(" + quoteJS(old["app"]) + "))")
		m.stop()
		tab.visit("/producto/1")
		tab.awaitText("h1", "Gorra")
		tab.awaitText(staleBar, "Precios del")
	})
}

// assetNames returns the names of the hashed files that the first page of a shop needs.
// The keys are the names without hash and extension.
func assetNames(handler http.Handler) map[string]string {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	names := map[string]string{}
	for _, part := range strings.Split(answer.Body.String(), "/web/assets/")[1:] {
		name := part[:strings.IndexAny(part, `"'#`)]
		names[strings.SplitN(name, ".", 2)[0]] = name
	}
	return names
}

// withProgram returns the files of a shop with twoHats and the given program. It
// compresses the program in advance at the fastest level, which saves time.
func withProgram(t *testing.T, program []byte) site.Files {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "css"), os.DirFS(web+"/css")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"boot.js", "worker.js", "icons.svg", "wasm_exec.js"} {
		data, err := os.ReadFile(web + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, name), string(data))
	}
	write(t, filepath.Join(folder, "app.wasm"), string(program))
	if err := os.Mkdir(filepath.Join(folder, ".cache"), 0o700); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestSpeed)
	w.Write(program)
	w.Close()
	write(t, filepath.Join(folder, ".cache", fmt.Sprintf("%x.br", sha256.Sum256(program))), packed.String())
	files := shopFiles(t, "Una", strings.Replace(twoHats, `/web/images/`, `https://img.example/`, 1))
	files.Web = folder
	return files
}
