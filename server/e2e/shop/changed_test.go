package shop_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// compare makes the program compare its catalogue with the server's, as it does whenever
// the page is shown.
const compare = `document.dispatchEvent(new Event("visibilitychange"))`

// TestCatalogueChangesUnderTheHands changes prices and removes a product of a shop in parts
// while the shopper types, filters and fills in an order. Prices become those of the new
// catalogue, nothing that was typed or chosen is lost, and no list moves.
func TestCatalogueChangesUnderTheHands(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		before := browsertest.Many(300)
		price := func(id int) string { return fmt.Sprintf("%d.%02d", 10+id*7919%300, id%100) }
		after := strings.NewReplacer(
			`"name":"Artículo 298","price":"`+price(298)+`"`, `"name":"Artículo 298","price":"5.55"`,
			fmt.Sprintf(`{"id":288,"slug":"articulo-288","name":"Artículo 288","price":"%s","category":"Sección 8"},`, price(288)), "",
		).Replace(before)
		if len(after) > len(before)-60 {
			t.Fatal("the catalogue was not changed")
		}
		old, changed := browsertest.DemoWith(t, before), browsertest.DemoWith(t, after)
		m := browsertest.StartMachine(t, old)
		tab := s.NewBrowser(t).Open(m.Base())

		// Suggestions.
		tab.Visit("/")
		tab.Eval(toSearch)
		tab.Keys("articulo 29")
		tab.Await(complete)
		tab.Await(options + ".some(o => o.textContent.includes('Artículo 298') && o.textContent.includes('" + price(298) + "'))")
		texts := options + ".map(o => o.querySelector('.suggest__text').textContent).join('; ')"
		shown := browsertest.Eval[string](tab, texts)
		m.Run(changed)
		tab.Eval(compare)
		tab.Await(options + ".some(o => o.textContent.includes('Artículo 298') && o.textContent.includes('5.55'))")
		tab.Await("document.activeElement.id === 'search' && document.activeElement.value === 'articulo 29'")
		if now := browsertest.Eval[string](tab, texts); now != shown {
			t.Errorf("got the suggestions %q, want still %q", now, shown)
		}

		// Filters of a list.
		m.Run(old)
		tab.Visit("/categoria/seccion-8")
		tab.TypeInto("Hasta", "305")
		tab.AwaitAt("/categoria/seccion-8?hasta=305")
		tab.Await(browsertest.Drawn)
		awaitProducts := func(n int) { t.Helper(); tab.AwaitText("#list-count", fmt.Sprintf("%d productos", n)) }
		awaitProducts(30)
		tab.AwaitText(".grid", "S/ "+price(298))
		m.Run(changed)
		tab.Eval("scrollTo({top: 300, behavior: 'instant'}); " + compare)
		tab.AwaitText(".grid", "S/ 5.55")
		awaitProducts(29)
		tab.Await("location.search === '?hasta=305' && scrollY === 300 && [...document.querySelectorAll('#filters input')].some(e => e.value === '305.00')")
		tab.Press("link", "Artículo 298")
		tab.AwaitText(".product", "S/ 5.55")

		// An order. The line of the cart that is gone is told of.
		m.Run(old)
		tab.Visit("/agregarCarrito/288")
		tab.Visit("/agregarCarrito/298")
		tab.AwaitCount(2)
		tab.Visit("/pedido")
		tab.TypeInto("Nombre y apellido *", "Ana Quispe")
		tab.Eval(`(` + browsertest.Finder + `)("field", "Teléfono").focus()`)
		tab.Keys("98765")
		m.Run(changed)
		tab.Eval(compare)
		tab.AwaitText("main", "S/ 5.55")
		tab.AwaitText("#"+"shop", "Artículo 288 ya no está en la tienda")
		tab.Keys("4321")
		tab.Await(`[...document.querySelectorAll("main input")].map(e => e.value).join().includes("Ana Quispe") && document.activeElement.value === "987654321"`)
		tab.AwaitCount(1)
	})
}
