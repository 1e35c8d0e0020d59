package look_test

import (
	"net/http"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp/kb"
)

// TestAxeStates checks what comes and goes where the catalogue comes in parts: searches of
// the session, what is on its way, and what could not be had, with a way to try again.
func TestAxeStates(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	const (
		trouble = "No se pudo cargar"
		submit  = `; document.querySelector("form.search").requestSubmit()`
		size    = `[...document.querySelectorAll("#filters [name='o.talla']")].find(e => e.value === "m").click()`
		other   = `const a = document.querySelector("main a[href*='/producto/']"); a.href = "/producto/9"; a.click()`
		cart    = `sessionStorage.setItem("carrito", '{"9": {"producto_id": 9, "nombre": "Camisa", "cantidad": 1, "precio": "34.90"}}'); location.href = "/carrito"`
		list    = "/categoria/camisas-y-polos"
	)
	hold := func(gate *browsertest.Gate) { gate.Hold() }
	fail := func(gate *browsertest.Gate) { gate.Answer(http.NotFound) }
	states := []struct {
		name, path string
		gate       func(*browsertest.Gate)
		prepare    string
		in, text   string // what shows that the page is in the state
	}{
		{"recent searches", "/buscar?q=camisa", nil, typed(""), ".suggest", "Borrar búsquedas recientes"},
		{"suggestions on their way", "/producto/500", hold, typed("camisa"), ".suggest", "Buscando…"},
		{"suggestions that cannot be had", "/producto/500", fail, typed("camisa"), ".suggest", trouble},
		{"results on their way", "/producto/500", hold, typed("camisa") + submit, "main", "Abriendo la tienda…"},
		{"results that cannot be had", "/producto/500", fail, typed("camisa") + submit, "main", trouble},
		{"filtered list on its way", list, hold, size, "#list-count", "Buscando…"},
		{"filtered list that cannot be had", list, fail, size, ".lacking", trouble},
		{"product on its way", "/producto/500", hold, other, "main", "Abriendo la tienda…"},
		{"product that cannot be had", "/producto/500", fail, other, "main", trouble},
		{"cart that cannot be had", "/producto/500", fail, cart, ".lacking", trouble},
	}
	for _, state := range states {
		t.Run(state.name, func(t *testing.T) {
			t.Parallel()
			gate := browsertest.NewGate(t, browsertest.NewParted(t))
			tab := browsertest.NewBrowser(t).Open(gate.Base)
			if state.gate != nil {
				state.gate(gate)
			}
			tab.Visit(state.path)
			tab.AwaitAsync("carrito.finish(true).then(() => true)")
			tab.Eval(state.prepare)
			tab.AwaitText(state.in, state.text)
			tab.Screenshot("axe " + state.name)
			runAxe(t, tab, source, 412, 1280)
			if browsertest.Eval[bool](tab, "!!document.querySelector('.suggest__option')") {
				tab.Keys(kb.ArrowDown)
				tab.Await("document.querySelector('.suggest__option[aria-selected=true]')")
				runAxe(t, tab, source, 412, 1280)
			}
		})
	}
}
