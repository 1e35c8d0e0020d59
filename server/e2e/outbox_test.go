package e2e

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"carrito/app/outbox"

	"github.com/chromedp/chromedp"
)

// An order that was placed without a server survives the tab. It is sent once when the
// shop is opened again.
func TestOrderGoesOutOnTheNextStart(t *testing.T) { inEngines(t, orderGoesOutOnTheNextStart) }

func orderGoesOutOnTheNextStart(t *testing.T, s shopper) {
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	b := s.newBrowser(t)
	tab := b.openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	r := waitingOrder(t)
	tab.storeOrder(r)
	tab.visit("/producto/1")
	tab.awaitTries(r.ID, 1)
	if got := tab.storedOrder(r.ID); got.State != outbox.Waiting || !got.Unsure {
		t.Errorf("without a server: got %+v, want a waiting order", got)
	}
	tab.close()

	m.start()
	again := b.openWithWorker(m.base())
	again.visit("/")
	again.awaitGone(r.ID)
	in.wantOnce(t, r.ID)
}

// Neither the page nor the worker sends an order that has waited for 14 days. The page
// asks the shopper first.
func TestOldOrderAsksFirst(t *testing.T) { inEngines(t, oldOrderAsksFirst) }

func oldOrderAsksFirst(t *testing.T, s shopper) {
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	r := waitingOrder(t)
	r.Since = time.Now().Add(-15 * 24 * time.Hour).UnixMilli()
	tab.storeOrder(r)
	tab.visit("/")
	tab.awaitText("body", "¿todavía lo quieres?")
	tab.awaitCount(1) // its lines are in the cart again
	if n := in.times(r.ID); n != 0 {
		t.Errorf("got %d requests for the order, want 0 before the shopper agrees", n)
	}
	tab.awaitGone(r.ID)
	tab.visit("/carrito")
	tab.awaitText("tr.line .line__name", "Gorra")
	if n := in.times(r.ID); n != 0 {
		t.Errorf("after a visit to the cart: got %d requests for the order, want 0", n)
	}
}

// If every page is closed, the worker sends a waiting order. The next page announces it.
func TestOrderGoesOutByTheWorker(t *testing.T) {
	t.Parallel()
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	tab := newProcess(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	m.stop()
	r := waitingOrder(t)
	tab.storeOrder(r)
	tab.visit("/")
	tab.awaitTries(r.ID, 1)
	tab.awaitAsync("navigator.serviceWorker.ready.then(r => r.sync.getTags()).then(tags => tags.includes('orders'))")
	tab.do(chromedp.Navigate("about:blank"))
	m.start()
	sync := tab.syncs()
	for range 3 {
		sync()
	}
	awaitArrival(t, in, r.ID)
	tab.do(chromedp.Navigate(m.base() + plainFile))
	tab.awaitAsync(fmt.Sprintf("("+orders+").then(r => r.state === 'sent')", "get('"+r.ID+"')"))
	tab.visit("/")
	tab.awaitGone(r.ID)
	in.wantOnce(t, r.ID)
}

// awaitArrival waits until an order arrives at the inbox.
func awaitArrival(t *testing.T, in *inbox, id string) {
	t.Helper()
	for begun := time.Now(); in.times(id) == 0; time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > patience {
			t.Fatal("the order never arrived")
		}
	}
}

// Two pages and the worker try to send an order at the same time, and the answer is slow.
// The order is sent once, and both pages receive the result.
func TestOrderGoesOutOnceFromEverywhere(t *testing.T) {
	t.Parallel()
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	tab := newProcess(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	other := tab.beside()
	other.visit("/producto/1")
	sync := tab.syncs()
	r := waitingOrder(t)
	release := make(chan struct{})
	in.held[r.ID] = release
	const hear = "new BroadcastChannel('carrito orders').onmessage = ({data}) => { window.heard = data.state }"
	tab.eval(hear)
	other.eval(hear)
	tab.storeOrder(r)
	for range 3 {
		sync()
		tab.eval("dispatchEvent(new Event('online'))")
		other.eval("dispatchEvent(new Event('online'))")
	}
	awaitArrival(t, in, r.ID)
	tab.awaitAsync("navigator.locks.query().then(locks => locks.pending.length >= 2)") // the others wait for the lock
	close(release)
	tab.await("window.heard === 'sent'")
	other.await("window.heard === 'sent'")
	tab.awaitGone(r.ID)
	tab.awaitAsync("navigator.locks.query().then(locks => !locks.pending.length && !locks.held.length)")
	in.wantOnce(t, r.ID)
}

// The page and the worker treat every answer as package outbox defines.
func TestPageAndWorkerDecideAlike(t *testing.T) {
	t.Parallel()
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	answers := []outbox.Answer{
		{Status: 201, Body: `{"id":"another"}`},
		{Status: 200, Body: "<!doctype html>Sign in"},
		{Status: 204},
		{Status: 302},
		{Status: 302, Body: "it has arrived"},
		{Status: 400, Body: `{"reason":"malformed","message":"No."}`},
		{Status: 403, Body: "<!doctype html>Sign in"},
		{Status: 404, Body: "404 page not found\n"},
		{Status: 408},
		{Status: 409, Body: `{"reason":"changed","order":{"id":"x"}}`},
		{Status: 409, Body: `{"reason":"changed","order":[]}`},
		{Status: 409, Body: `{"reason":"changed"}`},
		{Status: 409, Body: `{"reason":"taken"}`},
		{Status: 409, Body: `{"reason":7}`},
		{Status: 413, Body: `"reason"`},
		{Status: 422, Body: `null`},
		{Status: 425},
		{Status: 429, Body: `{"reason":"too many requests"}`, RetryAfter: 120_000},
		{Status: 500},
		{Status: 503, RetryAfter: 1 << 40},
	}
	tab := newProcess(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	sync := tab.syncs()
	tab.do(chromedp.Navigate(m.base() + plainFile))
	// A visible page deletes the record of a delivered order, so the page is hidden here.
	for _, by := range []string{"worker", "page"} {
		t.Run(by, func(t *testing.T) {
			tab := tab.of(t)
			records := make([]outbox.Record, len(answers))
			for i, answer := range answers {
				records[i] = waitingOrder(t)
				if answer.Status == 204 || i%2 == 1 {
					records[i].Kind = "post"
				}
				records[i].Redirect = answer.Body == "it has arrived"
				in.mu.Lock()
				in.answers[records[i].ID] = answer
				in.mu.Unlock()
				tab.storeOrder(records[i])
			}
			if by == "worker" {
				sync()
			} else {
				tab.before("Object.defineProperty(document, 'hidden', {value: true})")
				tab.visit("/")
			}
			for i, answer := range answers {
				tab.awaitTries(records[i].ID, 1)
				got := tab.storedOrder(records[i].ID)
				if answer.Status == 302 { // neither the page nor the worker follows the redirect or reads the body
					answer.Body = ""
					if !records[i].Redirect {
						answer.Status = 0
					}
				}
				want := records[i].Answered(answer, time.Now().UnixMilli())
				if got.State != want.State || got.Status != want.Status || got.Answer != want.Answer || got.Unsure != want.Unsure ||
					(got.After == 0) != (want.After == 0) || got.After > want.After || got.After < want.After-int64(patience/time.Millisecond) {
					t.Errorf("%d %s to %s: got %+v, want %s, again after %d", answer.Status, answer.Body, records[i].Kind, got, want.State, want.After)
				}
				eval[any](tab, fmt.Sprintf(orders, "delete('"+records[i].ID+"')"))
			}
		})
	}
}

// If the server says how long to wait before the next attempt, the page waits that long.
func TestOrderIsLeftAloneAsLongAsTheServerSays(t *testing.T) {
	t.Parallel()
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	tab := newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	r := waitingOrder(t)
	in.answers[r.ID] = outbox.Answer{Status: http.StatusServiceUnavailable, RetryAfter: 3_600_000}
	tab.storeOrder(r)
	tab.eval("dispatchEvent(new Event('online'))")
	tab.awaitTries(r.ID, 1)
	next := waitingOrder(t) // it is sent, so the page has handled both
	tab.storeOrder(next)
	tab.eval("dispatchEvent(new Event('online'))")
	tab.awaitGone(next.ID)
	in.wantOnce(t, r.ID)
	if got := tab.storedOrder(r.ID); got.State != outbox.Waiting {
		t.Errorf("got %+v, want a waiting order", got)
	}
}

// If the server accepts an order and never answers, the page aborts the request after 20
// seconds. The order keeps waiting, marked as possibly arrived.
func TestOrderWhoseAnswerHangs(t *testing.T) {
	t.Parallel()
	in := newInbox(newShop(t, "Una", twoHats))
	m := start(t, in)
	tab := newBrowser(t).open(m.base()) // a worker would send the order too, and hold the lock
	tab.before(`const { abort } = AbortController.prototype;
		AbortController.prototype.abort = function (...reason) { window.givenUp = true; return abort.apply(this, reason) }`)
	tab.visit("/")
	r := waitingOrder(t)
	in.held[r.ID] = make(chan struct{})
	tab.storeOrder(r)
	tab.eval("dispatchEvent(new Event('online'))")
	tab.awaitTries(r.ID, 1)
	if !eval[bool](tab, "window.givenUp === true") {
		t.Error("got a request that ended by itself, want it aborted")
	}
	if got := tab.storedOrder(r.ID); got.State != outbox.Waiting || !got.Unsure || got.Status != 0 {
		t.Errorf("got %+v, want a waiting order, marked as possibly arrived", got)
	}
	in.mu.Lock()
	close(in.held[r.ID]) // the second request may wait already
	delete(in.held, r.ID)
	in.mu.Unlock()
	tab.eval("dispatchEvent(new Event('online'))")
	tab.awaitGone(r.ID)
	if got := in.times(r.ID); got != 2 {
		t.Errorf("got %d requests for the order, want 2", got)
	}
}
