package orders_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"carrito/app/outbox"
	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// An order that was placed without a server survives the tab. It is sent once when the
// shop is opened again.
func TestOrderGoesOutOnTheNextStart(t *testing.T) {
	browsertest.InEngines(t, orderGoesOutOnTheNextStart)
}

func orderGoesOutOnTheNextStart(t *testing.T, s browsertest.Shopper) {
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
	b := s.NewBrowser(t)
	tab := b.OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	m.Stop()
	r := waitingOrder(t)
	storeOrder(tab, r)
	tab.Visit("/producto/1")
	awaitTries(tab, r.ID, 1)
	if got := readOrder(tab, r.ID); got.State != outbox.Waiting || !got.Unsure {
		t.Errorf("without a server: got %+v, want a waiting order", got)
	}
	tab.Close()

	m.Start()
	again := b.OpenWithWorker(m.Base())
	again.Visit("/")
	awaitGone(again, r.ID)
	in.wantOnce(t, r.ID)
}

// Neither the page nor the worker sends an order that has waited for 14 days. The page
// asks the shopper first.
func TestOldOrderAsksFirst(t *testing.T) { browsertest.InEngines(t, oldOrderAsksFirst) }

func oldOrderAsksFirst(t *testing.T, s browsertest.Shopper) {
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	r := waitingOrder(t)
	r.Since = time.Now().Add(-15 * 24 * time.Hour).UnixMilli()
	storeOrder(tab, r)
	tab.Visit("/")
	tab.AwaitText("body", "¿todavía lo quieres?")
	tab.AwaitCount(1) // its lines are in the cart again
	if n := in.times(r.ID); n != 0 {
		t.Errorf("got %d requests for the order, want 0 before the shopper agrees", n)
	}
	awaitGone(tab, r.ID)
	tab.Visit("/carrito")
	tab.AwaitText("tr.line .line__name", "Gorra")
	if n := in.times(r.ID); n != 0 {
		t.Errorf("after a visit to the cart: got %d requests for the order, want 0", n)
	}
}

// If every page is closed, the worker sends a waiting order. The next page announces it.
func TestOrderGoesOutByTheWorker(t *testing.T) {
	t.Parallel()
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewProcess(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	m.Stop()
	r := waitingOrder(t)
	storeOrder(tab, r)
	tab.Visit("/")
	awaitTries(tab, r.ID, 1)
	tab.AwaitAsync("navigator.serviceWorker.ready.then(r => r.sync.getTags()).then(tags => tags.includes('orders'))")
	tab.Do(chromedp.Navigate("about:blank"))
	m.Start()
	sync := syncs(tab)
	for range 3 {
		sync()
	}
	awaitArrival(t, in, r.ID)
	tab.Do(chromedp.Navigate(m.Base() + plainFile))
	tab.AwaitAsync(fmt.Sprintf("("+orders+").then(r => r.state === 'sent')", "get('"+r.ID+"')"))
	tab.Visit("/")
	awaitGone(tab, r.ID)
	in.wantOnce(t, r.ID)
}

// awaitArrival waits until an order arrives at the inbox.
func awaitArrival(t *testing.T, in *inbox, id string) {
	t.Helper()
	for begun := time.Now(); in.times(id) == 0; time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > browsertest.Patience {
			t.Fatal("the order never arrived")
		}
	}
}

// Two pages and the worker try to send an order at the same time, and the answer is slow.
// The order is sent once, and both pages receive the result.
func TestOrderGoesOutOnceFromEverywhere(t *testing.T) {
	t.Parallel()
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewProcess(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	other := tab.Beside()
	other.Visit("/producto/1")
	sync := syncs(tab)
	r := waitingOrder(t)
	release := make(chan struct{})
	in.held[r.ID] = release
	const hear = "new BroadcastChannel('carrito orders').onmessage = ({data}) => { window.heard = data.state }"
	tab.Eval(hear)
	other.Eval(hear)
	storeOrder(tab, r)
	for range 3 {
		sync()
		tab.Eval("dispatchEvent(new Event('online'))")
		other.Eval("dispatchEvent(new Event('online'))")
	}
	awaitArrival(t, in, r.ID)
	tab.AwaitAsync("navigator.locks.query().then(locks => locks.pending.length >= 2)") // the others wait for the lock
	close(release)
	tab.Await("window.heard === 'sent'")
	other.Await("window.heard === 'sent'")
	awaitGone(tab, r.ID)
	tab.AwaitAsync("navigator.locks.query().then(locks => !locks.pending.length && !locks.held.length)")
	in.wantOnce(t, r.ID)
}

// The page and the worker treat every answer as package outbox defines.
func TestPageAndWorkerDecideAlike(t *testing.T) {
	t.Parallel()
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
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
	tab := browsertest.NewProcess(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	sync := syncs(tab)
	tab.Do(chromedp.Navigate(m.Base() + plainFile))
	// A visible page deletes the record of a delivered order, so the page is hidden here.
	for _, by := range []string{"worker", "page"} {
		t.Run(by, func(t *testing.T) {
			tab := tab.Of(t)
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
				storeOrder(tab, records[i])
			}
			if by == "worker" {
				sync()
			} else {
				tab.Before("Object.defineProperty(document, 'hidden', {value: true})")
				tab.Visit("/")
			}
			for i, answer := range answers {
				awaitTries(tab, records[i].ID, 1)
				got := readOrder(tab, records[i].ID)
				if answer.Status == 302 { // neither the page nor the worker follows the redirect or reads the body
					answer.Body = ""
					if !records[i].Redirect {
						answer.Status = 0
					}
				}
				want := records[i].Answered(answer, time.Now().UnixMilli())
				if got.State != want.State || got.Status != want.Status || got.Answer != want.Answer || got.Unsure != want.Unsure ||
					(got.After == 0) != (want.After == 0) || got.After > want.After || got.After < want.After-int64(browsertest.Patience/time.Millisecond) {
					t.Errorf("%d %s to %s: got %+v, want %s, again after %d", answer.Status, answer.Body, records[i].Kind, got, want.State, want.After)
				}
				browsertest.Eval[any](tab, fmt.Sprintf(orders, "delete('"+records[i].ID+"')"))
			}
		})
	}
}

// If the server says how long to wait before the next attempt, the page waits that long.
func TestOrderIsLeftAloneAsLongAsTheServerSays(t *testing.T) {
	t.Parallel()
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	r := waitingOrder(t)
	in.answers[r.ID] = outbox.Answer{Status: http.StatusServiceUnavailable, RetryAfter: 3_600_000}
	storeOrder(tab, r)
	tab.Eval("dispatchEvent(new Event('online'))")
	awaitTries(tab, r.ID, 1)
	next := waitingOrder(t) // it is sent, so the page has handled both
	storeOrder(tab, next)
	tab.Eval("dispatchEvent(new Event('online'))")
	awaitGone(tab, next.ID)
	in.wantOnce(t, r.ID)
	if got := readOrder(tab, r.ID); got.State != outbox.Waiting {
		t.Errorf("got %+v, want a waiting order", got)
	}
}

// If the server accepts an order and never answers, the page aborts the request after 20
// seconds. The order keeps waiting, marked as possibly arrived.
func TestOrderWhoseAnswerHangs(t *testing.T) {
	t.Parallel()
	in := newInbox(browsertest.NewShop(t, "Una", browsertest.TwoHats))
	m := browsertest.StartMachine(t, in)
	tab := browsertest.NewBrowser(t).Open(m.Base()) // a worker would send the order too, and hold the lock
	tab.Before(`const { abort } = AbortController.prototype;
		AbortController.prototype.abort = function (...reason) { window.givenUp = true; return abort.apply(this, reason) }`)
	tab.Visit("/")
	r := waitingOrder(t)
	in.held[r.ID] = make(chan struct{})
	storeOrder(tab, r)
	tab.Eval("dispatchEvent(new Event('online'))")
	awaitTries(tab, r.ID, 1)
	if !browsertest.Eval[bool](tab, "window.givenUp === true") {
		t.Error("got a request that ended by itself, want it aborted")
	}
	if got := readOrder(tab, r.ID); got.State != outbox.Waiting || !got.Unsure || got.Status != 0 {
		t.Errorf("got %+v, want a waiting order, marked as possibly arrived", got)
	}
	in.mu.Lock()
	close(in.held[r.ID]) // the second request may wait already
	delete(in.held, r.ID)
	in.mu.Unlock()
	tab.Eval("dispatchEvent(new Event('online'))")
	awaitGone(tab, r.ID)
	if got := in.times(r.ID); got != 2 {
		t.Errorf("got %d requests for the order, want 2", got)
	}
}
