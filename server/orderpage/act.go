package orderpage

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"carrito/app/order"
	"carrito/server/inbox/orderdb"
	"carrito/server/pay"
)

// pay sends the shopper to the provider's page on which an order is to be paid. A
// repeated request leads to the same page.
func (h *Handler) pay(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
	switch {
	case r.Method == http.MethodHead: // programs that look at links
		w.WriteHeader(http.StatusNoContent)
		return
	case o.Provider == "" || o.Fault != nil:
		h.redirect(w, r, o)
		return
	}
	address, err := h.cashier.Open(r.Context(), o, h.base(r))
	if err != nil {
		h.fail(w, r, o, err)
		return
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
}

// base returns the shop's address with its prefix, without a slash at its end.
func (h *Handler) base(r *http.Request) string {
	s := h.site()
	if s.Shop.BaseURL != "" {
		return strings.TrimSuffix(s.Shop.BaseURL, "/")
	}
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host + s.Prefix()
}

// say records that the shopper says that an order is paid.
func (h *Handler) say(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
	if err := h.store.Payments().Say(r.Context(), o.Order.ID, time.Now()); err != nil {
		h.fail(w, r, o, err)
		return
	}
	h.redirect(w, r, o)
}

// maxChanges is how many changes of an order's payment there may be before the
// shopper can no longer choose another way of paying. Each may notify the owner.
const maxChanges = 20

// choose changes the way in which an order is to be paid.
func (h *Handler) choose(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
	means := r.PostForm.Get("means")
	if means == o.Means {
		h.redirect(w, r, o)
		return
	}
	if !slices.ContainsFunc(h.others(h.shopper(o), o), func(m order.Means) bool { return m.ID == means }) {
		h.showAnew(w, r, http.StatusConflict, h.words().NotOffered)
		return
	}
	known, err := h.store.Payments().Of(r.Context(), o.Order.ID)
	switch {
	case err == nil && len(known.History) >= maxChanges:
		err = orderdb.ErrTooOften
	case err == nil:
		err = h.store.Payments().Choose(r.Context(), o.Order.ID, means, time.Now())
	}
	if err != nil {
		h.fail(w, r, o, err)
		return
	}
	h.redirect(w, r, o)
}

// fail shows an order and why what the shopper asked for was not done.
func (h *Handler) fail(w http.ResponseWriter, r *http.Request, o orderdb.Stored, err error) {
	words := h.words()
	var changed *orderdb.PayError
	var missing *orderdb.StockError
	switch {
	case errors.As(err, &changed): // the page shows what the payment is now
		h.redirect(w, r, o)
	case errors.As(err, &missing):
		h.showAnew(w, r, http.StatusConflict, words.NotLeft(strings.Join(missing.Names, ", ")))
	case errors.Is(err, orderdb.ErrUnconfirmed):
		h.showAnew(w, r, http.StatusConflict, words.Unconfirmed)
	case errors.Is(err, orderdb.ErrTooOften):
		h.showAnew(w, r, http.StatusTooManyRequests, words.TooOften)
	case errors.Is(err, orderdb.ErrNoOrder):
		h.missing(w, r)
	case errors.Is(err, pay.ErrUnavailable), errors.Is(err, pay.ErrRejected):
		h.log.Printf("the payment of order %s: %v", o.Order.ID, err)
		h.showAnew(w, r, http.StatusServiceUnavailable, words.Unreachable)
	default:
		h.unavailable(w, r, err)
	}
}
