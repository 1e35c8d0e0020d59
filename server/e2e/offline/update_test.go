package offline_test

import (
	"net/http"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

const newVersion = ".bars__update"

// While a shopper is in the cart, a bar announces a new version of the shop. Nothing
// changes until the shopper accepts it. The cart stays, and another tab continues with
// the old version.
func TestUpdateWhileTheCartIsOpen(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	other := tab.Beside()
	other.Visit("/producto/2")
	other.AwaitWorker()
	tab.Visit("/agregarCarrito/1")
	tab.AwaitCount(1)
	tab.TypeInto("Cantidad de Gorra", "3")
	tab.AwaitCount(3)
	tab.Eval("window.mark = 'old'")

	m.Run(browsertest.NewShop(t, "Dos", browsertest.TwoHats))
	tab.Eval("dispatchEvent(new Event('online'))") // as when the network is back
	tab.AwaitText(newVersion, "Hay una versión nueva de la tienda.")
	if got := browsertest.Eval[string](tab, "window.mark + document.querySelector('h1').textContent"); got != "oldTu carrito" {
		t.Errorf("got %q, want the page as it was", got)
	}
	tab.Press("button", "Actualizar")
	tab.Await("!window.mark && window.carrito?.ready")
	tab.AwaitCount(3)
	tab.AwaitText("#subtotal", "S/ 119.70")
	tab.Await("!document.querySelector('" + newVersion + "')")
	tab.Press("link", "Tienda")
	tab.AwaitText(".cover__tagline", "Dos")

	other.Press("button", "Agregar al carrito")
	other.Await("document.getElementById('cart-count').textContent > 0")
	other.Press("link", "Tienda")
	other.AwaitText(".cover__tagline", "Una")
	m.Stop()
	other.Press("link", "Gorra")
	other.AwaitText("h1", "Gorra")
	other.Await("document.querySelector('use').href.baseVal.startsWith('/web/assets/')")
	tab.Visit("/producto/1")
	tab.AwaitText(browsertest.StaleBar, "Precios del")

	// The files cached for the other tab are deleted when it is closed.
	tab.AwaitAsync(cachedBuilds + ".then(kept => kept.includes(' '))")
	if err := chromedp.Cancel(other.Ctx); err != nil {
		t.Fatal(err)
	}
	const one = cachedBuilds + ".then(kept => !kept.includes(' '))"
	for range 20 { // the worker looks at each visit, and may still see the closed tab
		tab.Visit("/producto/2")
		if browsertest.Eval[bool](tab, one) {
			return
		}
	}
	tab.AwaitAsync(one)
}

// The next visit uses a new version without asking. The cached files of the old version
// are deleted, also those of a worker that called a build an edition. The caches of
// another shop on the host stay.
func TestUpdateOnTheNextStart(t *testing.T) {
	t.Parallel()
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	first := browsertest.Eval[string](tab, cachedBuilds)
	tab.AwaitAsync(`Promise.all(["carrito / edition 1/web/assets/shell.1.html", "carrito /other/ pages"].map(n => caches.open(n))).then(() => true)`)
	m.Run(browsertest.NewShop(t, "Dos", browsertest.TwoHats))
	tab.Visit("/")
	tab.AwaitText(".cover__tagline", "Dos")
	tab.AwaitAsync(cachedBuilds + ".then(kept => kept !== " + browsertest.QuoteJS(first) + " && !kept.includes(' '))")
	tab.AwaitAsync(`Promise.all([caches.has("carrito / edition 1/web/assets/shell.1.html"), caches.has("carrito /other/ pages")]).then(has => !has[0] && has[1])`)
	if browsertest.Eval[bool](tab, "!!document.querySelector('"+newVersion+"')") {
		t.Error("got the new version announced on its own page, want no announcement")
	}
	m.Stop()
	tab.Visit("/producto/1")
	tab.Visit("/")
	tab.AwaitText(".cover__tagline", "Dos")
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
const cachedBuilds = `caches.keys().then(names => names.filter(n => n.includes("build")).map(n => n.split("shell.")[1]).join(" "))`

// If a file in the worker's list is missing or does not match the hash in its name, the
// new worker is not installed, and the previous one stays. The shop still works.
func TestAssetOfTheListIsMissing(t *testing.T) {
	t.Parallel()
	missing := func(tagline, file string) http.Handler {
		return changed(browsertest.NewShop(t, tagline, browsertest.TwoHats), map[string]http.HandlerFunc{"/web/assets/" + file: http.NotFound})
	}
	broken := func(tagline string) http.Handler {
		return changed(browsertest.NewShop(t, tagline, browsertest.TwoHats), map[string]http.HandlerFunc{
			"/web/assets/shell.": func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("<h1>Wi-Fi</h1>")) },
		})
	}
	m := browsertest.StartMachine(t, missing("Una", "icons.")) // the last file of the list
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Before(fate)
	tab.Visit("/")
	tab.Await("window.fate === 'redundant'")
	tab.Press("link", "Gorra")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.AwaitAsync(cachedBuilds + ".then(kept => kept === '')")

	m.Run(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab.Visit("/")
	tab.AwaitWorker()
	kept := browsertest.Eval[string](tab, cachedBuilds)
	for _, handler := range []http.Handler{missing("Dos", "shell."), broken("Tres")} {
		m.Run(handler)
		tab.Visit("/")
		tab.Await("window.fate === 'redundant'")
		tab.AwaitCount(1)
		tab.AwaitAsync(cachedBuilds + ".then(now => now === " + browsertest.QuoteJS(kept) + ")")
	}
	m.Stop()
	tab.Visit("/producto/2")
	tab.AwaitText("h1", "Boina")
	tab.AwaitCount(1)
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
			shop := browsertest.NewShop(t, "Una", browsertest.TwoHats)
			m := browsertest.StartMachine(t, changed(shop, map[string]http.HandlerFunc{"/worker.js": func(w http.ResponseWriter, r *http.Request) {
				r.Header.Del("Accept-Encoding")
				shop.ServeHTTP(w, r)
				w.Write([]byte(script))
			}}))
			tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
			tab.Before(fate)
			tab.Visit("/")
			tab.Await("['redundant', 'activated'].includes(window.fate)")
			tab.Visit("/producto/1")
			tab.Await("document.querySelector('.gallery img').complete && document.querySelector('.gallery img').naturalWidth > 0")
			tab.Press("button", "Agregar al carrito")
			tab.AwaitCount(1)
			tab.Visit("/carrito")
			tab.AwaitText("#subtotal", "S/ 39.90")
		})
	}
}

// The disk is full when the worker caches the shop, or becomes full later.
func TestQuotaFull(t *testing.T) {
	t.Parallel()
	full := func(tab *browsertest.Tab, bytes float64) {
		t.Helper()
		params := storage.OverrideQuotaForOriginParams{Origin: tab.Base, QuotaSize: &bytes}
		if _, err := chromedp.Call(tab.Ctx, storage.OverrideQuotaForOrigin, params); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("at install", func(t *testing.T) {
		m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		full(tab, 1<<20)
		tab.Before(fate)
		tab.Visit("/")
		tab.Await("window.fate === 'redundant'")
		tab.AwaitAsync(cachedBuilds + ".then(kept => kept === '')")
		tab.Visit("/producto/1")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
	})
	t.Run("later", func(t *testing.T) {
		m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/")
		tab.AwaitWorker()
		full(tab, 1)
		m.Run(browsertest.NewShop(t, "Una", withPrice("45.00")))
		tab.Visit("/producto/1")
		tab.AwaitText(".price", "S/ 45.00")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		m.Stop()
		tab.Visit("/carrito") // uses the last catalogue that could be cached
		tab.AwaitText(browsertest.StaleBar, "Precios del")
		tab.AwaitText("#subtotal", "S/ 39.90")
	})
}
