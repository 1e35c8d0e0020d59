package look_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typed is a script that types a text into the search field.
func typed(text string) string {
	return fmt.Sprintf(`const field = document.getElementById("search");
		field.focus();
		field.value = %q;
		field.dispatchEvent(new Event("input", { bubbles: true }));`, text)
}

// third is a script that goes to the third suggestion.
const third = `
	for (let n = 0; n < 3; n++) field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));`

// TestAxe checks each page for violations of WCAG 2.2 AA and of axe-core's best
// practices, in both colour schemes, on a phone and on a desktop.
func TestAxe(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	pages := []struct{ name, path, prepare string }{
		{"home", "/", ""},
		{"category", "/categoria/polos", ""},
		{"filtered category", "/categoria/polos?o.talla=m&o.color=blanco&hasta=50", ""},
		{"filters that leave nothing", "/categoria/polos?o.talla=m&hasta=2&o.nada=1", ""},
		{"all values of filters", "/", "document.querySelectorAll('.filters__more').forEach(e => e.click())"},
		{"search", "/buscar?q=pantalon", ""},
		{"search without a query", "/buscar", ""},
		{"search without results", "/buscar?q=helic%C3%B3ptero", ""},
		{"search with a typing error", "/buscar?q=pantalom+fucsia", ""},
		{"suggestions", "/categoria/polos", typed("cam") + third},
		{"suggestions without a word", "/categoria/polos", typed("polo fucsia") + third},
		{"no suggestions", "/categoria/polos", typed("fucsia")},
		{"product", "/producto/3", ""},
		{"product with options", "/producto/64", ""},
		{"sold-out product", "/producto/15", ""},
		{"notice", "/producto/3", "document.querySelector('.buy__add').click()"},
		{"cart", "/agregarCarrito/3", ""},
		{"cart with undo", "/agregarCarrito/3", "document.querySelector('.line__button').click()"},
		{"empty cart", "/carrito", ""},
		{"notices", "/carrito", "window.old = true; sessionStorage.setItem('carrito', 'hola'); location.reload()"},
		{"favourites", "/favoritos", "window.old = true; sessionStorage.setItem('favoritos', '[3,15,46]'); sessionStorage.setItem('vistos', '[3,1,46]'); location.reload()"},
		{"no favourites", "/favoritos", ""},
		{"checkout", "/pedido", `window.old = true; sessionStorage.setItem('carrito', '{"3": {"producto_id": 3, "nombre": "Bolso", "cantidad": 1, "precio": "34.90"}}'); location.reload()`},
		{"no order", "/gracias", ""},
		{"page of the owner's", "/p/devoluciones", ""},
		{"form of a complaint", "/p/libro-de-reclamaciones", ""},
		{"not found", "/nada", ""},
	}
	base := browsertest.Demo(t)
	for _, page := range pages {
		t.Run(page.name, func(t *testing.T) {
			t.Parallel()
			tab := browsertest.NewBrowser(t).Open(base)
			tab.Visit(page.path)
			if page.prepare != "" {
				tab.Eval(page.prepare)
				tab.Await("!window.old && window.carrito?.ready && !!document.querySelector('main h1')")
			}
			runAxe(t, tab, source, 412, 1280)
		})
	}
}

// runAxe checks the page as it is now in both colour schemes, at each width. source is that
// of axe-core.
func runAxe(t *testing.T, tab *browsertest.Tab, source string, widths ...int64) {
	t.Helper()
	tab.Eval(source)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range widths {
			tab.Look(scheme, width)
			tab.Eval("scrollTo({top: 0, behavior: 'instant'})") // the header stays in view and covers what is below it
			browsertest.RunAxe(t, tab, fmt.Sprintf("%s at %d", scheme, width))
		}
	}
}

// TestAxeFilters checks the filters as a sheet on a phone, also with a long filter whose
// values are all shown, and with those of them that contain a text.
func TestAxeFilters(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Look("light", 412)
	tab.Visit("/?o.talla=m")
	tab.Press("button", "Filtrar")
	tab.Await("document.querySelector('[role=dialog]')")
	tab.AwaitAsync("carrito.finish(true).then(() => true)")
	tab.Await("!document.querySelector('[data-kept]')")
	wantFocusSeen(t, tab)
	// The bars at both ends stay in view and cover what is below them.
	tab.Eval("document.querySelectorAll('.filters__head, .filters__show').forEach(e => e.style.position = 'static')")
	runAxe(t, tab, source, 412)
	tab.PressOn("[...document.querySelectorAll('.filters__more')].at(-1)")
	const values = `document.querySelectorAll("#filters [name='o.color']").length`
	tab.Await(values + " > 20 && document.activeElement.type === 'search'")
	runAxe(t, tab, source, 412)
	tab.Keys("azul")
	tab.Await(values + " < 12")
	runAxe(t, tab, source, 412)
}

// wantFocusSeen goes through the filters of the sheet by the keyboard, forwards and backwards.
// The bars at both ends cover nothing that has the focus (WCAG 2.2, 2.4.11).
func wantFocusSeen(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	const covered = `(() => {
		const e = document.activeElement, r = e.getBoundingClientRect();
		const at = (y) => document.elementFromPoint(r.left + r.width / 2, y);
		return [r.top + 1, r.bottom - 1].every(y => e.contains(at(y))) ? "" : e.outerHTML.slice(0, 120) + " at " + r.top;
	})()`
	for _, keys := range []chromedp.Action[chromedp.Void]{chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8))} { // and with Shift
		for range browsertest.Eval[int](tab, "document.querySelectorAll('#filters :is(input, button)').length") + 2 {
			tab.Do(keys)
			if what := browsertest.Eval[string](tab, covered); what != "" {
				t.Errorf("got %s covered while it has the focus", what)
			}
		}
	}
}
