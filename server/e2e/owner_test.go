package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/server/admin"
	"carrito/server/httpd"
	api "carrito/server/inbox"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"
	"carrito/server/words"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const ownersPassword = "una contraseña larga"

// ownersShop serves the demo shop with a real inbox and the owner's page. It returns the
// address and the store of orders.
func ownersShop(t *testing.T) (string, *stored.Store) {
	t.Helper()
	logger := log.New(t.Output(), "", 0)
	shop, err := httpd.NewHandler(site.Files{Shop: web + "/shop.json", Products: web + "/products.json", Web: web}, logger)
	if err != nil {
		t.Fatal(err)
	}
	store := shoptest.Store(t)
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	if err := admin.SetPassword(ctx, store, ownersPassword); err != nil {
		t.Fatal(err)
	}
	if err := shop.TakeStock(ctx, store); err != nil {
		t.Fatal(err)
	}
	offer := func() api.Offer { return api.Offer(shop.Offer()) }
	shop.Handle(httpd.OrdersAddress, api.NewAPI(store, offer, api.Limits{}, logger))
	shop.Handle("/admin/", admin.New(ctx, store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger))
	return listen(t, shop), store
}

// send posts an order to the shop like a browser, and fails the test unless the shop
// accepts it.
func send(t *testing.T, base string, o order.Order) {
	t.Helper()
	response, err := http.Post(base+httpd.OrdersAddress, "application/json", bytes.NewReader(o.AppendJSON(nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusCreated {
		body, _ := io.ReadAll(response.Body)
		t.Fatalf("got %s: %s, want 201 Created", response.Status, body)
	}
}

// bagOrder returns an order of bags that the demo shop accepts unchanged.
func bagOrder(t *testing.T, customer string) order.Order {
	t.Helper()
	amount := func(text string) money.Amount {
		a, err := money.Parse(text, 2)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	o := shoptest.Order(t)
	o.Customer.Name, o.Promo, o.Currency = customer, "", "PEN"
	o.Lines = o.Lines[:1]
	o.Delivery = order.Delivery{Method: "recojo"}
	o.Figures = order.Figures{Subtotal: amount("69.80"), Discount: amount("0"), Shipping: amount("0"), Tax: amount("10.65"), Total: amount("69.80")}
	return o
}

// signIn opens the owner's page and signs in with a password.
func (tab *tab) signIn(password string) {
	tab.t.Helper()
	tab.do(chromedp.Navigate(tab.base + "/admin/pedidos"))
	tab.typeInto("Contraseña", password)
	tab.press("button", "Entrar")
}

// TestOwner signs in, sees a new order appear without a reload, takes it through its
// states, prints it and signs out.
func TestOwner(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	tab := newBrowser(t).open(base)
	tab.signIn(ownersPassword)
	tab.awaitText("#live", "Todavía no hay pedidos")
	if got := eval[string](tab, "document.cookie"); got != "" {
		t.Errorf("got cookies %q, want none that a script can read", got)
	}
	tab.eval("window.same = true")
	first := bagOrder(t, "<b>Rosa</b>")
	send(t, base, first)
	tab.awaitText(".orders__row", "<b>Rosa</b>")
	tab.awaitText(".days__summary", "Hoy: 1 pedido, S/ 69.80")
	shoptest.Place(t, store, shoptest.Order(t))
	tab.await(`document.querySelectorAll(".orders__row").length === 2`)
	tab.awaitText("#news", "La lista cambió.")
	if !eval[bool](tab, "window.same === true") {
		t.Error("got the page loaded again, want only the list updated")
	}

	tab.press("link", words.Number(first.ID))
	tab.awaitText("h1", "Pedido "+words.Number(first.ID))
	tab.press("button", "Confirmar")
	tab.awaitText(".history__list li:last-child", "Confirmado (Tienda)")
	tab.press("button", "Marcar como enviado")
	tab.awaitText(".badge", "Enviado")
	wantPrinted(t, tab, first.ID)

	tab.press("button", "Cancelar el pedido…")
	tab.press("button", "Cancelar el pedido")
	tab.awaitText(".badge", "Cancelado")
	tab.press("link", "← Todos los pedidos")
	tab.awaitText(".days__summary", "Hoy: 1 pedido,")
	tab.press("link", "Cancelado")
	tab.await(`document.querySelectorAll(".orders__row").length === 1`)
	tab.press("button", "Salir")
	tab.await(`document.querySelector("#password")`)
	tab.do(chromedp.Navigate(base + "/admin/pedidos/" + first.ID))
	tab.await(`document.querySelector("#password") && !document.body.textContent.includes("Rosa")`)
}

// wantPrinted checks that an order's page prints in full, without its buttons.
func wantPrinted(t *testing.T, tab *tab, id string) {
	t.Helper()
	media := func(name string) {
		t.Helper()
		if _, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
			t.Fatal(err)
		}
	}
	tab.eval(`window.print = () => { window.printed = true }`)
	tab.press("button", "Imprimir")
	tab.await("window.printed")
	media("print")
	defer media("")
	if got := eval[string](tab, `[...document.querySelectorAll("button, summary, nav a, form")].filter(e => e.getClientRects().length).map(e => e.outerHTML).join("\n")`); got != "" {
		t.Errorf("printed: got\n%s\nwant no buttons", got)
	}
	for _, want := range []string{id, "Bolso tote de lona", "Nota: Para regalo", "S/ 69.80", "Portón verde.", "+51 999 000 222", "Dpto. 302"} {
		if !eval[bool](tab, fmt.Sprintf("document.body.innerText.replace(/\\u00a0/g, ' ').includes(%q)", want)) {
			t.Errorf("printed: got no %q, want it", want)
		}
	}
}

// TestOwnerLockedOut types wrong passwords until even the right password is refused.
func TestOwnerLockedOut(t *testing.T) {
	t.Parallel()
	base, _ := ownersShop(t)
	tab := newBrowser(t).open(base)
	for range 5 {
		tab.signIn("equivocada")
		tab.awaitText("[role=alert]", "La contraseña no es correcta.")
	}
	tab.signIn(ownersPassword)
	tab.awaitText("[role=alert]", "Demasiados intentos.")
}

// TestOwnerWithoutScript uses the owner's page without scripts. The list reloads itself,
// and the buttons are forms.
func TestOwnerWithoutScript(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	o := shoptest.Order(t)
	shoptest.Place(t, store, o)
	tab := newBrowser(t).open(base)
	if _, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	tab.do(chromedp.Navigate(base+"/admin/pedidos"), chromedp.SendKeys("#password", ownersPassword+"\r"))
	tab.await(`document.querySelector("noscript meta[http-equiv=refresh]")`)
	tab.do(chromedp.Navigate(base+"/admin/pedidos/"+o.ID), chromedp.Click(".actions .button--main"))
	tab.awaitText(".badge", "Confirmado")
}

// TestOwnersPageIsNotKept checks that the worker, which caches the shop's pages, caches
// no page of the owner.
func TestOwnersPageIsNotKept(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	o := shoptest.Order(t)
	shoptest.Place(t, store, o)
	tab := newBrowser(t).openWithWorker(base)
	tab.visit("/")
	tab.await("navigator.serviceWorker.controller")
	tab.signIn(ownersPassword)
	tab.awaitText("#live", "Rosa")
	tab.press("link", words.Number(o.ID))
	tab.awaitText("h1", "Pedido")
	tab.visit("/carrito") // once it is cached, the pages before it would be too
	keptPages := `caches.keys().then(names => Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(r => new URL(r.url).pathname)))).then(all => all.flat())`
	for start := time.Now(); !slices.Contains(eval[[]string](tab, keptPages), "/carrito"); time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > patience {
			t.Fatal("got no page cached by the worker, want /carrito")
		}
	}
	for _, path := range eval[[]string](tab, keptPages) {
		if strings.HasPrefix(path, "/admin") {
			t.Errorf("got %s cached by the worker, want no page of the owner", path)
		}
	}
}

// TestOwnerAxe is like TestAxe, but for the owner's pages.
func TestOwnerAxe(t *testing.T) {
	t.Parallel()
	source := axe(t)
	base, store := ownersShop(t)
	base = named(base)
	addPasskey(t, store, base)
	tab := newBrowser(t).open(base)
	check := func(name string) {
		t.Helper()
		tab.eval(source)
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{412, 1280} {
				tab.look(scheme, width)
				judge(t, tab, fmt.Sprintf("%s, %s at %d", name, scheme, width))
				tab.shoot(fmt.Sprintf("owner %s %s %d", name, scheme, width))
				if wide := eval[float64](tab, "document.scrollingElement.scrollWidth"); wide > float64(width) {
					t.Errorf("%s at %d pixels: got a page %v wide, want it to fit", name, width, wide)
				}
			}
		}
	}
	tab.signIn("equivocada")
	tab.await(`document.querySelector("#fault")`)
	check("wrong password")
	tab.signIn(ownersPassword)
	tab.await(`document.querySelector("#live")`)
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
	tab.await(`document.querySelectorAll(".orders__row").length === 3`)
	check("orders")
	tab.do(chromedp.Navigate(base + "/admin/pedidos/" + last))
	tab.await(`document.querySelector(".lines")`)
	check("order")
	tab.press("link", "Acceso")
	tab.await(`document.querySelector("[data-begins]")?.getClientRects().length`)
	check("access")
	tab.typeInto("Contraseña", "equivocada")
	tab.press("button", "Añadir una llave")
	tab.awaitText("[data-stopped]", "La contraseña no es correcta.")
	check("no passkey added")
}
