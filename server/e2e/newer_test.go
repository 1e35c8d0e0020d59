package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// newerHats is [twoHats] as a later release of the shop might write it. Product 1 has a
// new price, and a field and values that today's program does not know. Product 2 has a
// price that today's program cannot read.
var newerHats = strings.NewReplacer(
	`"price": "39.90"`, `"price": "44.00", "seal": {"of": "GOTS"}, "tags": {"summer": true}, "stock": [{"lima": 3}]`,
	`"price": "20.00"`, `"price": {"from": "21.00"}`,
).Replace(twoHats)

// newerShop returns a shop that publishes a products.json without reading it.
func newerShop(t *testing.T, products string) http.Handler {
	t.Helper()
	sum := sha256.Sum256([]byte(products))
	address := "/web/assets/products." + hex.EncodeToString(sum[:8]) + ".json"
	today := newShop(t, "Una", twoHats)
	return changed(today, map[string]http.HandlerFunc{
		address: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, products)
		},
		"/web/current.json": func(w http.ResponseWriter, r *http.Request) {
			r.Header.Del("Accept-Encoding")
			r.Header.Del("If-None-Match")
			answer := httptest.NewRecorder()
			today.ServeHTTP(answer, r)
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, regexp.MustCompile(`/web/assets/products\.[0-9a-f]+\.json`).ReplaceAllString(answer.Body.String(), address))
		},
	})
}

// TestNewerCatalogue keeps a tab open while the shop's catalogue is replaced by one of
// a later release. With and without a network, the tab shows what it can read.
func TestNewerCatalogue(t *testing.T) { inEngines(t, newerCatalogue) }

func newerCatalogue(t *testing.T, s shopper) {
	m := start(t, newShop(t, "Una", twoHats))
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.visit("/agregarCarrito/2")
	tab.awaitWorker()
	tab.visit("/agregarCarrito/1")
	tab.awaitText("#subtotal", "S/ 59.90")

	m.run(newerShop(t, newerHats))
	tab.press("link", "Tienda")
	tab.awaitText(".grid", "S/ 44.00")
	tab.awaitText(".news", "Cambió el precio de Gorra: antes S/ 39.90, ahora S/ 44.00.")
	tab.awaitText(".news", "Boina ya no está en la tienda")
	if eval[bool](tab, "!!document.querySelector('"+staleBar+"') || document.querySelector('.grid').textContent.includes('Boina')") {
		t.Error("got a warning that prices may be old, or a product whose price cannot be read; want neither")
	}
	tab.press("link", "Carrito")
	tab.awaitText("#subtotal", "S/ 44.00")

	m.stop()
	tab.visit("/producto/1")
	tab.awaitText(".price", "S/ 44.00")
	tab.awaitText(staleBar, "Sin conexión con la tienda. Precios del ")
}
