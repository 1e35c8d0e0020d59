package offline_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// A new version is deployed between the loading of a page and of its program. The old
// page gets its program if the worker or the server still has it. Otherwise it shows an
// alert and works without the program. A new page gets the new program, even from an old
// worker.
func TestDeployBetweenPageAndProgram(t *testing.T) {
	t.Parallel()
	oldShop := browsertest.NewShop(t, "Una", browsertest.TwoHats)
	newShop := browsertest.NewHandler(t, browsertest.ProgramFiles(t, append(browsertest.Program(t), "\x00\x05\x04next"...)))

	t.Run("old page, program gone", func(t *testing.T) {
		m := browsertest.StartMachine(t, changed(newShop, map[string]http.HandlerFunc{"/producto/": oldShop.ServeHTTP}))
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Do(chromedp.Navigate(tab.Base + "/producto/1"))
		tab.AwaitText("[role=alert]", "no se pudo cargar")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
		tab.Press("link", "Carrito")
		tab.Await("window.carrito?.ready")
		tab.AwaitText("#subtotal", "S/ 39.90")
	})
	t.Run("old page, server started anew", func(t *testing.T) {
		files := browsertest.ProgramFiles(t, append(browsertest.Program(t), "\x00\x07\x06before"...))
		before := browsertest.NewHandler(t, files)
		browsertest.Deploy(t, files, browsertest.Program(t))
		m := browsertest.StartMachine(t, changed(browsertest.NewHandler(t, files), map[string]http.HandlerFunc{"/producto/": before.ServeHTTP}))
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/producto/1")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
	})
	t.Run("old page, program cached by the worker", func(t *testing.T) {
		m := browsertest.StartMachine(t, oldShop)
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/")
		tab.AwaitWorker()
		clearBrowserCache(tab)
		m.Run(changed(newShop, map[string]http.HandlerFunc{"/producto/": oldShop.ServeHTTP}))
		tab.Visit("/producto/1")
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(1)
	})
	t.Run("new page, old worker", func(t *testing.T) {
		m := browsertest.StartMachine(t, oldShop)
		tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
		tab.Visit("/")
		tab.AwaitWorker()
		var requested atomic.Bool
		m.Run(changed(newShop, map[string]http.HandlerFunc{
			"/worker.js": oldShop.ServeHTTP,
			"/web/assets/" + assetNames(newShop)["app"]: func(w http.ResponseWriter, r *http.Request) {
				requested.Store(true)
				newShop.ServeHTTP(w, r)
			},
		}))
		tab.Visit("/producto/1")
		tab.AwaitText("h1", "Gorra")
		if !requested.Load() {
			t.Error("the new program was not requested")
		}
		m.Stop()
		tab.Visit("/producto/1")
		tab.AwaitText("h1", "Gorra")
		tab.AwaitText(browsertest.StaleBar, "Precios del")
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
