package orders_test

import (
	"log"
	"path/filepath"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"
	"carrito/server/httpd"
	api "carrito/server/inbox"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"
)

// newOrderShop returns the shared handler of a small shop that takes orders.
func newOrderShop(t testing.TB, channel string) *httpd.Handler {
	t.Helper()
	return newOrderShopOf(t, channel, "")
}

// newOrderShopOf is like newOrderShop, but adds settings for orders to shop.json.
func newOrderShopOf(t testing.TB, channel, more string) *httpd.Handler {
	t.Helper()
	return newOrderShopWith(t, channel, more, browsertest.TwoHats)
}

// newOrderShopWith is like newOrderShopOf, but with other products.
func newOrderShopWith(t testing.TB, channel, more, products string) *httpd.Handler {
	t.Helper()
	settings := `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "orders": {
		"channels": [` + channel + `], "delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}],
		"promos": [{"code": "VERANO", "amount": "1.00"}, {"code": "ALPACA10", "percent": "10"}]` + more + `}}`
	return browsertest.SharedHandler(t, settings+products, func() site.Files {
		folder := t.TempDir()
		files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: browsertest.Web}
		browsertest.WriteFile(t, files.Shop, settings)
		browsertest.WriteFile(t, files.Products, products)
		return files
	})
}

// newOrderInbox returns a small shop with a real inbox.
func newOrderInbox(t *testing.T) *inbox {
	t.Helper()
	return newOrderInboxIn(t, shoptest.Store(t))
}

// newOrderInboxIn is like newOrderInbox, but with the given store.
func newOrderInboxIn(t *testing.T, store *stored.Store) *inbox {
	t.Helper()
	return serveInbox(t, newOrderShop(t, `{"kind": "server"}`), store)
}

// serveInbox adds a real inbox with the given store to a shop.
func serveInbox(t *testing.T, shop *httpd.Handler, store *stored.Store) *inbox {
	t.Helper()
	in := newInbox(shop)
	in.store = store
	snapshot := func() api.Snapshot { return api.Snapshot(shop.Snapshot()) }
	in.api = api.NewAPI(store, snapshot, api.Limits{}, log.New(t.Output(), "", 0))
	return in
}

// wantStored fails the test unless the store has exactly these orders, the newest first.
func (in *inbox) wantStored(t *testing.T, ids ...string) {
	t.Helper()
	all, err := in.store.List(t.Context(), stored.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range all {
		got = append(got, o.ID)
	}
	if !slices.Equal(got, ids) {
		t.Errorf("got orders %v in the inbox, want %v", got, ids)
	}
}

// beginOrder opens the checkout with a cap in the cart.
func beginOrder(tab *browsertest.Tab) {
	tab.T.Helper()
	tab.Visit("/agregarCarrito/1")
	tab.AwaitCount(1)
	tab.Eval(`sessionStorage.cliente = JSON.stringify({name: "Rosa Ñahui", phone: "999 000 111"})`)
	tab.Visit("/pedido")
}

// placeOrder orders a cap for a shopper whose details the session has.
func placeOrder(tab *browsertest.Tab) {
	tab.T.Helper()
	beginOrder(tab)
	tab.Press("button", "Enviar pedido")
}

// orderSent returns the id of the order that the session has sent.
func orderSent(tab *browsertest.Tab) string {
	tab.T.Helper()
	return browsertest.Eval[string](tab, "JSON.parse(JSON.parse(sessionStorage.enviado).order).id")
}

// online is JavaScript that makes the page send its orders, as when the network is back.
const online = "dispatchEvent(new Event('online'))"
