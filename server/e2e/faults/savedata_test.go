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
		{"a search that the server answers", "{ saveData: true }", "/buscar?q=polo", true, "document.querySelector('main [data-sale]').click()"},
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

// In a browser that saves data, the server answers filters, and the program is not requested.
// On a phone it does so when the sheet is closed. On a static host, where only the program can
// filter, a press starts it, and so does the address of a filtered list.
func TestFilterWithSavedData(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		open := func(t *testing.T, shop string, width int64, path string) (tab *browsertest.Tab, requested *atomic.Bool) {
			requested = new(atomic.Bool)
			proxy := browsertest.ProxyOf(t, shop)
			base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{
				"/web/assets/wasm_exec.": scriptFirst(t, shop, "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"),
				".wasm": func(w http.ResponseWriter, r *http.Request) {
					requested.Store(true)
					proxy.ServeHTTP(w, r)
				},
			})
			tab = s.NewBrowser(t).Open(base)
			tab.Look("light", width)
			tab.Navigate(base + path)
			tab.Await("document.readyState === 'complete'")
			return tab, requested
		}
		const filtered = "document.querySelector('.chip')?.textContent === 'M' && document.querySelectorAll('.card').length === 8 && document.querySelector('#filters :checked').value === 'm'"
		for _, test := range []struct {
			name  string
			width int64
			press string
		}{
			{"on a desktop", 1280, "document.querySelector('#filters [value=m]').click()"},
			{"on a phone", 412, "document.getElementById('filter-button').click(); document.querySelector('#filters [value=m]').click(); document.querySelector('.filters__close').click()"},
		} {
			t.Run(test.name, func(t *testing.T) {
				tab, requested := open(t, browsertest.Demo(t), test.width, "/categoria/polos")
				tab.Eval(test.press)
				tab.AwaitAt("/categoria/polos?o.talla=m")
				tab.Await(filtered)
				if requested.Load() {
					t.Error("the program was requested, though the server answers")
				}
			})
		}
		if browsertest.HasCommand(t, "nginx") {
			t.Run("on a static host", func(t *testing.T) {
				host := browsertest.Nginx(t, "").Base
				tab, _ := open(t, host, 1280, "/categoria/polos")
				tab.Eval("document.querySelector('#filters [value=m]').click()")
				tab.Await(filtered + " && carrito.ready")
				tab, _ = open(t, host, 1280, "/categoria/polos/?o.talla=m")
				tab.Await(filtered + " && carrito.ready")
			})
		}
	})
}
