package e2e

import (
	"fmt"
	"log"
	"net/http"
	"path/filepath"
	"slices"
	"testing"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/server/disktest"
	"carrito/server/httpd"
	api "carrito/server/inbox"
	stored "carrito/server/inbox/orderdb"
	"carrito/server/shoptest"
	"carrito/server/site"
)

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
	offer := func() api.Offer { return api.Offer(shop.Offer()) }
	shop.Handle(httpd.OrdersAddress, api.NewAPI(store, offer, api.Limits{}, log.New(t.Output(), "", 0)))
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

// newOrderShop returns the handler of a small shop that takes orders.
func newOrderShop(t testing.TB, channel string) *httpd.Handler {
	t.Helper()
	return newOrderShopOf(t, channel, "")
}

// newOrderShopOf is like newOrderShop, but adds settings for orders to shop.json.
func newOrderShopOf(t testing.TB, channel, more string) *httpd.Handler {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: web}
	write(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "orders": {
		"channels": [`+channel+`], "delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}],
		"promos": [{"code": "VERANO", "amount": "1.00"}, {"code": "ALPACA10", "percent": "10"}]`+more+`}}`)
	write(t, files.Products, twoHats)
	return newHandler(t, files)
}

// order orders a cap for a shopper whose details the session has.
func (tab *tab) order() {
	tab.t.Helper()
	tab.beginOrder()
	tab.press("button", "Enviar pedido")
}

// beginOrder opens the checkout with a cap in the cart.
func (tab *tab) beginOrder() {
	tab.t.Helper()
	tab.visit("/agregarCarrito/1")
	tab.awaitCount(1)
	tab.eval(`sessionStorage.cliente = JSON.stringify({name: "Rosa Ñahui", phone: "999 000 111"})`)
	tab.visit("/pedido")
}

// ordered returns the id of the order that the session has sent.
func (tab *tab) ordered() string {
	tab.t.Helper()
	return eval[string](tab, "JSON.parse(JSON.parse(sessionStorage.enviado).order).id")
}

// online is JavaScript that makes the page send its orders, as when the network is back.
const online = "dispatchEvent(new Event('online'))"

// An order that is placed while the server is down waits, and the page says so. It
// survives the tab and the session. The next session shows that it waits, and later that
// it arrived.
func TestOrderMadeWithoutAServer(t *testing.T) { inEngines(t, orderMadeWithoutAServer) }

func orderMadeWithoutAServer(t *testing.T, s shopper) {
	in := newOrderInbox(t)
	m := start(t, in)
	b := s.newBrowser(t)
	tab := b.openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	tab.order()
	tab.awaitText("h1", "Tu pedido espera conexión")
	tab.awaitText("main", "Está guardado en este navegador y saldrá solo")
	tab.awaitCount(0)
	id := tab.ordered()
	if got := tab.storedOrder(id); got.State != outbox.Waiting {
		t.Errorf("got %+v, want a waiting order", got)
	}
	tab.close()

	next := b.openWithWorker(m.base())
	next.visit("/")
	next.awaitText(".news", "todavía espera conexión")
	next.press("link", "Ver el último pedido")
	next.awaitText("h1", "Tu pedido espera conexión")
	m.start()
	next.eval(online)
	next.awaitText("h1", "Recibimos tu pedido")
	next.awaitGone(id)
	in.wantOnce(t, id)
	next.visit("/")
	next.await("document.querySelector('.news--none')") // the shopper knows already

	// The order is stored again, as by a page that was closed before the answer came.
	o := in.last
	next.storeOrder(outbox.New(shop.Channel{Kind: shop.ServerChannel}, "", &o))
	next.eval(online)
	next.awaitGone(id)
	if got := in.times(id); got != 2 {
		t.Errorf("got %d requests for the order, want 2", got)
	}
	in.wantStored(t, id)
}

// If the shop's disk is full, an order waits in the browser. It is sent once there is
// room.
func TestOrderOnAFullDisk(t *testing.T) { inEngines(t, orderOnAFullDisk) }

func orderOnAFullDisk(t *testing.T, s shopper) {
	disk, ok := disktest.New(t, 4<<20)
	if !ok {
		return
	}
	in := newOrderInboxIn(t, shoptest.StoreIn(t, filepath.Join(disk.Folder, "orders.db")))
	tab := s.newBrowser(t).openWithWorker(start(t, in).base())
	free := disk.Fill(t, 0)
	tab.order()
	tab.awaitText("h1", "Tu pedido espera conexión")
	id := tab.ordered()
	tab.awaitTries(id, 1)
	if got := tab.storedOrder(id); got.State != outbox.Waiting || got.Status != http.StatusServiceUnavailable {
		t.Errorf("got %+v, want a waiting order", got)
	}
	in.wantStored(t)
	free()
	tab.awaitText("h1", "Recibimos tu pedido")
	tab.awaitGone(id)
	in.wantStored(t, id)
}

// If the worker sent an order while no page was open, the next page announces that.
func TestOrderThatWentOutMeanwhile(t *testing.T) { inEngines(t, orderThatWentOutMeanwhile) }

func orderThatWentOutMeanwhile(t *testing.T, s shopper) {
	in := newOrderInbox(t)
	m := start(t, in)
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.navigate(m.base() + plainFile)
	r := waitingOrder(t)
	r = r.Answered(outbox.Answer{Status: 201, Body: `{"id":"` + r.ID + `"}`}, 0)
	tab.storeOrder(r)
	tab.visit("/producto/2")
	tab.awaitText(".news", "que esperaba conexión, ya llegó a la tienda")
	tab.press("link", "Ver el último pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	tab.awaitText("main", "Rosa Ñahui")
	tab.awaitGone(r.ID)
	if got := in.times(r.ID); got != 0 {
		t.Errorf("got %d more requests for the order, want 0", got)
	}
}

func TestCancelAnOrderThatWaits(t *testing.T) { inEngines(t, cancelAnOrderThatWaits) }

func cancelAnOrderThatWaits(t *testing.T, s shopper) {
	in := newOrderInbox(t)
	m := start(t, in)
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	in.to(func(order.Order) outbox.Answer { return outbox.Answer{Status: http.StatusServiceUnavailable} })
	tab.order()
	tab.awaitText("h1", "Tu pedido espera conexión")
	id := tab.ordered()
	tab.press("button", "Cancelar el pedido")
	tab.awaitText("h1", "Cancelaste este pedido")
	tab.awaitText("main", "Ya no saldrá")
	tab.awaitCount(1)
	tab.awaitGone(id)
	if got := eval[string](tab, "JSON.parse(sessionStorage.pedido).id"); got == id || got == "" {
		t.Errorf("got id %q for the next order, want a new one", got)
	}
	in.to(nil)
	before, next := in.times(id), waitingOrder(t)
	tab.storeOrder(next)
	tab.eval(online)
	tab.awaitText(".news", "ya llegó a la tienda") // so the page has handled all waiting orders
	if got := in.times(id); got != before {
		t.Errorf("got %d more requests for the order, want 0", got-before)
	}
}

// An order that is already being sent cannot be cancelled. The page shows that it was
// received.
func TestCancelTooLate(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	in.to(func(order.Order) outbox.Answer { return outbox.Answer{Status: http.StatusServiceUnavailable} })
	tab.order()
	tab.awaitText("h1", "Tu pedido espera conexión")
	id := tab.ordered()
	release := make(chan struct{})
	in.mu.Lock()
	in.held[id], in.answer = release, nil
	in.mu.Unlock()
	before := in.times(id)
	tab.eval(online)
	tab.awaitAsync("navigator.locks.query().then(locks => locks.held.length)")
	tab.press("button", "Cancelar el pedido")
	tab.awaitAsync("navigator.locks.query().then(locks => locks.pending.length)")
	close(release)
	tab.awaitText("h1", "Recibimos tu pedido")
	tab.awaitCount(0)
	if got := in.times(id); got != before+1 {
		t.Errorf("got %d more requests for the order, want 1", got-before)
	}
}

// If the id of an order belongs to another one, the next attempt uses a new id.
func TestOrderWhoseNumberIsTaken(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	in.to(func(order.Order) outbox.Answer {
		return outbox.Answer{Status: http.StatusConflict, Body: `{"reason":"taken","message":"…"}`}
	})
	tab.order()
	tab.awaitText("#faults", "Este pedido ya se había enviado con otros datos")
	tab.awaitCount(1)
	id := tab.ordered()
	tab.awaitGone(id)
	in.to(nil)
	tab.press("button", "Enviar pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	if got := tab.ordered(); got == id {
		t.Error("got the id that was taken, want a new one")
	}
	in.wantStored(t, tab.ordered())
}

// If the browser cannot store an order, the page sends it at once, and shows an error if
// that fails.
func TestOrderThatCannotBeKept(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := start(t, in)
	for _, test := range []struct{ name, broken string }{
		{"no storage", `IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError") }`},
		{"a full disk", `IDBObjectStore.prototype.put = function() { this.transaction.abort(); }`},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := newBrowser(t).openWithWorker(m.base())
			tab.t = t
			tab.before(test.broken)
			tab.visit("/")
			tab.awaitWorker()
			m.stop()
			tab.order()
			tab.awaitText("#faults", "este navegador no puede guardar el pedido")
			tab.awaitCount(1)
			m.start()
			tab.press("button", "Enviar pedido")
			tab.awaitText("h1", "Recibimos tu pedido")
			in.wantOnce(t, tab.ordered())
		})
	}
}

// The page finds a promo code by its hash. If the browser cannot hash, the page sends the
// code as typed and the server checks it.
func TestPromoCodes(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.beginOrder()
	tab.typeInto("Código de descuento", "INVIERNO")
	tab.awaitText("main", "Ese código no existe")
	tab.typeInto("Código de descuento", " alpaca10 ")
	tab.awaitText(".figures", "35.91")
	tab.press("button", "Enviar pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	if got := in.last.Figures.Discount.String(); got != "3.99" {
		t.Errorf("got discount %s, want 3.99", got)
	}

	tab.before("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})") // as over plain HTTP
	tab.beginOrder()
	tab.typeInto("Código de descuento", "VERANO")
	tab.press("button", "Enviar pedido")
	tab.await("document.activeElement.id === 'changes'") // the focus scrolls there
	tab.awaitText("#changes", "Total: antes S/ 39.90, ahora S/ 38.90.")
	if in.last.Promo != "VERANO" || !in.last.Figures.Discount.Zero() {
		t.Errorf("got code %q and discount %s, want VERANO and no discount before the server checks it", in.last.Promo, in.last.Figures.Discount)
	}
	tab.press("button", "Confirmar y enviar")
	tab.awaitText("h1", "Recibimos tu pedido")
	if got := in.last.Figures.Discount.String(); got != "1.00" {
		t.Errorf("got discount %s, want 1.00", got)
	}
}

// A shop may name any address for its orders, even at another origin. The address may
// answer with a redirect.
func TestOrderToAnotherOrigin(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, channel string
		status        int
	}{{"taken", "", 201}, {"taken by a redirect", `, "redirect": "sent"`, 302}} {
		t.Run(test.name, func(t *testing.T) {
			in := newInbox(nil)
			in.to(func(order.Order) outbox.Answer { return outbox.Answer{Status: test.status} })
			elsewhere := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Access-Control-Allow-Origin", "*")
				w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
				if r.Method != http.MethodOptions {
					in.ServeHTTP(w, r)
				}
			}))
			m := start(t, newOrderShop(t, fmt.Sprintf(`{"kind": "post", "url": "%s/api/orders"%s}`, elsewhere.base(), test.channel)))
			tab := newBrowser(t).openWithWorker(m.base())
			tab.visit("/")
			tab.order()
			tab.awaitText("h1", "Recibimos tu pedido")
			in.wantOnce(t, tab.ordered())
		})
	}
}
