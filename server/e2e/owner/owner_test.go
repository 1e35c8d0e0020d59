package owner_test

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
	"carrito/server/alertpage"
	"carrito/server/complaintpage"
	"carrito/server/e2e/browsertest"
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
	shop, err := httpd.NewHandler(site.Files{Shop: browsertest.Web + "/shop.json", Products: browsertest.Web + "/products.json", Web: browsertest.Web}, logger)
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
	snapshot := func() api.Snapshot { return api.Snapshot(shop.Snapshot()) }
	shop.Handle(httpd.OrdersAddress, api.NewAPI(store, snapshot, api.Limits{}, logger))
	shop.Handle(site.ComplaintsPath, complaintpage.New(store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger))
	shop.Handle(alertpage.Folder, alertpage.New(store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger))
	shop.Handle("/admin/", admin.New(ctx, store, shop.Site, http.HandlerFunc(shop.ServeMissing), logger))
	return browsertest.Listen(t, shop), store
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
func signIn(tab *browsertest.Tab, password string) {
	tab.T.Helper()
	tab.Navigate(tab.Base + "/admin/pedidos")
	tab.TypeInto("Contraseña", password)
	tab.Press("button", "Entrar")
}

// TestOwner signs in, sees a new order appear without a reload, takes it through its
// states, prints it and signs out.
func TestOwner(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	tab := browsertest.NewBrowser(t).Open(base)
	signIn(tab, ownersPassword)
	tab.AwaitText("#live", "Todavía no hay pedidos")
	if got := browsertest.Eval[string](tab, "document.cookie"); got != "" {
		t.Errorf("got cookies %q, want none that a script can read", got)
	}
	tab.Eval("window.same = true")
	first := bagOrder(t, "<b>Rosa</b>")
	send(t, base, first)
	tab.AwaitText(".orders__row", "<b>Rosa</b>")
	tab.AwaitText(".days__summary", "Hoy: 1 pedido, S/ 69.80")
	const press = `dispatchEvent(new PointerEvent("pointer%s"))`
	tab.Eval("const real = fetch; window.fetch = async (...of) => { const answer = await real(...of); window.answered = true; return answer }")
	tab.Eval(fmt.Sprintf(press, "down")) // what is pressed must stay
	shoptest.Place(t, store, shoptest.Order(t))
	tab.Await("window.answered")
	time.Sleep(300 * time.Millisecond)
	if got := browsertest.Eval[int](tab, `document.querySelectorAll(".orders__row").length`); got != 1 {
		t.Errorf("during a press: got %d orders, want 1", got)
	}
	tab.Eval(fmt.Sprintf(press, "up"))
	tab.Await(`document.querySelectorAll(".orders__row").length === 2`)
	tab.AwaitText("#news", "La lista cambió.")
	if !browsertest.Eval[bool](tab, "window.same === true") {
		t.Error("got the page loaded again, want only the list updated")
	}

	tab.Press("link", words.Number(first.ID))
	tab.AwaitText("h1", "Pedido "+words.Number(first.ID))
	tab.Press("button", "Confirmar")
	tab.AwaitText(".history__list li:last-child", "Confirmado (Tienda)")
	tab.Press("button", "Marcar como enviado")
	tab.AwaitText(".badge", "Enviado")
	wantPrinted(t, tab, first.ID)

	tab.Press("button", "Cancelar el pedido…")
	tab.Press("button", "Cancelar el pedido")
	tab.AwaitText(".badge", "Cancelado")
	tab.Press("link", "← Todos los pedidos")
	tab.AwaitText(".days__summary", "Hoy: 1 pedido,")
	tab.Press("link", "Cancelado")
	tab.Await(`document.querySelectorAll(".orders__row").length === 1`)
	tab.Press("button", "Salir")
	tab.Await(`document.querySelector("#password")`)
	tab.Do(chromedp.Navigate(base + "/admin/pedidos/" + first.ID))
	tab.Await(`document.querySelector("#password") && !document.body.textContent.includes("Rosa")`)
}

// wantPrinted checks that an order's page prints in full, without its buttons.
func wantPrinted(t *testing.T, tab *browsertest.Tab, id string) {
	t.Helper()
	media := func(name string) {
		t.Helper()
		if _, err := chromedp.Call(tab.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
			t.Fatal(err)
		}
	}
	tab.Eval(`window.print = () => { window.printed = true }`)
	tab.Press("button", "Imprimir")
	tab.Await("window.printed")
	media("print")
	defer media("")
	if got := browsertest.Eval[string](tab, `[...document.querySelectorAll("button, summary, nav a, form")].filter(e => e.getClientRects().length).map(e => e.outerHTML).join("\n")`); got != "" {
		t.Errorf("printed: got\n%s\nwant no buttons", got)
	}
	for _, want := range []string{id, "Bolso tote de lona", "Nota: Para regalo", "S/ 69.80", "Portón verde.", "+51 999 000 222", "Dpto. 302"} {
		if !browsertest.Eval[bool](tab, fmt.Sprintf("document.body.innerText.replace(/\\u00a0/g, ' ').includes(%q)", want)) {
			t.Errorf("printed: got no %q, want it", want)
		}
	}
}

// TestOwnerLockedOut types wrong passwords until even the right password is refused.
func TestOwnerLockedOut(t *testing.T) {
	t.Parallel()
	base, _ := ownersShop(t)
	tab := browsertest.NewBrowser(t).Open(base)
	for range 5 {
		signIn(tab, "equivocada")
		tab.AwaitText("[role=alert]", "La contraseña no es correcta.")
	}
	signIn(tab, ownersPassword)
	tab.AwaitText("[role=alert]", "Demasiados intentos.")
}

// TestOwnerWithoutScript uses the owner's page without scripts. The list reloads itself,
// and the buttons are forms.
func TestOwnerWithoutScript(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	o := shoptest.Order(t)
	shoptest.Place(t, store, o)
	tab := browsertest.NewBrowser(t).Open(base)
	if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	tab.Do(chromedp.Navigate(base+"/admin/pedidos"), chromedp.SendKeys("#password", ownersPassword+"\r"))
	tab.Await(`document.querySelector("noscript meta[http-equiv=refresh]")`)
	tab.Do(chromedp.Navigate(base+"/admin/pedidos/"+o.ID), chromedp.Click(".actions .button--main"))
	tab.AwaitText(".badge", "Confirmado")
}

// TestOwnersPageIsNotKept checks that the worker, which caches the shop's pages, caches
// no page of the owner.
func TestOwnersPageIsNotKept(t *testing.T) {
	t.Parallel()
	base, store := ownersShop(t)
	o := shoptest.Order(t)
	shoptest.Place(t, store, o)
	tab := browsertest.NewBrowser(t).OpenWithWorker(base)
	tab.Visit("/")
	tab.Await("navigator.serviceWorker.controller")
	signIn(tab, ownersPassword)
	tab.AwaitText("#live", "Rosa")
	tab.Press("link", words.Number(o.ID))
	tab.AwaitText("h1", "Pedido")
	tab.Visit("/carrito") // once it is cached, the pages before it would be too
	keptPages := `caches.keys().then(names => Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(r => new URL(r.url).pathname)))).then(all => all.flat())`
	for start := time.Now(); !slices.Contains(browsertest.Eval[[]string](tab, keptPages), "/carrito"); time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > browsertest.Patience {
			t.Fatal("got no page cached by the worker, want /carrito")
		}
	}
	for _, path := range browsertest.Eval[[]string](tab, keptPages) {
		if strings.HasPrefix(path, "/admin") {
			t.Errorf("got %s cached by the worker, want no page of the owner", path)
		}
	}
}
