package admin

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/privacy"
)

// shopperOf returns all that the shop has of the shopper who made the order that the
// request names, that order included.
func (h *Handler) shopperOf(r *http.Request) (orderdb.Person, error) {
	o, err := h.store.Order(r.Context(), r.PathValue("id"))
	if err != nil {
		return orderdb.Person{}, err
	}
	return h.store.Person(r.Context(), o.Order.ID, o.Order.Customer.Phone, o.Order.Customer.Email)
}

// data sends all that the shop has of a shopper as a file for the shopper.
func (h *Handler) data(w http.ResponseWriter, r *http.Request, s session) {
	found, err := h.shopperOf(r)
	switch {
	case errors.Is(err, orderdb.ErrNoOrder):
		h.show(w, http.StatusNotFound, "notice", noticePage{h.frame(r, s), h.words().NoSuchOrder})
	case err != nil:
		h.unavailable(w, r, err)
	default:
		h.sendPerson(w, r, found, false)
	}
}

// sendPerson sends all that the shop has of a shopper, as JSON or as a table.
func (h *Handler) sendPerson(w http.ResponseWriter, r *http.Request, found orderdb.Person, table bool) {
	write, kind, name := privacy.WriteData, "application/json", "datos.json"
	if table {
		write, kind, name = privacy.WriteTable, "text/csv; charset=utf-8", "datos.csv"
	}
	var b bytes.Buffer
	if err := write(&b, found); err != nil {
		h.unavailable(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	b.WriteTo(w)
}

// erase removes a shopper's data from all orders that are done or cancelled, from all
// complaints that need not be kept, and from alerts. It returns those orders, and how many
// of all three there are. The log has no data of the shopper.
func (h *Handler) erase(r *http.Request, found orderdb.Person) (orders []string, n int, _ error) {
	orders, _ = privacy.Closed(found.Orders)
	complaints, _ := privacy.Old(found.Complaints, time.Now())
	alerts := privacy.Alerts(found.Alerts)
	if err := h.store.Forget(r.Context(), orders, complaints, alerts); err != nil {
		return nil, 0, err
	}
	h.log.Printf("the owner's page: a shopper is forgotten in %d orders, %d complaints and %d alerts, from %s", len(orders), len(complaints), len(alerts), h.client(r))
	return orders, len(orders) + len(complaints) + len(alerts), nil
}

// forget removes the data of the shopper of an order. Orders that are not done keep it as
// long as they are to be delivered.
func (h *Handler) forget(w http.ResponseWriter, r *http.Request, s session) {
	found, err := h.shopperOf(r)
	var erased []string
	if err == nil {
		erased, _, err = h.erase(r, found)
	}
	id := r.PathValue("id")
	switch {
	case errors.Is(err, orderdb.ErrNoOrder):
		h.showOrder(w, r, s, http.StatusNotFound, "")
	case errors.Is(err, orderdb.ErrOpen) || err == nil && !slices.Contains(erased, id):
		h.showOrder(w, r, s, http.StatusConflict, h.words().NotForgotten)
	case err != nil:
		h.unavailable(w, r, err)
	default:
		http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos/"+url.PathEscape(id), http.StatusSeeOther)
	}
}
