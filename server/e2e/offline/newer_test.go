package offline_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// newerHats is [browsertest.TwoHats] as a later release of the shop might write it.
// Product 1 has a new price, and a field and values that today's program does not know.
// Product 2 has a price that today's program cannot read.
var newerHats = strings.NewReplacer(
	`"price": "39.90"`, `"price": "44.00", "seal": {"of": "GOTS"}, "tags": {"summer": true}, "stock": [{"lima": 3}]`,
	`"price": "20.00"`, `"price": {"from": "21.00"}`,
).Replace(browsertest.TwoHats)

// newerShop returns a shop that publishes a products.json without reading it.
func newerShop(t *testing.T, products string) http.Handler {
	t.Helper()
	sum := sha256.Sum256([]byte(products))
	address := "/web/assets/products." + hex.EncodeToString(sum[:8]) + ".json"
	today := browsertest.NewShop(t, "Una", browsertest.TwoHats)
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
func TestNewerCatalogue(t *testing.T) { browsertest.InEngines(t, newerCatalogue) }

func newerCatalogue(t *testing.T, s browsertest.Shopper) {
	m := browsertest.StartMachine(t, browsertest.NewShop(t, "Una", browsertest.TwoHats))
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/agregarCarrito/2")
	tab.AwaitWorker()
	tab.Visit("/agregarCarrito/1")
	tab.AwaitText("#subtotal", "S/ 59.90")

	m.Run(newerShop(t, newerHats))
	tab.Press("link", "Tienda")
	tab.AwaitText(".grid", "S/ 44.00")
	tab.AwaitText(".news", "Cambió el precio de Gorra: antes S/ 39.90, ahora S/ 44.00.")
	tab.AwaitText(".news", "Boina ya no está en la tienda")
	// A list that is open while the catalogue changes keeps the place of the removed product.
	tab.Await("!document.querySelector('" + browsertest.StaleBar + "') && ![...document.querySelectorAll('.card')].some(card => card.textContent.includes('Boina') && card.querySelector(':is(button, a).card__add'))")
	tab.Press("link", "Carrito")
	tab.AwaitText("#subtotal", "S/ 44.00")
	tab.AwaitCachedCatalogue("44.00")

	m.Stop()
	tab.Visit("/producto/1")
	tab.AwaitText(".price", "S/ 44.00")
	tab.AwaitText(browsertest.StaleBar, "Sin conexión con la tienda. Precios del ")
}
