package e2e

import (
	"encoding/json"
	"fmt"
	"testing"
)

// axeVersion is the version of axe-core, Deque's accessibility checker.
const axeVersion = "4.14.1"

// axe returns the source of axe-core.
func axe(t *testing.T) string {
	t.Helper()
	return string(fromNPM(t, "axe-core", axeVersion, "axe.min.js"))
}

// TestAxe checks each page for violations of WCAG 2.2 AA and of axe-core's best
// practices, in both colour schemes, on a phone and on a desktop.
func TestAxe(t *testing.T) {
	t.Parallel()
	source := axe(t)
	pages := []struct{ name, path, prepare string }{
		{"home", "/", ""},
		{"category", "/categoria/polos", ""},
		{"search", "/buscar?q=pantalon", ""},
		{"search without a query", "/buscar", ""},
		{"search without results", "/buscar?q=helic%C3%B3ptero", ""},
		{"product", "/producto/3", ""},
		{"product with options", "/producto/64", ""},
		{"notice", "/producto/3", "document.querySelector('.buy__add').click()"},
		{"cart", "/agregarCarrito/3", ""},
		{"cart with undo", "/agregarCarrito/3", "document.querySelector('.line__button').click()"},
		{"empty cart", "/carrito", ""},
		{"notices", "/carrito", "window.old = true; sessionStorage.setItem('carrito', 'hola'); location.reload()"},
		{"favourites", "/favoritos", "window.old = true; sessionStorage.setItem('favoritos', '[3,15,46]'); sessionStorage.setItem('vistos', '[3,1,46]'); location.reload()"},
		{"no favourites", "/favoritos", ""},
		{"checkout", "/pedido", `window.old = true; sessionStorage.setItem('carrito', '{"3": {"producto_id": 3, "nombre": "Bolso", "cantidad": 1, "precio": "34.90"}}'); location.reload()`},
		{"no order", "/gracias", ""},
		{"not found", "/nada", ""},
	}
	base := demo(t)
	for _, page := range pages {
		t.Run(page.name, func(t *testing.T) {
			t.Parallel()
			tab := newBrowser(t).open(base)
			tab.visit(page.path)
			if page.prepare != "" {
				tab.eval(page.prepare)
				tab.await("!window.old && window.carrito?.ready && !!document.querySelector('main h1')")
			}
			tab.eval(source)
			for _, scheme := range []string{"light", "dark"} {
				for _, width := range []int64{412, 1280} {
					tab.look(scheme, width)
					judge(t, tab, fmt.Sprintf("%s at %d", scheme, width))
				}
			}
		})
	}
}

// judge runs axe-core and reports the violations. The page must have loaded axe-core.
func judge(t *testing.T, tab *tab, name string) {
	t.Helper()
	result := eval[string](tab, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
		JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.map(n => n.html.slice(0, 200) + " " + n.failureSummary).join(" | "))}))`)
	var verdict struct {
		Passes     int
		Violations []string
	}
	if err := json.Unmarshal([]byte(result), &verdict); err != nil {
		t.Fatal(err)
	}
	if verdict.Passes < 10 {
		t.Errorf("%s: axe-core passed only %d rules, want at least 10", name, verdict.Passes)
	}
	for _, violation := range verdict.Violations {
		t.Errorf("%s: %s", name, violation)
	}
}
