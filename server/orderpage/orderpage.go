// Package orderpage is the page of an order, for its shopper: what was ordered, how
// far the order and its payment are, and how to pay.
//
// The page is at /pedido/ and the token of the order, which nobody can guess: whoever
// has the address sees the order. [New] makes the handler for everything under
// /pedido/. The shop's own page at /pedido stays what it is, and an address without
// an order answers like any other that does not exist.
package orderpage

import (
	"context"
	"errors"
	"log"
	"net/http"

	"carrito/server/inbox/orderdb"
	"carrito/server/live"
	"carrito/server/site"
)

// Store is the database that the page reads and changes. [orderdb.Store]
// implements it.
type Store interface {
	OrderOf(ctx context.Context, token string) (orderdb.Stored, error)
	Payments() orderdb.Payments
	Latest(ctx context.Context) (int64, error)
}

var _ Store = (*orderdb.Store)(nil)

// maxListeners is how many open pages get news at once. Others are as they were
// when they were loaded.
const maxListeners = 256

// Handler answers every address under /pedido/. It is safe for concurrent use.
type Handler struct {
	// Provider is [orderdb.Store.Provider]. Without it no order can be changed to a
	// way of paying that has a provider. Set it before the first request.
	Provider func(means string) string

	store    Store
	cashier  Cashier
	site     func() *site.Site // returns the current site
	notFound http.Handler
	log      *log.Logger
	routes   *http.ServeMux
	origin   *http.CrossOriginProtection
	assets   assets
	follower *live.Follower
}

// New returns the handler. shop returns the current site, which may change between
// requests. The handler expects addresses without the shop's prefix, as
// [http.StripPrefix] leaves them. notFound answers unknown addresses as the shop
// does. Event streams end with ctx.
func New(ctx context.Context, store Store, cashier Cashier, shop func() *site.Site, notFound http.Handler, log *log.Logger) *Handler {
	h := &Handler{
		store: store, cashier: cashier, site: shop, notFound: notFound, log: log,
		routes: http.NewServeMux(), origin: http.NewCrossOriginProtection(), follower: live.NewFollower(ctx, store, maxListeners),
	}
	h.routes.HandleFunc("GET /pedido/{token}", h.ofOrder(h.order))
	h.routes.HandleFunc("GET /pedido/{token}/pagar", h.ofOrder(h.pay))
	h.routes.HandleFunc("POST /pedido/{token}/pagado", h.ofOrder(h.fromPage(h.say)))
	h.routes.HandleFunc("POST /pedido/{token}/otra", h.ofOrder(h.fromPage(h.choose)))
	h.routes.HandleFunc("GET /pedido/{token}/cambios", h.ofOrder(h.events))
	for _, name := range []string{styleName, scriptName} {
		h.routes.HandleFunc("GET /pedido/"+name, func(w http.ResponseWriter, r *http.Request) { h.assets.of(h.site()).Send(w, r, name) })
	}
	return h
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, pattern := h.routes.Handler(r); pattern == "" {
		h.missing(w, r)
		return
	}
	h.routes.ServeHTTP(w, r)
}

// missing answers as the shop does for an address that does not exist.
func (h *Handler) missing(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor == 1 && r.ContentLength != 0 {
		w.Header().Set("Connection", "close") // nobody reads the body, so the answer does not wait for its end
	}
	h.notFound.ServeHTTP(w, r)
}

// answer answers a request about an order.
type answer func(w http.ResponseWriter, r *http.Request, o orderdb.Stored)

// ofOrder returns a handler that finds the order of a request by its token.
func (h *Handler) ofOrder(answer answer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		o, err := h.store.OrderOf(r.Context(), r.PathValue("token"))
		switch {
		case errors.Is(err, orderdb.ErrNoOrder):
			h.missing(w, r)
			return
		case err != nil && o.Fault == nil:
			secure(w.Header())
			h.unavailable(w, r, err)
			return
		case err != nil:
			h.log.Printf("the page of an order: %v", err)
		}
		secure(w.Header())
		answer(w, r, o)
	}
}

// maxForm is the largest form that the page accepts, in bytes.
const maxForm = 1 << 10

// fromPage refuses forms that come from another site. Those from a script of
// another site cannot know the token.
func (h *Handler) fromPage(answer answer) answer {
	return func(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if h.origin.Check(r) != nil || r.ParseForm() != nil {
			h.showAnew(w, r, http.StatusForbidden, h.words().Elsewhere)
			return
		}
		answer(w, r, o)
	}
}

// policy allows the page's own style sheet, script and event stream, and nothing
// else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers of every answer about an order. Other sites learn nothing
// of the address. With the policy no-referrer browsers would not say either from
// which site a form comes.
func secure(header http.Header) {
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("X-Robots-Tag", "noindex, nofollow")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
}
