package tabs_test

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestKeptPage goes back to a page in the back/forward cache, in the only tab. The page
// must have the changes that later pages made to the session. Firefox restores such a
// page with the storage as it was when the page was left
// (https://github.com/whatwg/storage/issues/119).
func TestKeptPage(t *testing.T) { browsertest.InEngines(t, browsertest.OnDesktop(keptPage)) }

func keptPage(t *testing.T, s browsertest.Shopper) {
	tab := s.NewBrowser(t).OpenWithWorker(browsertest.Demo(t))
	tab.Visit("/carrito")
	tab.AwaitWorker()
	tab.Reload()
	recordRestore(tab)
	tab.Visit("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Visit("/pedido")
	tab.TypeInto("Nombre y apellido *", "Ana Quispe")
	tab.Eval("document.activeElement.blur()")
	tab.Await("sessionStorage.cliente?.includes('Ana Quispe')")
	tab.Eval("setTimeout(() => history.go(-2))")
	tab.AwaitAt("/carrito")
	logRestore(tab)
	tab.AwaitCount(1)
	tab.AwaitText("main", "Bolso tote de lona")
	tab.Visit("/pedido")
	tab.AwaitCount(1)
	tab.Await("[...document.querySelectorAll('input')].some(e => e.value === 'Ana Quispe')")
}

// TestKeptPageBeforeTheProgram is like TestKeptPage, but the program is held back.
func TestKeptPageBeforeTheProgram(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(keptPageBeforeTheProgram))
}

func keptPageBeforeTheProgram(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tab := s.NewBrowser(t).Open(base)
	tab.Early("/carrito")
	recordRestore(tab)
	tab.Early("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Back()
	tab.AwaitAt("/carrito")
	logRestore(tab)
	tab.AwaitCount(1)
	tab.AwaitText("tr.line", "Bolso tote de lona")
	release()
	tab.Await("window.carrito?.ready")
	tab.AwaitCount(1)
	tab.AwaitText("tr.line", "Bolso tote de lona")
}

// TestAbortedProgram shows a page a second time, as from the back/forward cache, and only
// then tells it that its program did not arrive. WebKit aborts what a kept page was loading.
// The page must have what was stored meanwhile, and get the program.
func TestAbortedProgram(t *testing.T) {
	browsertest.InEngines(t, browsertest.OnDesktop(abortedProgram))
}

func abortedProgram(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.Demo(t)
	proxy := browsertest.ProxyOf(t, shop)
	gate := make(chan struct{})
	var requests atomic.Int32
	base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{".wasm": func(w http.ResponseWriter, r *http.Request) {
		<-gate
		if requests.Add(1) <= 2 { // the worker's and the page's
			http.Error(w, "aborted", http.StatusServiceUnavailable)
			return
		}
		proxy.ServeHTTP(w, r)
	}})
	release := sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	tab := s.NewBrowser(t).Open(base)
	tab.Early("/carrito")
	tab.Await("carrito.known === true")
	tab.Eval(`sessionStorage.carrito = '{"3":{"nombre":"Bolso tote de lona","cantidad":2,"precio":"34.90"}}'`)
	tab.Eval("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
	tab.AwaitCount(2)
	release()
	tab.Await("window.carrito?.ready")
	tab.AwaitCount(2)
}

// recordRestore makes the page record whether it is restored from the back/forward cache.
func recordRestore(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Eval("addEventListener('pageshow', e => { window.wasKept = e.persisted; })")
}

// logRestore logs whether the page was restored from the back/forward cache.
func logRestore(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.T.Logf("restored from the back/forward cache: %v", browsertest.Eval[bool](tab, "window.wasKept === true"))
}
