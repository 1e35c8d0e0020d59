package orders_test

import (
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	settings "carrito/app/shop"
	"carrito/server/cashier"
	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/orderpage"
	"carrito/server/pay/mercadopago"
	"carrito/server/pay/mercadopagotest"
	"carrito/server/pay/paytest"
	"carrito/server/pay/stripe"
	"carrito/server/pay/stripetest"
	"carrito/server/shoptest"
	"carrito/server/site"
	"carrito/server/words"
)

// paidAt returns a whole shop whose orders are paid at a provider, which pretends, and
// the database of its orders.
func paidAt(t *testing.T, kind string) (base string, store *stored.Store) {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: browsertest.Web}
	browsertest.WriteFile(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "orders": {
		"channels": [{"kind": "server"}], "delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}]},
		"payments": [{"kind": "`+kind+`"}, {"kind": "cash"}]}`)
	browsertest.WriteFile(t, files.Products, browsertest.TwoHats)
	shop, store := browsertest.NewHandler(t, files), shoptest.Store(t)
	logger := log.New(t.Output(), "", 0)
	providers, notify := pretend(t)
	store.Holds = func() stored.Holds { return stored.Holds{For: 48 * time.Hour, PerHour: 100} }
	store.Provider = func(means string) string {
		if providers[means] != nil {
			return means
		}
		return ""
	}
	counter := cashier.New(providers, store.Payments(), func() *settings.Shop { return shop.Site().Shop }, logger)
	page := orderpage.New(t.Context(), store, counter, shop.Site, http.HandlerFunc(shop.ServeMissing), logger)
	page.Provider = store.Provider
	shop.Handle("/pedido/", page)
	shop.Handle(cashier.HookAddress, cashier.NewHook(t.Context(), counter, 0))
	go counter.Run(t.Context(), 200*time.Millisecond)
	base = browsertest.StartMachine(t, serveInbox(t, shop, store)).Base()
	notify(base + cashier.HookAddress + stripe.Kind)
	return base, store
}

// pretend returns both providers with their sandboxes. notify says where Stripe's sends
// its webhooks.
func pretend(t *testing.T) (providers cashier.Providers, notify func(address string)) {
	t.Helper()
	serve := func(handler func(base string) http.Handler) string {
		server := httptest.NewUnstartedServer(nil)
		base := "http://" + server.Listener.Addr().String()
		server.Config.Handler = handler(base)
		server.Start()
		t.Cleanup(server.Close)
		return base
	}
	var other *stripetest.Server
	keys, providers := paytest.Keys(), cashier.Providers{}
	at := serve(func(base string) http.Handler { return mercadopagotest.New(base, keys) })
	one, err := mercadopago.New(keys, mercadopago.Options{API: at})
	if err != nil {
		t.Fatal(err)
	}
	at = serve(func(base string) http.Handler {
		other = stripetest.New(base, "", keys)
		return other
	})
	two, err := stripe.New(keys, stripe.Options{API: at})
	if err != nil {
		t.Fatal(err)
	}
	providers[mercadopago.Kind], providers[stripe.Kind] = one, two
	return providers, func(address string) { other.Notify = address }
}

// webhook chooses how a sandbox tells the shop of what is pressed next.
func webhook(tab *browsertest.Tab, how string) {
	tab.Await("document.querySelector('details') && document.querySelector('[name=webhook]')")
	tab.Eval(`document.querySelector("details").open = true; document.querySelector("[name=webhook]").value = ` + browsertest.QuoteJS(how))
}

// TestPayAtBothProviders orders, is refused, comes back without paying, tries again and
// pays. The order's page is right each time, also when the provider's webhook is lost.
func TestPayAtBothProviders(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		for kind, name := range map[string]string{mercadopago.Kind: "Mercado Pago de prueba", stripe.Kind: "Stripe de prueba"} {
			base, store := paidAt(t, kind)
			tab := s.NewBrowser(t).OpenWithWorker(base)
			tab.Visit("/")
			tab.AwaitWorker()
			placeOrder(tab)
			tab.AwaitText("h1", name)
			webhook(tab, "lost")
			tab.Press("button", "Pagar con una tarjeta que se rechaza")
			tab.AwaitText("[role=alert]", "El pago fue rechazado")
			tab.Press("button", "Volver a la tienda sin pagar")
			tab.AwaitText(".pay", "El pago fue rechazado. Inténtalo de nuevo")
			tab.Press("link", "Intentar de nuevo")
			tab.AwaitText("h1", name)
			webhook(tab, "lost")
			tab.Press("button", "Pagar")
			tab.AwaitText(".pay", "Pagado. ¡Gracias!")
			id := browsertest.Eval[string](tab, `document.querySelector("h1").textContent`)
			all, err := store.List(t.Context(), stored.Filter{})
			if err != nil || len(all) != 1 || all[0].Payment != stored.Paid || id != "Pedido "+words.Number(all[0].ID) {
				t.Errorf("got %+v, %v on the page %q, want one paid order", all, err, id)
			}
			if got := browsertest.Eval[string](tab, cachedOrders); got != "" {
				t.Errorf("got %s in the worker's caches, want no page of an order", got)
			}
			tab.Back()
			tab.AwaitText("h1", name)
			tab.Forward()
			tab.AwaitText(".pay", "Pagado. ¡Gracias!")
		}
	})
}

// TestPayOnAnotherDevice leaves the order's page open while the order is paid on another
// device. The page says so by itself.
func TestPayOnAnotherDevice(t *testing.T) {
	base, _ := paidAt(t, stripe.Kind)
	tab := browsertest.NewBrowser(t).Open(base)
	placeOrder(tab)
	tab.AwaitText("h1", "Stripe de prueba")
	elsewhere := browsertest.Eval[string](tab, "location.href")
	tab.Press("button", "Volver a la tienda sin pagar")
	tab.AwaitText(".pay", "Comprobamos tu pago")
	tab.Eval("window.same = true")
	paytest.Press(t, elsewhere, "how", "now")
	tab.AwaitText(".pay", "Pagado. ¡Gracias!")
	if !browsertest.Eval[bool](tab, "window.same === true") {
		t.Error("got the page loaded again, want only its content updated")
	}
}

// TestPayTooLate comes back to an order whose time to pay is over. Its units are for sale
// again, and the shopper takes them once more by trying again.
func TestPayTooLate(t *testing.T) {
	base, store := paidAt(t, mercadopago.Kind)
	tab := browsertest.NewBrowser(t).Open(base)
	placeOrder(tab)
	tab.AwaitText("h1", "Mercado Pago de prueba")
	all, err := store.List(t.Context(), stored.Filter{})
	if err != nil || len(all) != 1 {
		t.Fatalf("got %v, %v, want one order", all, err)
	}
	if err := store.Payments().Settle(t.Context(), all[0].ID, "", nil, time.Now().Add(2*stored.PayFor)); err != nil {
		t.Fatal(err)
	}
	tab.Press("button", "Volver a la tienda sin pagar")
	tab.AwaitText(".pay", "Se acabó el tiempo para pagar")
	tab.Press("link", "Intentar de nuevo")
	tab.AwaitText("h1", "Mercado Pago de prueba")
	tab.Press("button", "Pagar")
	tab.AwaitText(".pay", "Pagado. ¡Gracias!")
}
