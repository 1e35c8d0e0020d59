package e2e

import (
	"strings"
	"testing"
)

// twoSizes is a polo in two sizes.
const twoSizes = `[{"id": 7, "slug": "polo", "name": "Polo", "price": "39.90", "options": [{"name": "Talla", "values": ["S", "M"]}],
	"variants": [{"id": 1, "values": ["S"]}, {"id": 2, "values": ["M"]}]}]`

// rowsShifted is the polo after a new first size has shifted the others. Each id now
// belongs to another size.
const rowsShifted = `[{"id": 7, "slug": "polo", "name": "Polo", "price": "39.90", "options": [{"name": "Talla", "values": ["XS", "S", "M"]}],
	"variants": [{"id": 1, "values": ["XS"]}, {"id": 2, "values": ["S"]}, {"id": 3, "values": ["M"]}]}]`

// If the shop has another variant under an id in the cart, the page says so.
func TestCartSaysWhatItHolds(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoSizes)
	tab := newBrowser(t).open(base)
	tab.visit("/producto/7")
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(1)
	stored := eval[string](tab, "sessionStorage.carrito")
	if !strings.Contains(stored, `"variante":"S"`) {
		t.Fatalf("got cart %s, want the size S in it", stored)
	}
	shifted := shopOf(t, rowsShifted)
	later := newBrowser(t).open(shifted)
	later.visit("/")
	later.eval("sessionStorage.carrito = " + quoteJS(stored))
	later.visit("/carrito")
	later.awaitText("body", "Lo que elegiste como «Polo (S)» ahora se llama «Polo (XS)».")
	later.awaitCount(1)
}

// The program finds such a difference even if boot.js adds a unit to the line first.
func TestAddedBeforeTheProgramSaysWhatItHolds(t *testing.T) {
	t.Parallel()
	shop := shopOf(t, rowsShifted)
	base, release := heldOf(t, shop)
	tab := newBrowser(t).open(base)
	tab.early("/producto/7")
	tab.eval(`sessionStorage.carrito = '{"7:1":{"producto_id":7,"nombre":"Polo","cantidad":1,"precio":"35.90","imagen":"","total":"35.90","orden":1,"variante_id":1,"variante":"S"}}'`)
	tab.press("button", "Agregar al carrito")
	tab.awaitCount(2)
	release()
	tab.await("window.carrito?.ready")
	for _, want := range []string{"«Polo (S)» ahora se llama «Polo (XS)»", "Cambió el precio de Polo (S): antes S/ 35.90, ahora S/ 39.90."} {
		tab.awaitText("body", want)
	}
	tab.awaitCount(2)
}
