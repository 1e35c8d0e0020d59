package tabs_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestTabsInALargeShop buys in one tab of a shop whose catalogue comes in parts. The cart in
// another tab gets the parts that it has never needed.
func TestTabsInALargeShop(t *testing.T) { browsertest.InEngines(t, tabsInALargeShop) }

func tabsInALargeShop(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.NewParted(t)
	plain, sized := browsertest.Purchases(t, shop)
	base := browsertest.Listen(t, shop)
	tabs := s.NewBrowser(t)
	a, b := tabs.Open(base), tabs.Open(base)
	a.Visit("/carrito")
	a.AwaitText("main", "Tu carrito está vacío")
	b.Add(plain, 1)
	a.AwaitCount(1)
	a.AwaitLine(plain, 1)
	b.Add(sized, 2)
	a.AwaitCount(2)
	a.AwaitLine(sized, 1)

	a.TypeInto("Cantidad de "+sized.LineName(), "3")
	b.AwaitCount(4)
	b.Visit("/carrito")
	b.AwaitLine(plain, 1)
	b.AwaitLine(sized, 3)
	b.Press("button", "Eliminar "+plain.LineName())
	a.AwaitCount(3)
	a.Await("document.querySelectorAll('tr.line').length === 1")

	// A tab that is opened later gets the cart, and the part of its product.
	b.Close()
	c := tabs.Open(base)
	c.Before(browsertest.WaitForTabs)
	c.Visit("/carrito")
	c.AwaitCount(3)
	c.AwaitLine(sized, 3)
	browsertest.AwaitSame(t, []string{"carrito", "cambios"}, a, c)
}
