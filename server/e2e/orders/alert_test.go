package orders_test

import (
	"log"
	"net/http"
	"testing"

	"carrito/server/alertpage"
	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
)

// chooseSize presses a size of product 56 of the demo shop, whose size L is sold out.
func chooseSize(tab *browsertest.Tab, size string) {
	tab.T.Helper()
	tab.Eval(`[...document.querySelectorAll(".option__input")].find(e => e.value === "` + size + `").click()`)
}

const alertShown = `!!document.querySelector(".alert")?.getClientRects().length`

// A shopper asks to be told of a size, before the program runs and after it.
func TestAlert(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		shop, store := browsertest.NewHandler(t, browsertest.DemoFiles), shoptest.Store(t)
		shop.Handle(alertpage.Folder, alertpage.New(store, shop.Site, http.HandlerFunc(shop.ServeMissing), log.New(t.Output(), "", 0)))
		base, release := browsertest.HeldOf(t, browsertest.Listen(t, shop))
		tab := s.NewBrowser(t).Open(base)
		ask := func(contact, want string) {
			t.Helper()
			chooseSize(tab, "M")
			tab.Await("!" + alertShown)
			chooseSize(tab, "L")
			tab.Await(alertShown)
			tab.TypeInto("Avísame cuando vuelva: tu correo o WhatsApp", contact)
			tab.Press("button", "Avisarme")
			tab.AwaitText(".alert [role=alert]", want)
		}
		tab.Early("/producto/56")
		ask("ana@correo", "Ese correo no es válido.")
		ask("ana@correo.example", "Listo: te escribiremos cuando vuelva «Polo piqué a rayas (L)».")
		tab.TypeInto("Avísame cuando vuelva: tu correo o WhatsApp", "987")
		release()
		tab.Await("window.carrito?.ready")
		tab.Await(alertShown + " && document.getElementById('alert-contact').value === '987' && !!document.querySelector('.alert [role=alert]')") // nothing is lost
		ask("987 654 321", "Listo")
		if all, err := store.Alerts(t.Context()); err != nil || len(all) != 2 || all[0].Contact != "+51987654321" || all[0].Variant != 3 {
			t.Errorf("got %v, %v, want two of size L", all, err)
		}
	})
}

// The server's page of a sold-out size has a form that the program draws later. The focus
// stays on the button that has it when the program takes over.
func TestFocusBesideAnAlert(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		shop := browsertest.NewHandler(t, browsertest.DemoFiles)
		shop.Handle(alertpage.Folder, alertpage.New(shoptest.Store(t), shop.Site, http.HandlerFunc(shop.ServeMissing), log.New(t.Output(), "", 0)))
		base, release := browsertest.HeldOf(t, browsertest.Listen(t, shop))
		tab := s.NewBrowser(t).Open(base)
		tab.Early("/producto/56")
		chooseSize(tab, "L")
		tab.Await(alertShown)
		const focused = "document.activeElement.getAttribute('aria-label')"
		tab.Eval(`[...document.querySelectorAll(".card button[aria-label]")].some((button) => (button.focus(), document.activeElement === button))`)
		want := browsertest.Eval[string](tab, focused)
		release()
		tab.Await("window.carrito?.ready")
		if got := browsertest.Eval[string](tab, focused+" ?? 'nothing'"); got != want {
			t.Errorf("got the focus on %q, want it on %q as before", got, want)
		}
	})
}

// In a shop without an inbox a link opens WhatsApp with the name of the product and the size.
func TestAlertLink(t *testing.T) {
	t.Parallel()
	files := browsertest.ShopFiles(t, "", `[{"id": 56, "slug": "polo", "name": "Polo", "price": "20.00", "options": [{"name": "Talla", "values": ["M", "L"]}],
		"variants": [{"id": 1, "values": ["M"]}, {"id": 2, "values": ["L"], "stock": 0}]}]`)
	browsertest.WriteFile(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "contact": {"whatsapp": "51999000111"}}`)
	base, release := browsertest.HeldOf(t, browsertest.Listen(t, browsertest.NewHandler(t, files)))
	tab := browsertest.NewBrowser(t).Open(base)
	check := func() {
		t.Helper()
		chooseSize(tab, "M")
		tab.Await("!" + alertShown)
		chooseSize(tab, "L")
		tab.Await(alertShown + ` && new URL(document.querySelector(".alert a").href).searchParams.get("text") === "Hola. Por favor, avísenme cuando vuelva: Polo (L)"`)
	}
	tab.Early("/producto/56")
	check()
	release()
	tab.Await("window.carrito?.ready")
	check()
}
