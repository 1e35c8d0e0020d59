package owner_test

import (
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
	"carrito/server/words"

	"github.com/chromedp/chromedp"
)

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
	tab.Do(chromedp.Navigate(base + "/admin/ventas"))
	tab.AwaitText(".sales", "Ventas")
	tab.WantReadable("sales")
}
