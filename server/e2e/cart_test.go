package e2e

import (
	"fmt"
	"strings"
	"testing"
)

const twoProducts = `[
	{"id": 1, "slug": "polo", "name": "Polo", "price": "10.10", "category": "Ropa", "stock": 5},
	{"id": 2, "slug": "gorra", "name": "Gorra", "price": "7.00", "category": "Ropa"},
	{"id": 3, "slug": "saco", "name": "Saco", "price": "1234.50", "category": "Ropa"}]`

func TestQuantities(t *testing.T) { inEngines(t, quantities) }

func quantities(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tab := s.newBrowser(t).open(base)
	tab.visit("/agregarCarrito/1")
	tab.visit("/agregarCarrito/3")
	tab.awaitCount(2)

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
		tab.typeInto("Cantidad de Polo", test.typed)
		tab.awaitText("[role=status]", test.wantAnnounced)
		tab.await(fmt.Sprintf("document.getElementById('quantity-1').value === '%d'", test.wantCount))
		tab.awaitCount(test.wantCount + 1)
	}
	// A number field does not accept letters, so the old quantity stays.
	tab.typeInto("Cantidad de Polo", "abc")
	tab.await("document.getElementById('quantity-1').value === '5'")
	tab.awaitCount(6)

	tab.awaitText("#subtotal", "S/ 1,285.00")
	tab.press("button", "Una unidad menos") // of the first line
	tab.awaitCount(5)
	tab.awaitText("#subtotal", "S/ 1,274.90")
}

func TestRemoveAndUndo(t *testing.T) { inEngines(t, removeAndUndo) }

func removeAndUndo(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tab := s.newBrowser(t).open(base)
	for _, id := range []int{2, 1, 3} {
		tab.visit(fmt.Sprintf("/agregarCarrito/%d", id))
	}
	tab.awaitCount(3)
	names := func() string {
		return eval[string](tab, "[...document.querySelectorAll('.line__name')].map(a => a.textContent).join()")
	}
	if got := names(); got != "Gorra,Polo,Saco" {
		t.Fatalf("got lines %s, want Gorra,Polo,Saco, as they were added", got)
	}

	tab.press("button", "Eliminar Polo")
	tab.awaitCount(2)
	tab.awaitText("[role=status]", "Se quitó Polo")
	tab.await("document.activeElement.textContent === 'Deshacer'")
	tab.press("button", "Deshacer")
	tab.awaitCount(3)
	if got := names(); got != "Gorra,Polo,Saco" {
		t.Errorf("got lines %s after undo, want Gorra,Polo,Saco", got)
	}
	tab.await("document.activeElement.id === 'quantity-1'")

	tab.typeInto("Cantidad de Saco", "0")
	tab.awaitCount(2)
	tab.press("button", "Deshacer")
	tab.awaitCount(3)

	tab.press("button", "Vaciar carrito")
	tab.awaitText("main", "Tu carrito está vacío")
	tab.awaitCount(0)
	if got := tab.session("carrito"); got != "{}" {
		t.Errorf("got cart %s in the session, want {}", got)
	}
	tab.press("button", "Deshacer")
	tab.awaitCount(3)
	if got := names(); got != "Gorra,Polo,Saco" {
		t.Errorf("got lines %s after the emptying was undone, want Gorra,Polo,Saco", got)
	}
}

// damages are carts in the session that were edited by hand or by another version of the
// shop, and what a shop with twoProducts makes of them.
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
func (d damage) check(tab *tab, added int) {
	tab.t.Helper()
	tab.awaitCount(d.wantCount + added)
	if d.wantAnnounced != "" {
		tab.awaitText(".news", d.wantAnnounced)
	} else if eval[bool](tab, "!!document.querySelector('section.news')") {
		tab.t.Errorf("got notices %q, want none", eval[string](tab, "document.querySelector('section.news').textContent"))
	}
	if d.name == "prices changed" && added == 0 {
		tab.awaitText("#subtotal", "S/ 20.20")
	}
}

// store clears the session and stores carrito, a JavaScript expression, as the cart.
func (tab *tab) store(carrito string) {
	tab.t.Helper()
	tab.navigate(tab.base + "/robots.txt") // a file of the shop without the program
	tab.eval("sessionStorage.clear(); sessionStorage.setItem('carrito', " + carrito + ")")
}

// TestDamagedSession stores damaged carts and opens the cart's page.
func TestDamagedSession(t *testing.T) { inEngines(t, damagedSession) }

func damagedSession(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tab := s.newBrowser(t).open(base)
	for _, test := range damages {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.of(t)
			tab.store(test.stored)
			tab.visit("/carrito")
			test.check(tab, 0)
		})
	}
}

// TestDamagedSessionBeforeTheProgram stores damaged carts while the program is held
// back. boot.js repairs the cart when a product is added. When the program takes over,
// the result is the same, and the program announces it.
func TestDamagedSessionBeforeTheProgram(t *testing.T) {
	t.Parallel()
	shop := shopOf(t, twoProducts)
	tab := newBrowser(t).open("")
	for _, test := range damages {
		t.Run(test.name, func(t *testing.T) {
			tab := tab.of(t)
			base, release := heldOf(t, shop)
			tab.base = base
			tab.store(test.stored)
			tab.early("/producto/3")
			before := eval[int](tab, "Number(document.getElementById('cart-count').textContent)")
			tab.press("button", "Agregar al carrito")
			tab.awaitCount(before + 1)
			tab.awaitText("[role=status]", "Agregado al carrito: Saco.")
			release()
			tab.await("window.carrito?.ready")
			test.check(tab, 1)
		})
	}
}
