package shop_test

import (
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
)

// listFiles is JavaScript for how many lists of products the page has fetched, which filters
// need.
const listFiles = `performance.getEntriesByType("resource").filter(({name, decodedBodySize}) => /\/part\.[0-9a-f]+\.bin$/.test(name) && decodedBodySize > 400_000).length`

// TestFiltersOfTwentyFiveThousandProducts searches in a shop of so many products. The
// results get their filters when the shopper opens them, and not before.
func TestFiltersOfTwentyFiveThousandProducts(t *testing.T) {
	handler := browsertest.DemoWith(t, string(large.Products(25_000)))
	browsertest.InEngines(t, browsertest.OnDesktop(func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(browsertest.Listen(t, handler))
		tab.Visit("/favoritos")
		tab.TypeInto("Buscar productos", "camisa")
		tab.Press("button", "Buscar")
		tab.AwaitAt("/buscar?q=camisa")
		tab.Await(browsertest.Drawn + ` && document.querySelector(".side--asks")`)
		time.Sleep(time.Second)
		if got := browsertest.Eval[int](tab, listFiles); got != 0 {
			t.Errorf("got %d lists fetched before the shopper wants filters, want none", got)
		}
		tab.Press("button", "Filtrar")
		narrow(tab, "En oferta")
		tab.AwaitAt("/buscar?oferta=1&q=camisa")
		narrow(tab, "M")
		tab.AwaitAt("/buscar?o.talla=m&oferta=1&q=camisa")
		if got := browsertest.Eval[int](tab, listFiles); got != 1 {
			t.Errorf("got %d lists fetched, want one", got)
		}
		count := browsertest.Eval[string](tab, "document.getElementById('list-count').textContent")
		tab.Reload()
		tab.AwaitText("#list-count", count)
		tab.Press("link", "Quitar el filtro En oferta")
		tab.AwaitAt("/buscar?o.talla=m&q=camisa")

		// Those that the server has written work before their list is there.
		tab.Visit("/buscar?q=zapatilla")
		narrow(tab, "En oferta")
		tab.AwaitAt("/buscar?oferta=1&q=zapatilla")
		if browsertest.Eval[bool](tab, "document.querySelector('#filters form') && innerWidth >= 960 && document.getElementById('filter-button').getClientRects().length > 0") {
			t.Error("got a button for filters beside filters that are there")
		}
	}))
}
