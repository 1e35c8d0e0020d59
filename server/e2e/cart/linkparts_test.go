package cart_test

import (
	"fmt"
	"net/http"
	"testing"

	"carrito/app/cart"
	"carrito/server/e2e/browsertest"
)

// A cart link is opened in a shop whose catalogue comes in parts. The page asks whether to add
// the cart, says that its products are on their way or could not be loaded, and offers to add
// them when they are there.
func TestCartLinkInALargeShop(t *testing.T) { browsertest.InEngines(t, cartLinkInALargeShop) }

func cartLinkInALargeShop(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.NewParted(t)
	plain, sized := browsertest.Purchases(t, shop)
	gate := browsertest.NewGate(t, shop)
	gate.Answer(http.NotFound)
	tab := s.NewBrowser(t).Open(gate.Base)
	tab.Navigate(gate.Base + "/carrito" + linkOf(t, cart.Line{ProductID: plain.ID, Name: plain.Name, Quantity: 2},
		cart.Line{ProductID: sized.ID, VariantID: sized.Variant.ID, Name: sized.Name, Variant: sized.Variant.Name(), Quantity: 1}))
	tab.AwaitText("#linked", "Este enlace trae un carrito")
	tab.AwaitText(".linked", "No se pudo cargar esta parte de la tienda.")
	release := gate.Hold()
	tab.Press("button", "Intentar otra vez")
	tab.AwaitText(".linked", "Abriendo la tienda…")
	const buttons = "[...document.querySelectorAll('.linked button')].map(e => e.textContent).join()"
	if got := browsertest.Eval[string](tab, buttons); got != "No, gracias" {
		t.Errorf("got the buttons %s while the products are on their way, want only the one that declines", got)
	}

	release()
	tab.AwaitText(".linked", plain.LineName()+"2 × S/ "+plain.Price.String())
	tab.AwaitText(".linked", sized.LineName()+"1 × S/ "+sized.Variant.Price.String())
	tab.Press("button", "Agregar a mi carrito")
	tab.AwaitCount(3)
	tab.Await(noLink)
	tab.AwaitLine(plain, 2)
	tab.AwaitLine(sized, 1)
	if got, want := browsertest.Eval[string](tab, linesStored), fmt.Sprintf("%d×2 %d:%d×1", plain.ID, sized.ID, sized.Variant.ID); got != want {
		t.Errorf("got lines %s, want %s", got, want)
	}
	tab.Reload()
	tab.AwaitCount(3)
	tab.AwaitLine(sized, 1)
}
