package cart_test

import (
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
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
	base := browsertest.ShopOf(t, twoSizes)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Visit("/producto/7")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	stored := browsertest.Eval[string](tab, "sessionStorage.carrito")
	if !strings.Contains(stored, `"variante":"S"`) {
		t.Fatalf("got cart %s, want the size S in it", stored)
	}
	shifted := browsertest.ShopOf(t, rowsShifted)
	later := browsertest.NewBrowser(t).Open(shifted)
	later.Visit("/")
	later.Eval("sessionStorage.carrito = " + browsertest.QuoteJS(stored))
	later.Visit("/carrito")
	later.AwaitText("body", "Lo que elegiste como «Polo (S)» ahora se llama «Polo (XS)».")
	later.AwaitCount(1)
}

// The program finds such a difference even if boot.js adds a unit to the line first.
func TestAddedBeforeTheProgramSaysWhatItHolds(t *testing.T) {
	t.Parallel()
	shop := browsertest.ShopOf(t, rowsShifted)
	base, release := browsertest.HeldOf(t, shop)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Early("/producto/7")
	tab.Eval(`sessionStorage.carrito = '{"7:1":{"producto_id":7,"nombre":"Polo","cantidad":1,"precio":"35.90","imagen":"","total":"35.90","orden":1,"variante_id":1,"variante":"S"}}'`)
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(2)
	release()
	tab.Await("window.carrito?.ready")
	for _, want := range []string{"«Polo (S)» ahora se llama «Polo (XS)»", "Cambió el precio de Polo (S): antes S/ 35.90, ahora S/ 39.90."} {
		tab.AwaitText("body", want)
	}
	tab.AwaitCount(2)
}
