package look_test

import (
	"fmt"
	"testing"

	"carrito/server/e2e/browsertest"
)

// suggested is a script that opens the suggestions and goes to the third one.
const suggested = `const field = document.getElementById("search");
	field.focus();
	field.value = "cam";
	field.dispatchEvent(new Event("input", { bubbles: true }));
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
		{"suggestions", "/categoria/polos", suggested},
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
			tab.Eval(source)
			for _, scheme := range []string{"light", "dark"} {
				for _, width := range []int64{412, 1280} {
					tab.Look(scheme, width)
					tab.Eval("scrollTo({top: 0, behavior: 'instant'})") // the header stays in view and covers what is below it
					browsertest.RunAxe(t, tab, fmt.Sprintf("%s at %d", scheme, width))
				}
			}
		})
	}
}

// TestAxeFilters checks the filters as a sheet on a phone.
func TestAxeFilters(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	tab := browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	for _, scheme := range []string{"light", "dark"} {
		tab.Look(scheme, 412)
		tab.Visit("/categoria/polos?o.talla=m")
		tab.Press("button", "Filtrar")
		tab.Await("document.querySelector('[role=dialog]')")
		tab.Eval(source)
		browsertest.RunAxe(t, tab, scheme)
	}
}
