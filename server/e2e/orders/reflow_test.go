package orders_test

import (
	"fmt"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

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
