package shop_test

import (
	"fmt"
	"strconv"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/emulation"
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

// TestSheetOfFewProducts takes the filter from a list that then has too few products for
// filters. The sheet is gone, and the page can be used.
func TestSheetOfFewProducts(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(browsertest.ShopOf(t, `[{"id": 1, "slug": "lana", "name": "Lana", "price": "10", "category": "Telas"}, {"id": 2, "slug": "lino", "name": "Lino", "price": "90", "category": "Telas"}]`))
		tab.Look("light", 412)
		tab.Visit("/categoria/telas?hasta=50")
		awaitProducts(tab, 1)
		tab.Press("button", "Filtrar")
		tab.Await("document.querySelector('[role=dialog]')")
		tab.Eval("document.querySelector('[name=hasta]').select()")
		tab.Keys(kb.Backspace, kb.Tab)
		tab.AwaitAt("/categoria/telas")
		awaitProducts(tab, 2)
		tab.Await("!document.documentElement.classList.contains('filtering') && document.activeElement.id === 'list-count'")
		tab.Press("link", "Lino")
		tab.AwaitText("h1", "Lino")
	})
}

// TestFiltersWithoutJavaScript filters by the form alone, on a phone and on a desktop, also
// by a value that a long filter does not show at first.
func TestFiltersWithoutJavaScript(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{412, 1280} {
		tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
		if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		tab.Look("light", width)
		press := func(selector string) {
			t.Helper()
			tab.Await(fmt.Sprintf("document.querySelector(%q)?.getClientRects().length", selector))
			tab.Eval(fmt.Sprintf("document.querySelector(%q).click()", selector))
		}
		tab.Navigate(tab.Base + "/?orden=precio")
		tab.Await("!['filter-button', 'filters__close'].some(name => document.querySelector('#' + name + ', .' + name).getClientRects().length)")
		press("#filters [name='o.talla'][value=m]")
		press(".filters__more[value='o.color']")
		tab.Await(`document.querySelectorAll("#filters [name='o.color']").length > 20 && document.querySelector('.chip').textContent === 'M'`)
		press("#filters [value='azul petroleo']")
		press(".filters__show")
		tab.Await("document.querySelectorAll('.chip').length === 2 && /orden=precio/.test(location.search)")
		tab.Eval("const price = document.querySelector('[name=hasta]'); price.focus(); price.value = '2'")
		tab.Keys(kb.Enter)
		tab.Await("document.querySelectorAll('.chip').length === 3 && !/ver=/.test(location.search)")
	}
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
