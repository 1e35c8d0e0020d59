package orders_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
)

// TestPressAfterAPromo leaves the field of the promo code by a press on the button that sends
// the order, held as by a hand. What is said about the code, and its discount, move the button
// only after the press.
func TestPressAfterAPromo(t *testing.T) { browsertest.InEngines(t, pressAfterAPromo) }

func pressAfterAPromo(t *testing.T, s browsertest.Shopper) {
	const sent, refused = "location.pathname === '/gracias'", "document.activeElement.id === 'faults'"
	for _, test := range []struct{ name, before, typed, want string }{
		{"a code", "", "ALPACA10", sent},
		{"another code than the wrong one before", "NADA", "ALPACA10", sent},
		{"a wrong code", "ALPACA10", "NADA", refused},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := serveInbox(t, newOrderShop(t, `{"kind": "server"}`), shoptest.Store(t))
			tab := s.NewBrowser(t).Open(browsertest.Listen(t, in))
			tab.Visit("/agregarCarrito/1")
			tab.Visit("/pedido")
			tab.AwaitWhole()
			tab.TypeInto("Nombre y apellido *", "Ana Quispe")
			tab.TypeInto("Teléfono", "987 654 321")
			if test.before != "" {
				tab.TypeInto("Código de descuento", test.before)
				tab.Await("[...document.querySelectorAll('.promo .field__fault, .promo__note')].some(e => e.textContent)")
			}
			tab.TypeOver("document.getElementById('promo')", test.typed)
			tab.PressSlowly("document.querySelector('.send .button--main')")
			tab.Await(test.want)
		})
	}
}
