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

// TestCatalogueChangesUnderTheHands changes a price and removes two products of a shop in parts
// while the shopper types, filters and fills in an order. Prices become those of the new
// catalogue, nothing that was typed or chosen is lost, and no card moves until the shopper
// leaves the list.
func TestCatalogueChangesUnderTheHands(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		before := browsertest.Many(300)
		price := func(id int) string { return fmt.Sprintf("%d.%02d", 10+id*7919%300, id%100) }
		product := func(id int) string {
			return fmt.Sprintf(`{"id":%d,"slug":"articulo-%[1]d","name":"Artículo %[1]d","price":"%s","category":"Sección %d"},`, id, price(id), id%10)
		}
		after := strings.NewReplacer(
			`"name":"Artículo 298","price":"`+price(298)+`"`, `"name":"Artículo 298","price":"5.55"`, product(288), "", product(297), "").Replace(before)
		if len(after) > len(before)-120 {
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
		if !strings.Contains(shown, "Artículo 297") {
			t.Fatalf("got the suggestions %q, want the product among them that will be gone", shown)
		}
		tab.Eval(`window.announced = ""; new MutationObserver(() => announced += document.querySelector("[role=status]").textContent).observe(document.querySelector("[role=status]"), {childList: true, characterData: true, subtree: true})`)
		m.Run(changed)
		tab.Eval(compare)
		tab.Await(options + ".some(o => o.textContent.includes('Artículo 298') && o.textContent.includes('5.55'))")
		tab.Await("document.activeElement.id === 'search' && document.activeElement.value === 'articulo 29'")
		if now := browsertest.Eval[string](tab, texts); now != shown {
			t.Errorf("got the suggestions %q, want still %q", now, shown)
		}
		if got := browsertest.Eval[string](tab, "announced"); strings.Contains(got, "sugerencia") {
			t.Errorf("got %q announced, want nothing: the list is the same", got)
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
		tab.Eval("scrollTo({top: 300, behavior: 'instant'})")
		const places = `JSON.stringify([...document.querySelectorAll(".card")].map((e) => [e.querySelector("h3").textContent, ...["top", "left", "height"].map((side) => Math.round(e.getBoundingClientRect()[side]))]))`
		placed := browsertest.Eval[string](tab, places)
		tab.Eval(compare)
		tab.AwaitText(".grid", "S/ 5.55")
		tab.Await("[...document.querySelectorAll('.card')].some(e => e.textContent.includes('Artículo 288') && e.textContent.includes('Agotado'))")
		if now := browsertest.Eval[string](tab, places); now != placed || !strings.Contains(now, "Artículo 288") {
			t.Errorf("got the cards at %s, want still %s", now, placed)
		}
		awaitProducts(30)
		tab.Await("location.search === '?hasta=305' && scrollY === 300 && [...document.querySelectorAll('#filters input')].some(e => e.value === '305.00')")
		tab.Press("link", "Artículo 298")
		tab.AwaitText(".product", "S/ 5.55")
		tab.Back()
		tab.AwaitAt("/categoria/seccion-8?hasta=305")
		awaitProducts(29)
		tab.Await("!document.querySelector('.grid').textContent.includes('Artículo 288')")

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
