package admin

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"carrito/server/inbox/orderdb"
	"carrito/server/privacy"
)

// ordersOfShopper returns all orders of the shopper who made the order that the
// request names, that order included.
func (h *Handler) ordersOfShopper(r *http.Request) ([]orderdb.Stored, error) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	all := []orderdb.Stored{o}
	for _, who := range []string{o.Order.Customer.Phone, o.Order.Customer.Email} {
		found, err := h.store.Of(r.Context(), who)
		if err != nil {
			return nil, err
		}
		for _, other := range found {
			if !slices.ContainsFunc(all, func(known orderdb.Stored) bool { return known.Order.ID == other.Order.ID }) {
				all = append(all, other)
			}
		}
	}
	return all, nil
}

// data sends all orders of a shopper as a file for the shopper.
func (h *Handler) data(w http.ResponseWriter, r *http.Request, s session) {
	found, err := h.ordersOfShopper(r)
	var b bytes.Buffer
	if err == nil {
		err = privacy.WriteData(&b, found)
	}
	switch {
	case errors.Is(err, orderdb.ErrNoOrder):
		h.show(w, http.StatusNotFound, "notice", noticePage{h.frame(r, s), h.words().NoSuchOrder})
	case err != nil:
		h.unavailable(w, r, err)
	default:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Disposition", `attachment; filename="datos.json"`)
		b.WriteTo(w)
	}
}

// forget removes a shopper's data from all orders that are done or cancelled.
// Other orders keep it as long as they are to be delivered.
func (h *Handler) forget(w http.ResponseWriter, r *http.Request, s session) {
	found, err := h.ordersOfShopper(r)
	closed, _ := privacy.Closed(found)
	if err == nil {
		err = h.store.Forget(r.Context(), closed...)
	}
	id := r.PathValue("id")
	switch {
	case errors.Is(err, orderdb.ErrNoOrder):
		h.showOrder(w, r, s, http.StatusNotFound, "")
	case errors.Is(err, orderdb.ErrOpen) || err == nil && !slices.Contains(closed, id):
		h.showOrder(w, r, s, http.StatusConflict, h.words().NotForgotten)
	case err != nil:
		h.unavailable(w, r, err)
	default:
		h.log.Printf("the owner's page: a shopper is forgotten in %d orders", len(closed))
		http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos/"+url.PathEscape(id), http.StatusSeeOther)
	}
}
