package e2e

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
	"carrito/server/words"

	"github.com/chromedp/chromedp"
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
}

// TestReflowOfAnOrder is like TestReflow, but for the pages of an order.
func TestReflowOfAnOrder(t *testing.T) {
	t.Parallel()
	tab := browsertest.NewBrowser(t).Open(browsertest.HostileShop(t))
	tab.Before(noteOpened)
	tab.Visit("/producto/2?variante=1")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.WantReadable("notice")
	tab.Visit("/agregarCarrito/1")
	tab.WantReadable("cart")
	tab.Eval("document.querySelector('.share__summary').click()")
	tab.WantReadable("cart with a link")
	tab.Visit("/agregarCarrito/5")
	tab.Eval("document.querySelector('.line__button').click()")
	tab.Await("document.querySelector('#undo')")
	tab.WantReadable("cart with undo")
	tab.Visit("/pedido")
	tab.Eval("document.getElementById('send-whatsapp').click()")
	tab.Await("document.getElementById('faults')")
	tab.WantReadable("checkout with faults")
	long := strings.Repeat("Supercalifragilistico", 15)
	tab.Eval(fmt.Sprintf(put+`({"customer-name": "%.100[1]s", "customer-phone": "987654321", "customer-address": "%.300[1]s", "customer-city": "%.100[1]s", "zone-envio": "lima",
		"note": "%.300[1]s", "note-5": "%.200[1]s"}, "input", "change")`, long))
	tab.Await("!document.getElementById('faults')")
	tab.WantReadable("checkout")
	tab.Eval("document.getElementById('send-whatsapp').click()")
	tab.Await("location.pathname === '/gracias'")
	tab.AwaitText("h1", "Falta un paso")
	tab.WantReadable("thanks")
}

// TestOwnersPagesReflow is like TestReflow, but for the owner's pages.
func TestOwnersPagesReflow(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	long := strings.Repeat("Supercalifragilistico", 15)
	o := shoptest.Order(t)
	o.Customer.Name, o.Customer.Address, o.Customer.City = long[:100], long[:300], long[:100]
	o.Customer.Email = long[:60] + "@" + long[:60] + ".example"
	o.Note, o.Lines[0].Note, o.Lines[0].Name = long[:300], long[:200], long[:300]
	shoptest.Place(t, store, o)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Do(chromedp.Navigate(base + "/admin/pedidos"))
	tab.WantReadable("sign in")
	signIn(tab, ownersPassword)
	tab.AwaitText(".orders__row", long[:20])
	tab.WantReadable("orders")
	tab.Press("link", words.Number(o.ID))
	tab.AwaitText("h1", "Pedido "+words.Number(o.ID))
	tab.WantReadable("order")
}
