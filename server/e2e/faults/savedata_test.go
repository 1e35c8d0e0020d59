package faults_test

import (
	"net/http"
	"sync/atomic"
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestSavedData opens the shop in a browser that saves data or is on 2G. A page that works
// without the program does not request it until the shopper searches or orders. The other
// pages do.
func TestSavedData(t *testing.T) { browsertest.InEngines(t, savedData) }

func savedData(t *testing.T, s browsertest.Shopper) {
	tests := []struct {
		name, connection, path string
		waits                  bool
		do                     string // JavaScript that makes the page want the program
	}{
		{"a list", "{ saveData: true }", "/categoria/polos", true, "document.getElementById('search').focus()"},
		{"a product", "{ saveData: true }", "/producto/3", true, "document.querySelector('.buy__add').click()"},
		{"a product on 2G", "{ effectiveType: 'slow-2g' }", "/producto/3", true, "document.querySelector('.buy__add').click()"},
		{"the cart", "{ saveData: true }", "/carrito", true, "document.getElementById('search').focus()"},
		{"a search that the server answers", "{ saveData: true }", "/buscar?q=polo", true, "document.querySelector('main button').click()"},
		{"the checkout", "{ saveData: true }", "/pedido", false, ""},
		{"favourites", "{ saveData: true }", "/favoritos", false, ""},
		{"a product on 4G", "{ effectiveType: '4g', saveData: false }", "/producto/3", false, ""},
	}
	if !s.Thorough {
		tests = append(tests[1:2], tests[5])
	}
	shop := browsertest.Demo(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var requested atomic.Bool
			proxy := browsertest.ProxyOf(t, shop)
			base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{
				"/web/assets/wasm_exec.": scriptFirst(t, shop, "Object.defineProperty(navigator, 'connection', { value: "+test.connection+" })"),
				".wasm": func(w http.ResponseWriter, r *http.Request) {
					requested.Store(true)
					proxy.ServeHTTP(w, r)
				},
			})
			tab := s.NewBrowser(t).Open(base)
			tab.Navigate(base + test.path)
			if test.waits {
				tab.Await("document.readyState === 'complete'")
				tab.AwaitAsync("new Promise(done => setTimeout(() => done(true), 300))")
				if requested.Load() {
					t.Error("the program was requested before the page wanted it")
				}
				tab.Eval(test.do)
			}
			tab.Await("carrito.ready")
			if !requested.Load() {
				t.Error("the program was not requested")
			}
		})
	}
}

// In a browser that saves data, where the program's second module is not loaded by itself,
// a list that the program draws has a button in the place of its filters, on wide screens
// too. If the module does not come, the page says so.
func TestFiltersWithSavedData(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		shop := browsertest.Demo(t)
		var lost atomic.Bool
		proxy := browsertest.ProxyOf(t, shop)
		base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{
			"/web/assets/wasm_exec.": scriptFirst(t, shop, "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"),
			"/web/assets/rest.": func(w http.ResponseWriter, r *http.Request) {
				if lost.Load() {
					http.NotFound(w, r)
					return
				}
				proxy.ServeHTTP(w, r)
			},
		})
		for _, comes := range []bool{true, false} {
			lost.Store(!comes)
			tab := s.NewBrowser(t).Open(base)
			tab.Navigate(base + "/producto/3")
			tab.Await("document.readyState === 'complete'")
			tab.Eval("document.getElementById('quantity').focus()") // starts the program
			tab.Await("carrito.ready")
			tab.Eval("document.querySelector('.content nav a[href*=categoria]').click()")
			tab.Await("document.querySelector('#filters:empty') && document.getElementById('filter-button').getClientRects().length")
			tab.Eval("document.getElementById('filter-button').click()")
			if comes {
				tab.Await("document.querySelector('#filters form input') && !document.getElementById('filter-button').getClientRects().length")
			} else {
				tab.AwaitText(".trouble", "no se pudo cargar el resto de la tienda")
			}
		}
	})
}
