package look_test

import (
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestReflow opens the pages of a shop with the longest texts.
func TestReflow(t *testing.T) {
	t.Parallel()
	base := browsertest.HostileShop(t)
	for _, page := range []struct{ name, path string }{
		{"home", "/"}, {"search", "/buscar?q=supercali"}, {"search without results", "/buscar?q=" + strings.Repeat("zapatilla", 20)}, {"search without a query", "/buscar"},
		{"product", "/producto/1"}, {"product with options", "/producto/2"}, {"reduced product", "/producto/3"}, {"sold-out product", "/producto/4"},
		{"favourites", "/favoritos"}, {"not found", "/nada"}, {"empty cart", "/carrito"}, {"nothing to order", "/pedido"}, {"no order", "/gracias"},
	} {
		t.Run(page.name, func(t *testing.T) {
			t.Parallel()
			tab := browsertest.NewBrowser(t).Open(base)
			tab.Before(`sessionStorage.favoritos = "[1,2,3,4]"; sessionStorage.vistos = "[1,2,3,4,5,6]"`)
			tab.Visit(page.path)
			tab.WantReadable(page.name)
		})
	}
	t.Run("category", func(t *testing.T) {
		tab := browsertest.NewBrowser(t).Open(base)
		tab.Visit("/")
		tab.Visit(browsertest.Eval[string](tab, "new URL(document.querySelector('.header__category').href).pathname"))
		tab.WantReadable("category")
	})
	t.Run("filters", func(t *testing.T) {
		tab := browsertest.NewBrowser(t).Open(base)
		tab.Visit("/?desde=1&stock=1")
		tab.WantReadable("filtered list")
		tab.Look("light", 320)
		tab.Eval("document.getElementById('filter-button').click()")
		tab.Await("document.querySelector('[role=dialog]')")
		tab.WantReadable("filters")
	})
}
