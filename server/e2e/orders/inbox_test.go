package orders_test

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"sync"
	"testing"

	"carrito/app/order"
	"carrito/app/outbox"
	stored "carrito/server/inbox/orderdb"
)

// inbox receives the orders of a shop, counts the requests for each, and answers as a
// test decides.
type inbox struct {
	http.Handler // the shop

	api http.Handler // if not nil, a real inbox, which answers if the test does not

	mu       sync.Mutex
	requests map[string]int                    // number of requests, by order
	keys     map[string]string                 // last Idempotency-Key, by order
	answers  map[string]outbox.Answer          // answers, by order; status 201 if missing
	held     map[string]chan struct{}          // channels that delay an answer until they are closed, by order
	answer   func(o order.Order) outbox.Answer // if not nil, answers every order; status 0 means 201
	last     order.Order                       // the last order that arrived
	store    *stored.Store                     // of api
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
	held, api := in.held[o.ID], in.api
	in.mu.Unlock()
	if held != nil {
		select {
		case <-held:
		case <-r.Context().Done():
			return
		}
	}
	if answer.Status == 0 && api != nil {
		r.Body = io.NopCloser(bytes.NewReader(body))
		api.ServeHTTP(w, r)
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
