package httpd

import (
	"slices"
	"strings"
	"testing"

	ui "carrito/app/ui/pages"
	"carrito/server/site"
)

// pageBudget is the most that a page may weigh on the wire, in bytes of Brotli,
// with the style sheet and boot.js in it: what a shopper waits for before anything
// is seen.
const pageBudget = 21_420

// TestPageSizes asks for every page there is, lists of 24 products among them.
func TestPageSizes(t *testing.T) {
	h, _ := newHandler(t, site.Files{Shop: "../../web/shop.json", Products: "../../web/products.json", Web: "../../web"})
	server := "http://" + listen(t, h)
	e := h.current.Load()
	addresses := append(ui.New(e.Shop, e.Catalog).PlainPaths(), "/?pagina=2&orden=nombre", "/buscar?q=de", "/agregarCarrito/3", "/nada")
	for _, known := range []string{"/", "/buscar", "/carrito", "/favoritos", "/pedido", "/gracias", "/producto/3", "/categoria/polos"} {
		if !slices.Contains(addresses, known) {
			t.Errorf("got no address %s among the pages, want one", known)
		}
	}
	largest, largestAddress, full := 0, "", 0
	for _, address := range addresses {
		page := ask(t, "GET", server+address, "Accept-Encoding: br")
		if coding := page.header.Get("Content-Encoding"); coding != "br" {
			t.Fatalf("%s: got the coding %q, want br", address, coding)
		}
		if len(page.body) > pageBudget {
			t.Errorf("%s: got %d bytes of Brotli, want at most %d", address, len(page.body), pageBudget)
		}
		if len(page.body) > largest {
			largest, largestAddress = len(page.body), address
		}
		plain := ask(t, "GET", server+address).body
		if strings.Count(plain, `<article class="card">`) == 24 {
			full++
		}
		if got := strings.Count(plain, "<style>") + strings.Count(plain, `rel="stylesheet"`); got != 1 {
			t.Errorf("%s: got %d style sheets, want 1", address, got)
		}
	}
	if full < 3 {
		t.Errorf("got %d lists of 24 products among the pages, want some", full)
	}
	t.Logf("the largest of %d pages is %s: %d bytes of Brotli", len(addresses), largestAddress, largest)
}
