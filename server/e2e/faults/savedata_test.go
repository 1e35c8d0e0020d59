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
