package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/server/e2e/browsertest"
	stored "carrito/server/inbox/orderdb"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

// inbox receives the orders of a shop, counts the requests for each, and answers as a
// test decides.
type inbox struct {
	http.Handler // the shop

	mu       sync.Mutex
	requests map[string]int                    // number of requests, by order
	keys     map[string]string                 // last Idempotency-Key, by order
	answers  map[string]outbox.Answer          // answers, by order; status 201 if missing
	held     map[string]chan struct{}          // channels that delay an answer until they are closed, by order
	answer   func(o order.Order) outbox.Answer // if not nil, answers every order; status 0 means 201
	last     order.Order                       // the last order that arrived
	store    *stored.Store                     // if not nil, the store of a real inbox, which answers if the test does not
}

// newInbox returns an inbox in front of a shop.
func newInbox(shop http.Handler) *inbox {
	return &inbox{Handler: shop, requests: map[string]int{}, keys: map[string]string{}, answers: map[string]outbox.Answer{}, held: map[string]chan struct{}{}}
}

func (in *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/api/orders" {
		in.Handler.ServeHTTP(w, r)
		return
	}
	body, _ := io.ReadAll(r.Body)
	o, _ := order.Parse(string(body), 2)
	in.mu.Lock()
	in.requests[o.ID]++
	in.keys[o.ID] = r.Header.Get("Idempotency-Key")
	in.last = o
	answer := in.answers[o.ID]
	if in.answer != nil {
		answer = in.answer(o)
	}
	held := in.held[o.ID]
	in.mu.Unlock()
	if held != nil {
		select {
		case <-held:
		case <-r.Context().Done():
			return
		}
	}
	if answer.Status == 0 && in.store != nil {
		r.Body = io.NopCloser(bytes.NewReader(body))
		in.Handler.ServeHTTP(w, r)
		return
	}
	if answer.Status == 0 {
		answer = outbox.Answer{Status: 201, Body: `{"id":"` + o.ID + `","placed":"2026-11-26T21:30:00Z"}`}
	}
	if answer.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.FormatInt(answer.RetryAfter/1000, 10))
	}
	if answer.Status == http.StatusFound {
		w.Header().Set("Location", "/")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.Status)
	io.WriteString(w, answer.Body)
}

// to sets the answer to every order from now on.
func (in *inbox) to(answer func(o order.Order) outbox.Answer) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.answer = answer
}

// times returns the number of requests for an order.
func (in *inbox) times(id string) int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.requests[id]
}

// wantOnce fails the test unless an order arrived exactly once, with its number as
// Idempotency-Key.
func (in *inbox) wantOnce(t *testing.T, id string) {
	t.Helper()
	if got := in.times(id); got != 1 {
		t.Errorf("order %s: got %d requests, want 1", id, got)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if got := in.keys[id]; got != id {
		t.Errorf("got Idempotency-Key %q, want %s", got, id)
	}
}

// waitingOrder returns a new order for the inbox as a page stores it.
func waitingOrder(t testing.TB) outbox.Record {
	t.Helper()
	id, err := order.NewID()
	if err != nil {
		t.Fatal(err)
	}
	price := money.FromMinor(3990, 2)
	o := order.Order{
		ID: id, Customer: order.Customer{Name: "Rosa Ñahui", Phone: "999 000 111"}, Currency: "PEN",
		Delivery: order.Delivery{Method: "recojo"}, Lines: []order.Line{{ProductID: 1, Name: "Gorra", UnitPrice: price, Quantity: 1}},
	}
	o.Figures = order.Figures{Subtotal: price, Discount: money.FromMinor(0, 2), Shipping: money.FromMinor(0, 2), Tax: money.FromMinor(0, 2), Total: price}
	return outbox.New(shop.Channel{Kind: shop.ServerChannel}, "", &o)
}

// orders is JavaScript that calls a method of the IndexedDB store of orders.
const orders = `new Promise((resolve, reject) => {
	const opening = indexedDB.open("carrito", 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore("orders", {keyPath: "id"});
	opening.onerror = () => reject(opening.error);
	opening.onsuccess = () => {
		const request = opening.result.transaction("orders", "readwrite").objectStore("orders").%s;
		request.onsuccess = () => { opening.result.close(); resolve(request.result) };
		request.onerror = () => reject(request.error);
	};
})`

// storeOrder stores an order in the browser, like a page that has been closed since.
func storeOrder(tab *browsertest.Tab, r outbox.Record) {
	tab.T.Helper()
	record, err := json.Marshal(map[string]any{
		"id": r.ID, "kind": r.Kind, "url": r.URL, "body": r.Body, "state": r.State,
		"tries": r.Tries, "after": r.After, "since": r.Since, "status": r.Status, "answer": r.Answer, "unsure": r.Unsure, "redirect": r.Redirect,
	})
	if err != nil {
		tab.T.Fatal(err)
	}
	browsertest.Eval[any](tab, fmt.Sprintf(orders, "put("+string(record)+")"))
}

// storedOrder is an order as a browser stores it. The zero value stands for an order that
// is not stored.
type storedOrder struct {
	State  outbox.State
	Tries  int
	Status int
	After  int64
	Answer string
	Unsure bool
}

// readOrder returns the stored order with the given id.
func readOrder(tab *browsertest.Tab, id string) storedOrder {
	tab.T.Helper()
	text := browsertest.Eval[string](tab, fmt.Sprintf(orders, "get("+strconv.Quote(id)+")")+".then(r => JSON.stringify(r ?? {}))")
	var kept storedOrder
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		tab.T.Fatal(err)
	}
	return kept
}

// awaitTries waits until the browser has tried to send an order the given number of
// times, or more.
func awaitTries(tab *browsertest.Tab, id string, tries int) {
	tab.T.Helper()
	tab.AwaitAsync(fmt.Sprintf("("+orders+").then(r => r?.tries >= %d)", "get("+strconv.Quote(id)+")", tries))
}

// awaitGone waits until an order is no longer stored. A page deletes an order once it has
// shown the result.
func awaitGone(tab *browsertest.Tab, id string) {
	tab.T.Helper()
	tab.AwaitAsync(fmt.Sprintf("("+orders+").then(r => !r)", "get("+strconv.Quote(id)+")"))
}

// plainFile is a path of the shop's origin where neither the program nor boot.js runs.
// Tests read the stored orders there.
const plainFile = "/web/icons.svg"

// syncs returns a function that sends a sync event to the worker of the shop, like the
// browser when the network is back. It works even if the tab has left the shop by then.
func syncs(tab *browsertest.Tab) (sync func()) {
	tab.T.Helper()
	found := make(chan serviceworker.RegistrationID, 100)
	err := chromedp.Listen(tab.Ctx, func(event any) {
		if updated, ok := event.(*serviceworker.EventWorkerRegistrationUpdated); ok {
			for _, r := range updated.Registrations {
				if r.ScopeURL == tab.Base+"/" && !r.IsDeleted {
					select {
					case found <- r.RegistrationID:
					default:
					}
				}
			}
		}
	})
	if err != nil {
		tab.T.Fatal(err)
	}
	if _, err := chromedp.Call(tab.Ctx, serviceworker.Enable, cdp.Empty{}); err != nil {
		tab.T.Fatal(err)
	}
	var id serviceworker.RegistrationID
	select {
	case id = <-found:
	case <-tab.Ctx.Done():
		tab.T.Fatal("got no worker registration from the browser")
	}
	return func() {
		tab.T.Helper()
		event := serviceworker.DispatchSyncEventParams{Origin: tab.Base, RegistrationID: id, Tag: "orders"}
		if _, err := chromedp.Call(tab.Ctx, serviceworker.DispatchSyncEvent, event); err != nil {
			tab.T.Fatal(err)
		}
	}
}
