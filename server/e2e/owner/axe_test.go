package owner_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"carrito/server/alert"
	"carrito/server/complaint"
	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/shoptest"

	"github.com/chromedp/chromedp"
)

// TestOwnerAxe is like TestAxe, but for the owner's pages.
func TestOwnerAxe(t *testing.T) {
	t.Parallel()
	source := browsertest.AxeSource(t)
	base, store := ownersShop(t)
	base = named(base)
	addPasskey(t, store, base)
	tab := browsertest.NewBrowser(t).Open(base)
	check := func(name string) {
		t.Helper()
		tab.Eval(source)
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{412, 1280} {
				tab.Look(scheme, width)
				browsertest.RunAxe(t, tab, fmt.Sprintf("%s, %s at %d", name, scheme, width))
				tab.Screenshot(fmt.Sprintf("owner %s %s %d", name, scheme, width))
				if wide := browsertest.Eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
					t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", name, width, wide)
				}
			}
		}
	}
	signIn(tab, "equivocada")
	tab.Await(`document.querySelector("#fault")`)
	check("wrong password")
	signIn(tab, ownersPassword)
	tab.Await(`document.querySelector("#live")`)
	check("no orders")
	var last string
	for _, state := range []stored.State{stored.New, stored.Confirmed, stored.Cancelled} {
		o := shoptest.Order(t)
		o.Customer.Name = "María Fernanda de los Ángeles Gutiérrez-Saldívar y Montenegro"
		shoptest.Place(t, store, o)
		if last = o.ID; state != stored.New {
			if err := store.SetState(context.Background(), o.ID, state, "owner"); err != nil {
				t.Fatal(err)
			}
		}
	}
	tab.Await(`document.querySelectorAll(".orders__row").length === 3`)
	check("orders")
	tab.Do(chromedp.Navigate(base + "/admin/pedidos/" + last))
	tab.Await(`document.querySelector(".lines")`)
	check("order")
	for _, sheet := range []complaint.Sheet{
		{Name: "María Fernanda de los Ángeles Gutiérrez-Saldívar", Kind: complaint.Reclamo, Detail: "Se rompió al lavarlo", Placed: time.Now()},
		{Name: "Eva", Kind: complaint.Queja, Detail: "x", Placed: time.Now().AddDate(0, -2, 0)},
	} {
		if _, err := store.AddComplaint(context.Background(), sheet); err != nil {
			t.Fatal(err)
		}
	}
	tab.Press("link", "Reclamos")
	tab.Await(`document.querySelectorAll(".complaint").length === 2`)
	check("complaints")
	for product, contact := range map[int]alert.Contact{3: "maria.fernanda.de.los.angeles.gutierrez-saldivar@correo.example", 46: "+51987654321", 1000: "eva@correo.example"} {
		if err := store.AddAlert(context.Background(), alert.Alert{Product: product, Variant: product / 46 % 2, Name: "Camisa de lino cuello mao", Contact: contact, Asked: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	tab.Do(chromedp.Navigate(base + "/admin/pedidos"))
	tab.Await(`document.querySelector(".news")`)
	check("news of a product")
	tab.Press("link", "Avisos")
	tab.Await(`document.querySelectorAll(".waiting").length === 3`)
	tab.Press("button", "Ya le escribí a eva@correo.example")
	tab.Await(`document.querySelector("[id^=undo-]")`)
	check("alerts")
	tab.Press("link", "Ventas")
	tab.Await(`document.querySelector(".plot")`)
	check("sales")
	tab.Do(chromedp.Navigate(base + "/admin/ventas?por=mes"))
	tab.Await(`document.querySelector(".plot")`)
	check("sales by month")
	tab.Press("link", "Clientes")
	tab.TypeInto("Su correo o teléfono, o el número completo de un pedido", "rosa@example.com")
	tab.Press("button", "Buscar")
	tab.Await(`document.querySelectorAll(".history__list li").length === 3`)
	tab.Eval(`document.querySelector("details").open = true`)
	check("shopper")
	tab.Press("link", "Acceso")
	tab.Await(`document.querySelector("[data-begins]")?.getClientRects().length`)
	check("access")
	tab.TypeInto("Contraseña", "equivocada")
	tab.Press("button", "Añadir una llave")
	tab.AwaitText("[data-stopped]", "La contraseña no es correcta.")
	check("no passkey added")
}
