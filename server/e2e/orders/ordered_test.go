package orders_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"testing"

	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/server/disktest"
	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest"
)

// An order that is placed while the server is down waits, and the page says so. It
// survives the tab and the session. The next session shows that it waits, and later that
// it arrived.
func TestOrderMadeWithoutAServer(t *testing.T) { browsertest.InEngines(t, orderMadeWithoutAServer) }

func orderMadeWithoutAServer(t *testing.T, s browsertest.Shopper) {
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	b := s.NewBrowser(t)
	tab := b.OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	m.Stop()
	placeOrder(tab)
	tab.AwaitText("h1", "Tu pedido espera conexión")
	tab.AwaitText("main", "Está guardado en este navegador y saldrá solo")
	tab.AwaitCount(0)
	id := orderSent(tab)
	if got := readOrder(tab, id); got.State != outbox.Waiting {
		t.Errorf("got %+v, want a waiting order", got)
	}
	tab.Close()

	next := b.OpenWithWorker(m.Base())
	next.Visit("/")
	next.AwaitText(".news", "todavía espera conexión")
	next.Press("link", "Ver el último pedido")
	next.AwaitText("h1", "Tu pedido espera conexión")
	m.Start()
	next.Eval(online)
	next.AwaitText("h1", "Recibimos tu pedido")
	awaitGone(next, id)
	in.wantOnce(t, id)
	next.Visit("/")
	next.Await("document.querySelector('.news--none')") // the shopper knows already

	// The order is stored again, as by a page that was closed before the answer came.
	o := in.last
	storeOrder(next, outbox.New(shop.Channel{Kind: shop.ServerChannel}, "", &o))
	next.Eval(online)
	awaitGone(next, id)
	if got := in.times(id); got != 2 {
		t.Errorf("got %d requests for the order, want 2", got)
	}
	in.wantStored(t, id)
}

// If the shop's disk is full, an order waits in the browser. It is sent once there is
// room.
func TestOrderOnAFullDisk(t *testing.T) { browsertest.InEngines(t, orderOnAFullDisk) }

func orderOnAFullDisk(t *testing.T, s browsertest.Shopper) {
	disk, ok := disktest.New(t, 4<<20)
	if !ok {
		return
	}
	in := newOrderInboxIn(t, shoptest.StoreIn(t, filepath.Join(disk.Folder, "orders.db")))
	tab := s.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, in).Base())
	free := disk.Fill(t, 0)
	placeOrder(tab)
	tab.AwaitText("h1", "Tu pedido espera conexión")
	id := orderSent(tab)
	awaitTries(tab, id, 1)
	if got := readOrder(tab, id); got.State != outbox.Waiting || got.Status != http.StatusServiceUnavailable {
		t.Errorf("got %+v, want a waiting order", got)
	}
	in.wantStored(t)
	free()
	tab.AwaitText("h1", "Recibimos tu pedido")
	awaitGone(tab, id)
	in.wantStored(t, id)
}

// If the worker sent an order while no page was open, the next page announces that.
func TestOrderThatWentOutMeanwhile(t *testing.T) { browsertest.InEngines(t, orderThatWentOutMeanwhile) }

func orderThatWentOutMeanwhile(t *testing.T, s browsertest.Shopper) {
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Navigate(m.Base() + plainFile)
	r := waitingOrder(t)
	r = r.Answered(outbox.Answer{Status: 201, Body: `{"id":"` + r.ID + `"}`}, 0)
	storeOrder(tab, r)
	tab.Visit("/producto/2")
	tab.AwaitText(".news", "que esperaba conexión, ya llegó a la tienda")
	tab.Press("link", "Ver el último pedido")
	tab.AwaitText("h1", "Recibimos tu pedido")
	tab.AwaitText("main", "Rosa Ñahui")
	awaitGone(tab, r.ID)
	if got := in.times(r.ID); got != 0 {
		t.Errorf("got %d more requests for the order, want 0", got)
	}
}

func TestCancelAnOrderThatWaits(t *testing.T) { browsertest.InEngines(t, cancelAnOrderThatWaits) }

func cancelAnOrderThatWaits(t *testing.T, s browsertest.Shopper) {
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	in.to(func(order.Order) outbox.Answer { return outbox.Answer{Status: http.StatusServiceUnavailable} })
	placeOrder(tab)
	tab.AwaitText("h1", "Tu pedido espera conexión")
	id := orderSent(tab)
	tab.Press("button", "Cancelar el pedido")
	tab.AwaitText("h1", "Cancelaste este pedido")
	tab.AwaitText("main", "Ya no saldrá")
	tab.AwaitCount(1)
	awaitGone(tab, id)
	if got := browsertest.Eval[string](tab, "JSON.parse(sessionStorage.pedido).id"); got == id || got == "" {
		t.Errorf("got id %q for the next order, want a new one", got)
	}
	in.to(nil)
	before, next := in.times(id), waitingOrder(t)
	storeOrder(tab, next)
	tab.Eval(online)
	tab.AwaitText(".news", "ya llegó a la tienda") // so the page has handled all waiting orders
	if got := in.times(id); got != before {
		t.Errorf("got %d more requests for the order, want 0", got-before)
	}
}

// An order that is already being sent cannot be cancelled. The page shows that it was
// received.
func TestCancelTooLate(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	in.to(func(order.Order) outbox.Answer { return outbox.Answer{Status: http.StatusServiceUnavailable} })
	placeOrder(tab)
	tab.AwaitText("h1", "Tu pedido espera conexión")
	id := orderSent(tab)
	release := make(chan struct{})
	in.mu.Lock()
	in.held[id], in.answer = release, nil
	in.mu.Unlock()
	before := in.times(id)
	tab.Eval(online)
	tab.AwaitAsync("navigator.locks.query().then(locks => locks.held.length)")
	tab.Press("button", "Cancelar el pedido")
	tab.AwaitAsync("navigator.locks.query().then(locks => locks.pending.length)")
	close(release)
	tab.AwaitText("h1", "Recibimos tu pedido")
	tab.AwaitCount(0)
	if got := in.times(id); got != before+1 {
		t.Errorf("got %d more requests for the order, want 1", got-before)
	}
}

// If the id of an order belongs to another one, the next attempt uses a new id.
func TestOrderWhoseNumberIsTaken(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	in.to(func(order.Order) outbox.Answer {
		return outbox.Answer{Status: http.StatusConflict, Body: `{"reason":"taken","message":"…"}`}
	})
	placeOrder(tab)
	tab.AwaitText("#faults", "Este pedido ya se había enviado con otros datos")
	tab.AwaitCount(1)
	id := orderSent(tab)
	awaitGone(tab, id)
	in.to(nil)
	tab.Press("button", "Enviar pedido")
	tab.AwaitText("h1", "Recibimos tu pedido")
	if got := orderSent(tab); got == id {
		t.Error("got the id that was taken, want a new one")
	}
	in.wantStored(t, orderSent(tab))
}

// If the browser cannot store an order, the page sends it at once, and shows an error if
// that fails.
func TestOrderThatCannotBeKept(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	for _, test := range []struct{ name, broken string }{
		{"no storage", `IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError") }`},
		{"a full disk", `IDBObjectStore.prototype.put = function() { this.transaction.abort(); }`},
	} {
		t.Run(test.name, func(t *testing.T) {
			tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
			tab.T = t
			tab.Before(test.broken)
			tab.Visit("/")
			tab.AwaitWorker()
			m.Stop()
			placeOrder(tab)
			tab.AwaitText("#faults", "este navegador no puede guardar el pedido")
			tab.AwaitCount(1)
			m.Start()
			tab.Press("button", "Enviar pedido")
			tab.AwaitText("h1", "Recibimos tu pedido")
			in.wantOnce(t, orderSent(tab))
		})
	}
}

// The page finds a promo code by its hash. If the browser cannot hash, the page sends the
// code as typed and the server checks it.
func TestPromoCodes(t *testing.T) {
	t.Parallel()
	in := newOrderInbox(t)
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	beginOrder(tab)
	tab.TypeInto("Código de descuento", "INVIERNO")
	tab.AwaitText("main", "Ese código no existe")
	tab.TypeInto("Código de descuento", " alpaca10 ")
	tab.AwaitText(".figures", "35.91")
	tab.Press("button", "Enviar pedido")
	tab.AwaitText("h1", "Recibimos tu pedido")
	if got := in.last.Figures.Discount.String(); got != "3.99" {
		t.Errorf("got discount %s, want 3.99", got)
	}

	tab.Before("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})") // as over plain HTTP
	beginOrder(tab)
	tab.TypeInto("Código de descuento", "VERANO")
	tab.Press("button", "Enviar pedido")
	tab.Await("document.activeElement.id === 'changes'") // the focus scrolls there
	tab.AwaitText("#changes", "Total: antes S/ 39.90, ahora S/ 38.90.")
	if in.last.Promo != "VERANO" || !in.last.Figures.Discount.Zero() {
		t.Errorf("got code %q and discount %s, want VERANO and no discount before the server checks it", in.last.Promo, in.last.Figures.Discount)
	}
	tab.Press("button", "Confirmar y enviar")
	tab.AwaitText("h1", "Recibimos tu pedido")
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
			elsewhere := browsertest.StartMachine(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Access-Control-Allow-Origin", "*")
				w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
				if r.Method != http.MethodOptions {
					in.ServeHTTP(w, r)
				}
			}))
			m := browsertest.StartMachine(t, newOrderShop(t, fmt.Sprintf(`{"kind": "post", "url": "%s/api/orders"%s}`, elsewhere.Base(), test.channel)))
			tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
			tab.Visit("/")
			placeOrder(tab)
			tab.AwaitText("h1", "Recibimos tu pedido")
			in.wantOnce(t, orderSent(tab))
		})
	}
}
