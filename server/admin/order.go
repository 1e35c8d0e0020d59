package admin

import (
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"carrito/app/order"
	"carrito/app/typed"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// orderPage is the data of the template order.
type orderPage struct {
	frame
	ID, Number string
	Address    string // address of this page
	When       moment
	State      badge
	Hold       string // until when the order holds its units; empty once they are its own
	Fault      string
	Actions    []action
	Cancel     *action // needs a second press
	Customer   order.Customer
	CallLink   template.URL // a link with tel:
	MailLink   string       // a link with mailto:
	Delivery   string
	Payment    paymentPart
	Lines      []line
	Figures    []words.Figure
	Note       string
	History    []change
	Retention  string // how long the shop keeps the shopper's data
	Closed     bool   // done or cancelled, so the shopper can be forgotten
}

// isOrderID reports whether a text can be the id of an order. PostgreSQL gives
// an error for some other texts.
func isOrderID(text string) bool {
	return text != "" && strings.Trim(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == ""
}

// action is a change of state that the owner can make.
type action struct {
	Name string
	To   orderdb.State
}

type line struct{ Product, UnitPrice, Quantity, Total, Note string }

type change struct {
	When   moment
	State  badge
	Author string
}

func (h *Handler) order(w http.ResponseWriter, r *http.Request, s session) {
	h.showOrder(w, r, s, http.StatusOK, "")
}

func (h *Handler) showOrder(w http.ResponseWriter, r *http.Request, s session, status int, fault string) {
	id := r.PathValue("id")
	if !isOrderID(id) {
		h.show(w, http.StatusNotFound, "notice", noticePage{h.frame(r, s), h.words().NoSuchOrder})
		return
	}
	stored, err := h.store.Order(r.Context(), id)
	switch {
	case errors.Is(err, orderdb.ErrNoOrder):
		h.show(w, http.StatusNotFound, "notice", noticePage{h.frame(r, s), h.words().NoSuchOrder})
	case err != nil && stored.Fault == nil:
		h.unavailable(w, r, err)
	default:
		if err != nil {
			h.log.Printf("the owner's page: %v", err)
			fault = h.words().Unreadable
		}
		payment, err := h.store.Payments().Of(r.Context(), id)
		if err != nil {
			h.unavailable(w, r, err)
			return
		}
		page := h.orderPage(stored)
		page.Payment = h.paymentPart(stored, payment)
		page.frame, page.Fault = h.frame(r, s), fault
		h.show(w, status, "order", page)
	}
}

func (h *Handler) orderPage(stored orderdb.Stored) orderPage {
	o, w, shop := stored.Order, h.words(), cldr.InCurrency(h.site().Shop, stored.Order.Currency)
	page := orderPage{
		ID: o.ID, Number: words.Number(o.ID), Address: h.site().Prefix() + "/admin/pedidos/" + url.PathEscape(o.ID),
		When: h.moment(stored.Placed), State: h.badge(stored.State),
		Customer: o.Customer, CallLink: callLink(o.Customer.Phone), Delivery: words.DeliveryName(o.Delivery, shop),
		Figures: w.Figures(o, shop), Note: o.Note,
	}
	page.Closed = len(stored.State.Next()) == 0 && o.Customer.Name != orderdb.Nobody
	if months := shop.Orders.KeepMonths; months > 0 {
		page.Retention = w.Retention(months)
	}
	if stored.State == orderdb.New {
		switch {
		case stored.Unheld:
			page.Hold = w.Unheld
		case !stored.Held.IsZero():
			page.Hold = w.Held(w.Time(stored.Held.Local()))
		}
	}
	if o.Customer.Email != "" {
		page.MailLink = "mailto:" + url.PathEscape(o.Customer.Email)
	}
	for _, to := range stored.State.Next() {
		a := action{w.Actions[string(to)], to}
		if to == orderdb.Cancelled {
			page.Cancel = &a
			continue
		}
		page.Actions = append(page.Actions, a)
	}
	for _, l := range o.Lines {
		page.Lines = append(page.Lines, line{
			words.Product(l), shop.Money.Text(l.UnitPrice), strconv.Itoa(l.Quantity), shop.Money.Text(l.Total()), l.Note,
		})
	}
	for _, c := range stored.History {
		page.History = append(page.History, change{h.moment(c.At), h.badge(c.State), w.Author(c.Author)})
	}
	return page
}

// callLink returns the link that calls a phone number (RFC 3966), without its
// extension.
func callLink(phone string) template.URL {
	number, _ := typed.Number(phone)
	if strings.Trim(number, "+") == "" {
		return ""
	}
	return template.URL("tel:" + number)
}

// change makes the change of state that the form requests.
func (h *Handler) change(w http.ResponseWriter, r *http.Request, s session) {
	id, to := r.PathValue("id"), orderdb.State(r.PostForm.Get("state"))
	if !isOrderID(id) {
		h.showOrder(w, r, s, http.StatusNotFound, "")
		return
	}
	err := h.store.SetState(r.Context(), id, to, words.Owner)
	var refused *orderdb.StateError
	var missing *orderdb.StockError
	switch {
	case errors.As(err, &missing):
		h.showOrder(w, r, s, http.StatusConflict, h.words().NotLeft(strings.Join(missing.Names, ", ")))
	case errors.As(err, &refused):
		h.showOrder(w, r, s, http.StatusConflict, h.words().NotNow(h.words().States[string(refused.From)]))
	case errors.Is(err, orderdb.ErrNoOrder):
		h.showOrder(w, r, s, http.StatusNotFound, "")
	case err != nil:
		h.unavailable(w, r, err)
	default:
		http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos/"+url.PathEscape(id), http.StatusSeeOther)
	}
}
