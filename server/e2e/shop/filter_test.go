package shop_test

import (
	"fmt"
	"strconv"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// products is JavaScript for the number of products that the list says and shows.
const products = `[parseInt(document.getElementById("list-count").textContent), document.querySelectorAll(".card").length].join()`

// awaitProducts waits until the list has so many products.
func awaitProducts(tab *browsertest.Tab, want int) {
	tab.T.Helper()
	tab.Await(fmt.Sprintf("%s && %s === '%d,%[3]d'", browsertest.Drawn, products, want))
}

// check presses the checkbox of a value, whatever number is behind it.
func check(tab *browsertest.Tab, value string) {
	tab.T.Helper()
	tab.PressOn(fmt.Sprintf(`[...document.querySelectorAll("#filters label")].find(e =>
		e.getClientRects().length && e.querySelector("[type=checkbox]") && e.querySelector(".filters__text").textContent === %q)?.querySelector("[type=checkbox]")`, value))
}

// checked is JavaScript for the values that are checked.
const checked = `[...document.querySelectorAll("#filters :checked")].map(e => e.value).join()`

// TestFilter narrows a list, removes what was chosen, goes back and reloads.
func TestFilter(t *testing.T) {
	browsertest.EverywhereOnDesktop(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Visit("/categoria/polos")
		awaitProducts(tab, 9)
		tab.Await("['filter-button', 'filters__close', 'filters__show'].every(name => !document.querySelector('#' + name + ', .' + name).getClientRects().length)")
		tab.Eval("window.same = document.querySelector('.grid')")
		check(tab, "M")
		tab.AwaitAt("/categoria/polos?o.talla=m")
		awaitProducts(tab, 8)
		tab.AwaitText("[role=status]", "8 productos")
		tab.Await("document.activeElement.value === 'm' && same.isConnected")
		check(tab, "Negro")
		tab.AwaitAt("/categoria/polos?o.color=negro&o.talla=m")
		awaitProducts(tab, 1)
		check(tab, "Blanco")
		tab.AwaitAt("/categoria/polos?o.color=blanco&o.color=negro&o.talla=m")
		awaitProducts(tab, 2)

		tab.Press("link", "Quitar el filtro Negro")
		tab.AwaitAt("/categoria/polos?o.color=blanco&o.talla=m")
		awaitProducts(tab, 2)
		tab.Await(checked + " === 'm,blanco' && document.activeElement.id === 'list-count'")
		tab.Back()
		tab.AwaitAt("/categoria/polos?o.color=blanco&o.color=negro&o.talla=m")
		awaitProducts(tab, 2)
		tab.Await(checked + " === 'm,blanco,negro'")
		tab.Reload()
		awaitProducts(tab, 2)
		tab.Await(checked + " === 'm,blanco,negro'")

		tab.Press("link", "Quitar todo")
		tab.AwaitAt("/categoria/polos")
		awaitProducts(tab, 9)
		tab.Await(checked + " === ''")
		tab.TypeInto("Hasta", "1,000")
		tab.AwaitAt("/categoria/polos?hasta=1000")
		awaitProducts(tab, 9)
		tab.TypeInto("Hasta", "2")
		tab.AwaitAt("/categoria/polos?hasta=2")
		awaitProducts(tab, 0)
		tab.Press("link", "Sin el filtro Precio: 9 productos")
		tab.AwaitAt("/categoria/polos")
		awaitProducts(tab, 9)
	})
}

// TestFilteredCards narrows a list, so that cards show other products. They keep their event
// handlers, which act on the product that is shown.
func TestFilteredCards(t *testing.T) {
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Look("light", 1200)
	tab.Visit("/categoria/polos")
	awaitProducts(tab, 9)
	check(tab, "M") // from here on the program draws the filters
	awaitProducts(tab, 8)
	tab.Eval(`window.listened = 0;
		const listen = EventTarget.prototype.addEventListener;
		EventTarget.prototype.addEventListener = function (...all) { if (this.closest?.(".card")) listened++; return listen.apply(this, all) }`)
	first := "document.querySelector('.card__link')"
	before := browsertest.Eval[string](tab, first+".textContent")
	check(tab, "Negro")
	awaitProducts(tab, 1)
	name := browsertest.Eval[string](tab, first+".textContent")
	if n := browsertest.Eval[int](tab, "listened"); n != 0 || name == before {
		t.Errorf("got %d handlers anew and the product %q after %q, want none and another one", n, name, before)
	}
	tab.Press("button", "Guardar "+name+" en favoritos")
	tab.Await(`document.querySelector(".heart").getAttribute("aria-label") === ` + strconv.Quote("Quitar "+name+" de favoritos"))
	tab.Visit("/favoritos")
	tab.Await(`[...document.querySelectorAll(".card__link")].map(e => e.textContent).join() === ` + strconv.Quote(name))
}

// TestFilterSheet uses the filters on a phone.
func TestFilterSheet(t *testing.T) {
	browsertest.Everywhere(t, func(t *testing.T, tab *browsertest.Tab, at browsertest.Place) {
		tab.Look("light", 412)
		tab.Visit("/categoria/polos")
		tab.Press("button", "Filtrar")
		tab.Await("document.activeElement.ariaLabel === 'Cerrar' && document.getElementById('filters').getAttribute('role') === 'dialog'")
		check(tab, "M")
		tab.Await("document.querySelector('.filters__show').textContent === 'Ver 8 productos'")
		check(tab, "Negro")
		tab.Press("button", "Ver 1 producto")
		tab.AwaitAt("/categoria/polos?o.color=negro&o.talla=m")
		awaitProducts(tab, 1)
		tab.Await("document.activeElement.id === 'filter-button' && !document.querySelector('[role=dialog]')")
		tab.Back()
		awaitProducts(tab, 8)
		tab.Press("button", "Filtrar")
		tab.Await(checked + " === 'm'")
		tab.Press("button", "Cerrar")
		tab.Await("document.activeElement.id === 'filter-button'")
	})
}

// TestFilterByKeyboard goes round in the sheet by Tab, and closes it by Escape.
func TestFilterByKeyboard(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Look("light", 412)
	tab.Visit("/categoria/polos")
	tab.TabTo("Filtrar")
	tab.Keys(kb.Enter)
	tab.Await("document.activeElement.ariaLabel === 'Cerrar'")
	tab.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	tab.Await("document.activeElement.textContent === 'Ver 9 productos'")
	tab.Keys(kb.Tab)
	tab.Await("document.activeElement.ariaLabel === 'Cerrar'")
	tab.Keys(kb.Tab, kb.Tab, " ")
	awaitProducts(tab, 8)
	tab.Await("document.activeElement.value === 'm'")
	tab.Keys(kb.Escape)
	tab.Await("document.activeElement.id === 'filter-button'")
	tab.Await("location.search === '?o.talla=m'")
}

// TestFilterEarly opens the sheet and chooses before the program runs. Nothing moves, and
// the choice is kept.
func TestFilterEarly(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Look("light", 412)
	tab.Early("/categoria/polos")
	tab.Press("button", "Filtrar")
	tab.Eval("document.querySelector('#filters [value=s]').focus()")
	const places = `JSON.stringify([...document.querySelectorAll("#filters :is(legend, label, button)")].map(e => {
		const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round) }))`
	before := browsertest.Eval[string](tab, places)
	release()
	tab.Await("window.carrito?.ready")
	if after := browsertest.Eval[string](tab, places); after != before {
		t.Errorf("positions after the hand-over: got\n%s\nwant\n%s", after, before)
	}
	tab.Await("document.activeElement.value === 's' && document.querySelector('[role=dialog]')")
	tab.Await("!document.querySelector('[data-kept]')") // the program has drawn them
	if after := browsertest.Eval[string](tab, places); after != before {
		t.Errorf("positions once the program has drawn the filters: got\n%s\nwant\n%s", after, before)
	}
	tab.Keys(" ")
	tab.AwaitAt("/categoria/polos?o.talla=s")
	tab.Await("document.activeElement.value === 's' && document.activeElement.checked")
}

// TestLongFilterNarrows shows all values of a long filter, and those that contain a text.
func TestLongFilterNarrows(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewDesktop(t).Open(browsertest.Demo(t))
	tab.Visit("/")
	const values = `document.querySelectorAll("#filters [name='o.color']").length`
	tab.Await(values + " === 6")
	tab.Eval("[...document.querySelectorAll('.filters__more')].at(-1).click()")
	tab.Await(values + " > 20 && document.activeElement.type === 'search'")
	tab.Keys("azúl")
	tab.Await(values + " === 5")
	check(tab, "Azul petróleo")
	tab.AwaitAt("/?o.color=azul+petroleo")
	tab.Await(values + " === 5")
	awaitProducts(tab, 1)
	tab.Press("link", "Vestidos")
	tab.AwaitText("h1", "Vestidos")
	tab.Await("location.search === '' && " + values + " <= 12")
}
