// Package inbox takes orders over HTTP for the shop's own server.
//
// [API] reads an order, works it out again on the shop's terms of now, and places
// it in the database, package orderdb. It answers once the order is durable.
// [Limits] bound what one client may send.
package inbox

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/server/clientip"
	"carrito/server/inbox/orderdb"

	"golang.org/x/sync/semaphore"
)

// MaxBody is the maximum size of an order's JSON in bytes.
const MaxBody = 256 << 10

const (
	bodyTimeout  = 10 * time.Second // for a body, unless Limits has another
	placeTimeout = 15 * time.Second // to place an order, with the wait for its turn
	turnTimeout  = 2 * time.Second  // to wait for memory for a body
	maxUnderWay  = 64 << 20         // bytes of all bodies that are read or placed
	bodyStep     = 4 << 10          // bytes by which a body reserves memory
	maxDigits    = 4                // most decimals of a currency (ISO 4217: CLF)
	retryAfter   = 5 * time.Second  // for a client, while the database is away
)

// API takes orders over HTTP: a POST of an order's JSON. Every answer is JSON; see
// the types answer and refusal.
type API struct {
	store    *orderdb.Store
	snapshot func() Snapshot
	limits   Limits
	clients  *clientip.Limiter
	memory   *semaphore.Weighted // for the bodies under way
	log      *log.Logger
}

// Limits bound what an API accepts from one client.
type Limits struct {
	Body      time.Duration // time for a whole body to arrive; 0 for ten seconds
	PerMinute int           // requests per client address, all of which may come at once; 0 for no limit
	Proxies   int           // number of the owner's proxies, each of which adds to X-Forwarded-For
}

// NewAPI returns an API that places orders in a store. It calls snapshot for each
// order.
func NewAPI(store *orderdb.Store, snapshot func() Snapshot, limits Limits, log *log.Logger) *API {
	return &API{
		store: store, snapshot: snapshot, limits: limits, log: log,
		clients: clientip.NewLimiter(limits.PerMinute), memory: semaphore.NewWeighted(maxUnderWay),
	}
}

// ServeHTTP answers 201 with a receipt; an order that is sent again gets the same
// receipt. It answers 409 with a proposal if the shop would take the order only with
// changes, and 503 if the order is to be sent again later. Other statuses name what
// is wrong with the request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if refused := a.admit(w, r); refused != nil {
		refused.send(w)
		return
	}
	end, ok := a.clients.Begin(clientip.Of(r, a.limits.Proxies))
	if !ok {
		tooMany().after(retryAfter).send(w)
		return
	}
	defer end()
	body := &arriving{from: http.MaxBytesReader(w, r.Body, MaxBody), ctx: r.Context(), memory: a.memory}
	defer body.release()
	o, refused := a.read(w, body)
	if refused == nil {
		var receipt orderdb.Receipt
		if receipt, refused = a.place(r.Context(), o); refused == nil {
			send(w, http.StatusCreated, newAnswer(receipt))
			return
		}
	}
	refused.send(w)
}

// admit checks a request before its body is read. It returns nil if the request is
// fine.
func (a *API) admit(w http.ResponseWriter, r *http.Request) *refusal {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return refuse(http.StatusMethodNotAllowed, "wrong method", "An order is sent by POST.")
	}
	if wait := a.clients.Wait(clientip.Of(r, a.limits.Proxies), time.Now()); wait > 0 {
		return tooMany().after(wait)
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return refuse(http.StatusUnsupportedMediaType, "wrong type", "An order is sent as application/json.")
	}
	if r.ContentLength > MaxBody {
		return tooLarge()
	}
	return nil
}

// read reads the order of a request.
func (a *API) read(w http.ResponseWriter, from *arriving) (order.Order, *refusal) {
	body, refused := a.readBody(w, from)
	if refused != nil {
		return order.Order{}, refused
	}
	o, err := parse(string(body), a.snapshot().Terms)
	if err != nil {
		return order.Order{}, refuse(http.StatusBadRequest, "malformed", shorten(err.Error()))
	}
	return o, nil
}

// parse reads an order with the decimals of its currency. An order in a former
// currency of the shop may be one that was taken then and is sent again.
func parse(body string, terms *order.Terms) (order.Order, error) {
	if terms == nil {
		return order.Parse(body, ownDigits(body))
	}
	currency, digits := terms.Currency()
	o, err := order.Parse(body, digits)
	if o.Currency != "" && o.Currency != currency {
		return order.Parse(body, ownDigits(body))
	}
	return o, err
}

// ownDigits returns the number of decimals in the total of an order.
func ownDigits(body string) int {
	var o struct{ Total string }
	if json.Unmarshal([]byte(body), &o) != nil {
		return 0
	}
	_, decimals, _ := strings.Cut(o.Total, ".")
	return min(len(decimals), maxDigits)
}

func (a *API) readBody(w http.ResponseWriter, from *arriving) ([]byte, *refusal) {
	// If the writer has no deadlines, the server's own holds.
	control := http.NewResponseController(w)
	control.SetReadDeadline(time.Now().Add(cmp.Or(a.limits.Body, bodyTimeout)))
	body, err := io.ReadAll(from)
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return nil, tooLarge()
	case errors.Is(err, errBusy):
		return nil, refuse(http.StatusServiceUnavailable, "unavailable", "Too many orders are under way.").after(retryAfter)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, refuse(http.StatusRequestTimeout, "too slow", "The order took too long to arrive.")
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "malformed", "The order did not arrive whole.")
	}
	control.SetReadDeadline(time.Time{}) // or it would end the request while the order is placed
	return body, nil
}

// place places an order on the present terms.
func (a *API) place(ctx context.Context, o order.Order) (orderdb.Receipt, *refusal) {
	ctx, cancel := context.WithTimeout(ctx, placeTimeout)
	defer cancel()
	snapshot := a.snapshot()
	if snapshot.Terms == nil {
		return orderdb.Receipt{}, refuse(http.StatusNotFound, "not taken", "The shop takes no orders here.")
	}
	faults := snapshot.Terms.Check(&o)
	if means, ok := snapshot.Terms.Means(o.Payment.Method); ok && !means.By(shop.ServerChannel) {
		faults = append(faults, order.Fault{Field: "payment.method", Problem: order.Invalid})
	}
	if faults != nil {
		// An order that was taken on earlier terms stays taken.
		if receipt, err := a.store.Receipt(ctx, o); err == nil {
			return receipt, nil
		}
		return orderdb.Receipt{}, refuseFaults(faults)
	}
	receipt, err := a.store.Place(ctx, o, snapshot.propose)
	var changed *orderdb.ChangedError
	switch {
	case err == nil:
		return receipt, nil
	case errors.Is(err, orderdb.ErrTaken):
		return receipt, refuse(http.StatusConflict, "taken", "Another order has this number.")
	case errors.As(err, &changed):
		return receipt, refuseChanged(changed.Proposal)
	}
	if ctx.Err() == nil {
		a.log.Printf("an order could not be placed: %v", err)
	}
	return receipt, refuse(http.StatusServiceUnavailable, "unavailable", "The order could not be placed now.").after(retryAfter)
}
