package orderpage

import (
	"net/http"
	"slices"
	"strconv"

	"carrito/app/order"
	"carrito/app/shop"
	"carrito/app/shopper"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// orderPage is the data of the template order.
type orderPage struct {
	frame
	Address    string // of this page, a path
	Version    string // see version
	Refresh    bool   // whether the page soon shows something else
	Number     string
	When       moment
	Fault      string
	StateName  string
	Next       string
	Steps      []step
	Payment    payment
	Lines      []line
	Figures    []words.Figure
	Delivery   string
	Customer   order.Customer
	Note       string
	Unreadable bool
	Contact    contact
}

// returned is in the query of the address to which a provider sends the shopper back. It
// says nothing of the payment: the page then says that the payment is being checked.
const returned = "vuelta"

// step is a state that the order passes through.
type step struct {
	Name       string
	Past, Here bool
}

type line struct{ Product, Quantity, UnitPrice, Total, Note string }

// contact is how the shopper reaches the shop.
type contact struct {
	WhatsApp, Email         string // links; may be empty
	EmailText, Place, Hours string
}

// Any reports whether there is a way to reach the shop.
func (c contact) Any() bool { return c != contact{} }

func (h *Handler) order(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
	h.showOrder(w, r, o, http.StatusOK, "")
}

// showAnew shows an order that may have changed since the request came.
func (h *Handler) showAnew(w http.ResponseWriter, r *http.Request, status int, fault string) {
	h.ofOrder(func(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
		h.showOrder(w, r, o, status, fault)
	})(w, r)
}

func (h *Handler) showOrder(w http.ResponseWriter, r *http.Request, o orderdb.Stored, status int, fault string) {
	known, err := h.store.Payments().Of(r.Context(), o.Order.ID)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	page := h.orderPage(o, known, r.URL.Query().Has(returned))
	page.Fault = fault
	if isOpen(o) {
		h.cashier.Refresh(o.Order.ID)
	}
	h.show(w, status, "order", page)
}

// isOpen reports whether the provider of an order's payment may have news of it.
func isOpen(o orderdb.Stored) bool {
	return o.Provider != "" && slices.Contains([]orderdb.PayState{orderdb.Awaiting, orderdb.Refused, orderdb.InProcess, orderdb.Expired}, o.Payment)
}

// shopper returns a shopper of the shop in the currency of an order.
func (h *Handler) shopper(o orderdb.Stored) *shopper.Shopper {
	s := h.site()
	return shopper.New(cldr.InCurrency(s.Shop, o.Order.Currency), s.Catalog)
}

func (h *Handler) orderPage(o orderdb.Stored, known orderdb.Payment, hasReturned bool) orderPage {
	s := h.shopper(o)
	page := orderPage{
		frame: h.frame(), Address: h.address(o), Version: version(o),
		Number: words.Number(o.Order.ID), When: h.moment(o.Placed),
		Unreadable: o.Fault != nil, Contact: contactOf(s, o),
	}
	state := stateName(o.State, isPickup(s, o))
	page.StateName, page.Next = page.Page.States[state], page.Page.Next[state]
	page.Steps = steps(page.Page, o.State, isPickup(s, o))
	if page.Unreadable {
		return page
	}
	page.Payment = h.payment(s, o, known, hasReturned)
	page.Refresh = o.State != orderdb.Cancelled && (isOpen(o) || o.Payment == orderdb.Said)
	page.Delivery, page.Customer, page.Note = words.DeliveryName(o.Order.Delivery, s.Shop), o.Order.Customer, o.Order.Note
	page.Figures = page.Words.Figures(o.Order, s.Shop)
	for _, l := range o.Order.Lines {
		page.Lines = append(page.Lines, line{
			words.Product(l), strconv.Itoa(l.Quantity), s.Money(l.UnitPrice), s.Money(l.Total()), l.Note,
		})
	}
	return page
}

// address returns the path of the page of an order.
func (h *Handler) address(o orderdb.Stored) string { return h.site().Prefix() + "/pedido/" + o.Token }

func isPickup(s *shopper.Shopper, o orderdb.Stored) bool {
	way, _ := s.Terms.Way(o.Order.Delivery.Method)
	return way.Pickup
}

// stateName returns the name of a state in package words.
func stateName(state orderdb.State, pickup bool) string {
	if state == orderdb.Sent && pickup {
		return "ready"
	}
	return string(state)
}

// steps returns the states that an order passes through. A cancelled order passes
// through none.
func steps(w *words.OrderPage, now orderdb.State, pickup bool) []step {
	if now == orderdb.Cancelled {
		return nil
	}
	var all []step
	past := true
	for _, state := range orderdb.States {
		if state == orderdb.Cancelled {
			continue
		}
		here := state == now
		past = past && !here
		all = append(all, step{w.States[stateName(state, pickup)], past, here})
	}
	return all
}

func contactOf(s *shopper.Shopper, o orderdb.Stored) contact {
	c := s.Shop.Contact
	found := contact{EmailText: c.Email, Place: c.Address, Hours: c.Hours}
	number := s.Text.Order.Number(words.Number(o.Order.ID))
	link := func(kind string) string {
		to := shop.MessageOf(kind)
		if to.To(c) == "" {
			return ""
		}
		return s.MessageStart(to, number) + shopper.LinkEscape(number)
	}
	found.WhatsApp, found.Email = link(shop.WhatsAppChannel), link(shop.EmailChannel)
	return found
}

// redirect sends the shopper to the page of an order.
func (h *Handler) redirect(w http.ResponseWriter, r *http.Request, o orderdb.Stored) {
	http.Redirect(w, r, h.address(o), http.StatusSeeOther)
}
