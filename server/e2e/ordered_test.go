package e2e

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/server/httpd"
	"carrito/server/site"

	"github.com/chromedp/chromedp"
)

// newOrderShop returns the handler of a small shop that takes orders.
func newOrderShop(t testing.TB, channel string) *httpd.Handler {
	t.Helper()
	folder := t.TempDir()
	files := site.Files{Shop: filepath.Join(folder, "shop.json"), Products: filepath.Join(folder, "products.json"), Web: web}
	write(t, files.Shop, `{"name": "Tienda", "language": "es", "locale": "es-PE", "currency": "PEN", "orders": {
		"channels": [`+channel+`], "delivery": [{"id": "recojo", "name": "Recojo en tienda", "pickup": true}],
		"promos": [{"code": "VERANO", "amount": "1.00"}, {"code": "ALPACA10", "percent": "10"}]}}`)
	write(t, files.Products, twoHats)
	return newHandler(t, files)
}

// order puts a cap into the cart and sends it, as a shopper who has been here
// before.
func (tab *tab) order() {
	tab.t.Helper()
	tab.fillIn()
	tab.press("button", "Enviar pedido")
}

func (tab *tab) fillIn() {
	tab.t.Helper()
	tab.visit("/agregarCarrito/1")
	tab.awaitCount(1)
	tab.eval(`sessionStorage.cliente = JSON.stringify({name: "Rosa Ñahui", phone: "999 000 111"})`)
	tab.visit("/pedido")
}

// ordered returns the number of the order that the session has sent.
func (tab *tab) ordered() string {
	tab.t.Helper()
	return eval[string](tab, "JSON.parse(JSON.parse(sessionStorage.enviado).order).id")
}

const online = "dispatchEvent(new Event('online'))" // as coming back to the tab does

// An order that is made while the server is down waits, says so, and outlives tab
// and session. The next session tells that it waits, and that it arrived.
func TestOrderMadeWithoutAServer(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	b := newBrowser(t)
	tab := b.openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	tab.order()
	tab.awaitText("h1", "Tu pedido espera conexión")
	tab.awaitText("main", "Está guardado en este navegador y saldrá solo")
	tab.awaitCount(0)
	id := tab.ordered()
	if got := tab.keptOrder(id); got.State != outbox.Waiting {
		t.Errorf("got %+v, want it waiting", got)
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
	next.await("document.querySelector('.news--none')") // it was told
}

// What the worker has sent while no page was open is told when the shop is opened.
func TestOrderThatWentOutMeanwhile(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.do(chromedp.Navigate(m.base() + outboxOf))
	r := waitingOrder(t)
	r = r.Answered(outbox.Answer{Status: 201, Body: `{"id":"` + r.ID + `"}`}, 0)
	tab.keepOrder(r)
	tab.visit("/producto/2")
	tab.awaitText(".news", "que esperaba conexión, ya llegó a la tienda")
	tab.press("link", "Ver el último pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	tab.awaitText("main", "Rosa Ñahui")
	tab.awaitGone(r.ID)
	if got := in.times(r.ID); got != 0 {
		t.Errorf("got it sent %d times more, want none", got)
	}
}

func TestCancelAnOrderThatWaits(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
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
		t.Errorf("got the number %q for what is ordered next, want one of its own", got)
	}
	in.to(nil)
	before, next := in.times(id), waitingOrder(t)
	tab.keepOrder(next)
	tab.eval(online)
	tab.awaitText(".news", "ya llegó a la tienda") // so that the page has looked at all that waits
	if got := in.times(id); got != before {
		t.Errorf("got it sent %d times more, want none", got-before)
	}
}

// An order that is on its way by then cannot be taken back, which is told.
func TestCancelTooLate(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
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
		t.Errorf("got it %d times, want once after it waited", got-before)
	}
}

// The shop answers with other figures; the shopper sees and confirms them, and
// the order goes out under the same number.
func TestOrderWithAChangedPrice(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	in.to(func(o order.Order) outbox.Answer {
		if o.Figures.Total.String() == "44.00" {
			return outbox.Answer{}
		}
		now := string(o.AppendJSON(nil))
		now = strings.NewReplacer(`"39.90"`, `"44.00"`).Replace(now)
		return outbox.Answer{Status: http.StatusConflict, Body: `{"reason":"changed","message":"The price changed.","order":` + now + `}`}
	})
	tab.order()
	tab.awaitText("#changes", "antes S/ 39.90, ahora S/ 44.00")
	id := tab.ordered()
	tab.awaitCount(1)
	tab.press("button", "Confirmar y enviar")
	tab.awaitText("h1", "Recibimos tu pedido")
	tab.awaitGone(id)
	if in.last.ID != id || in.times(id) != 2 || in.last.Customer.Name != "Rosa Ñahui" {
		t.Errorf("got %+v, %d times; want order %s as it was confirmed", in.last, in.times(id), id)
	}
}

func TestOrderThatIsRefused(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	in.to(func(order.Order) outbox.Answer {
		return outbox.Answer{Status: http.StatusBadRequest, Body: `{"reason":"invalid","message":"…","faults":[{"field":"customer.phone","problem":"invalid"}]}`}
	})
	tab.order()
	tab.awaitText("#faults", "Escribe un teléfono de 6 a 15 cifras")
	tab.awaitCount(1)
	id := tab.ordered()
	tab.awaitGone(id)

	in.to(func(order.Order) outbox.Answer {
		return outbox.Answer{Status: http.StatusConflict, Body: `{"reason":"taken","message":"…"}`}
	})
	tab.typeInto("Teléfono", "999 000 222")
	tab.press("button", "Enviar pedido")
	tab.awaitText("#faults", "Este pedido ya se había enviado con otros datos")
	in.to(nil)
	tab.press("button", "Enviar pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	if got := tab.ordered(); got == id {
		t.Error("got the number that was taken, want another")
	}
}

// A browser that keeps nothing sends at once, and says where that fails.
func TestOrderThatCannotBeKept(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	for _, test := range []struct{ name, broken string }{
		{"no storage", `IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError") }`},
		{"none at all", `delete window.indexedDB; Object.defineProperty(window, "indexedDB", {value: undefined})`},
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

// A promo code is found by its hash; where the browser does not hash it goes to the
// server as it was typed.
func TestPromoCodes(t *testing.T) {
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.fillIn()
	tab.typeInto("Código de descuento", "INVIERNO")
	tab.awaitText("main", "Ese código no existe")
	tab.typeInto("Código de descuento", " alpaca10 ")
	tab.awaitText(".figures", "35.91")
	tab.press("button", "Enviar pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	if got := in.last.Figures.Discount.String(); got != "3.99" {
		t.Errorf("got %s off, want 3.99", got)
	}

	tab.before("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})") // as over plain HTTP
	tab.fillIn()
	tab.typeInto("Código de descuento", "VERANO")
	tab.press("button", "Enviar pedido")
	tab.awaitText("h1", "Recibimos tu pedido")
	if in.last.Promo != "VERANO" || !in.last.Figures.Discount.Zero() {
		t.Errorf("got the code %q and %s off, want the server to decide", in.last.Promo, in.last.Figures.Discount)
	}
}

// An order may go to any address that the shop names, at another origin, too.
func TestOrderToAnotherOrigin(t *testing.T) {
	in := newInbox(nil)
	elsewhere := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
		if r.Method != http.MethodOptions {
			in.ServeHTTP(w, r)
		}
	}))
	m := start(t, newOrderShop(t, fmt.Sprintf(`{"kind": "post", "url": "%s/api/orders"}`, elsewhere.base())))
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.order()
	tab.awaitText("h1", "Recibimos tu pedido")
	in.wantOnce(t, tab.ordered())
}
