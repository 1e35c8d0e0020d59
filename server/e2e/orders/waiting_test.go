package orders_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"carrito/app/money"
	"carrito/app/order"
	"carrito/app/outbox"
	"carrito/app/shop"
	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

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
