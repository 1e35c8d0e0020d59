package cart_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

func TestQuantities(t *testing.T) { browsertest.InEngines(t, quantities) }

func quantities(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := s.NewBrowser(t).Open(base)
	tab.Visit("/agregarCarrito/1")
	tab.Visit("/agregarCarrito/3")
	tab.AwaitCount(2)

	tests := []struct {
		typed         string
		wantCount     int // of the polo
		wantAnnounced string
	}{
		{"3", 3, "Polo: 3 unidades"},
		{"-1", 3, "número entero de 1 a 999"},
		{"1.5", 3, "número entero de 1 a 999"},
		{"1e9", 3, "número entero de 1 a 999"},
		{"6", 3, "De Polo solo 5 quedan"},
		{"5", 5, "Polo: 5 unidades"},
		{"1000000000", 5, "De Polo solo 5 quedan"},
	}
	for _, test := range tests {
		tab.TypeInto("Cantidad de Polo", test.typed)
		tab.AwaitText("[role=status]", test.wantAnnounced)
		tab.Await(fmt.Sprintf("document.getElementById('quantity-1').value === '%d'", test.wantCount))
		tab.AwaitCount(test.wantCount + 1)
	}
	// A number field does not accept letters, so the old quantity stays.
	tab.TypeInto("Cantidad de Polo", "abc")
	tab.Await("document.getElementById('quantity-1').value === '5'")
	tab.AwaitCount(6)

	tab.AwaitText("#subtotal", "S/ 1,285.00")
	tab.Press("button", "Una unidad menos") // of the first line
	tab.AwaitCount(5)
	tab.AwaitText("#subtotal", "S/ 1,274.90")
}

func TestRemoveAndUndo(t *testing.T) { browsertest.InEngines(t, removeAndUndo) }

func removeAndUndo(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := s.NewBrowser(t).Open(base)
	for _, id := range []int{2, 1, 3} {
		tab.Visit(fmt.Sprintf("/agregarCarrito/%d", id))
	}
	tab.AwaitCount(3)
	names := func() string {
		return browsertest.Eval[string](tab, "[...document.querySelectorAll('.line__name')].map(a => a.textContent).join()")
	}
	if got := names(); got != "Gorra,Polo,Saco" {
		t.Fatalf("got lines %s, want Gorra,Polo,Saco, as they were added", got)
	}

	tab.Press("button", "Eliminar Polo")
	tab.AwaitCount(2)
	tab.AwaitText("[role=status]", "Se quitó Polo")
	tab.Await("document.activeElement.textContent === 'Deshacer'")
	tab.Press("button", "Deshacer")
	tab.AwaitCount(3)
	if got := names(); got != "Gorra,Polo,Saco" {
		t.Errorf("got lines %s after undo, want Gorra,Polo,Saco", got)
	}
	tab.Await("document.activeElement.id === 'quantity-1'")

	tab.TypeInto("Cantidad de Saco", "0")
	tab.AwaitCount(2)
	tab.Press("button", "Deshacer")
	tab.AwaitCount(3)

	tab.Press("button", "Vaciar carrito")
	tab.AwaitText("main", "Tu carrito está vacío")
	tab.AwaitCount(0)
	if got := tab.Session("carrito"); got != "{}" {
		t.Errorf("got cart %s in the session, want {}", got)
	}
	tab.Press("button", "Deshacer")
	tab.AwaitCount(3)
	if got := names(); got != "Gorra,Polo,Saco" {
		t.Errorf("got lines %s after the emptying was undone, want Gorra,Polo,Saco", got)
	}
}

// damages are carts in the session that were edited by hand or by another version of the
// shop, and what a shop with browsertest.TwoProducts makes of them.
var damages = func() []damage {
	const good = `"1":{"producto_id":1,"nombre":"Polo","cantidad":2,"precio":"10.10","imagen":"","total":"20.20"}`
	return []damage{
		{"null", "'null'", 0, ""},
		{"a list", "'[]'", 0, ""},
		{"an empty entry", `'{"1":{},"2":{"producto_id":2,"nombre":"Gorra","cantidad":1,"precio":"7.00","imagen":"","total":"7.00"}}'`, 1, "«1»"},
		{"text", "'hola'", 0, "no se pudo leer"},
		{"cut off", `'{` + good + `,"2":{"producto'`, 2, "no se pudo leer"},
		{"five million characters", "'x'.repeat(5000000)", 0, "no se pudo leer"},
		{"prices changed", `'{` + strings.ReplaceAll(good, "10.10", "0.01") + `}'`, 2, "antes S/ 0.01, ahora S/ 10.10"},
		{"a product that is gone", `'{"9":{"producto_id":9,"nombre":"Abrigo","cantidad":1,"precio":"9.00","imagen":"","total":"9.00"},` + good + `}'`, 2, "Abrigo ya no está en la tienda"},
		{"more than the stock", `'{` + strings.ReplaceAll(good, `"cantidad":2`, `"cantidad":50`) + `}'`, 5, "De Polo solo 5 quedan"},
	}
}()

// damage is a damaged cart in the session.
type damage struct {
	name          string
	stored        string // a JavaScript expression
	wantCount     int
	wantAnnounced string // empty if nothing is announced
}

// check checks the cart's page after the damaged cart was stored and, if added is not 0,
// that number of units was added.
func (d damage) check(tab *browsertest.Tab, added int) {
	tab.T.Helper()
	tab.AwaitCount(d.wantCount + added)
	if d.wantAnnounced != "" {
		tab.AwaitText(".news", d.wantAnnounced)
	} else if browsertest.Eval[bool](tab, "!!document.querySelector('section.news')") {
		tab.T.Errorf("got notices %q, want none", browsertest.Eval[string](tab, "document.querySelector('section.news').textContent"))
	}
	if d.name == "prices changed" && added == 0 {
		tab.AwaitText("#subtotal", "S/ 20.20")
	}
}

// TestDamagedSession stores damaged carts and opens the cart's page.
func TestDamagedSession(t *testing.T) { browsertest.InEngines(t, damagedSession) }

func damagedSession(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := s.NewBrowser(t).Open(base)
	for _, test := range damages {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.Of(t)
			tab.StoreCart(test.stored)
			tab.Visit("/carrito")
			test.check(tab, 0)
		})
	}
}

// TestDamagedSessionBeforeTheProgram stores damaged carts while the program is held
// back. boot.js repairs the cart when a product is added. When the program takes over,
// the result is the same, and the program announces it.
func TestDamagedSessionBeforeTheProgram(t *testing.T) {
	t.Parallel()
	shop := browsertest.ShopOf(t, browsertest.TwoProducts)
	tab := browsertest.NewBrowser(t).Open("")
	for _, test := range damages {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.Of(t)
			base, release := browsertest.HeldOf(t, shop)
			tab.Base = base
			tab.StoreCart(test.stored)
			tab.Early("/producto/3")
			before := browsertest.Eval[int](tab, "Number(document.getElementById('cart-count').textContent)")
			tab.Press("button", "Agregar al carrito")
			tab.AwaitCount(before + 1)
			tab.AwaitText("[role=status]", "Agregado al carrito: Saco.")
			release()
			tab.Await("window.carrito?.ready")
			test.check(tab, 1)
		})
	}
}
