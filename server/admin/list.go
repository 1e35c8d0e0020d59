package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"carrito/server/alert"
	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// perPage is how many orders a page of the list shows.
const perPage = 50

// listPage is the data of the template list.
type listPage struct {
	frame
	Latest  int64 // latest change that the page shows; see orderdb.Store.Latest
	Chart   chart
	Filters []filterLink
	Pays    []filterLink // those of payments
	Rows    []row
	News    string // news of products that shoppers wait for; empty if there is none
	Empty   string // text in place of rows
	Older   string // address of the next page; empty on the last page
	Newest  string // address of the first page; empty on the first page
}

type filterLink struct {
	Name, Address string
	Here          bool
}

// row is one order in the list.
type row struct {
	ID, Number, Address, Customer, Units, Total string
	When                                        moment
	State, Payment                              badge
	Open                                        bool // whether it can be cancelled
}

// moment is a time, as text for people and for programs.
type moment struct{ Text, Machine string }

// badge shows a state.
type badge struct {
	Name string
	Kind orderdb.State
}

func (h *Handler) moment(t time.Time) moment {
	return moment{h.words().Time(t.Local()), t.UTC().Format(time.RFC3339)}
}

func (h *Handler) badge(s orderdb.State) badge { return badge{h.words().States[string(s)], s} }

func (h *Handler) list(w http.ResponseWriter, r *http.Request, s session) {
	filter, first := h.filter(r.URL.Query())
	// Read this before the list, or the page would miss an order that arrives in between.
	latest, err := h.store.Latest(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	counts, err := h.store.Payments().Counts(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	filter.Limit = perPage + 1
	found, err := h.store.List(r.Context(), filter)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	days, err := h.store.Totals(r.Context(), chartDays, h.site().Shop.Currency)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	news := ""
	if alert.Offered(h.site().Shop) {
		if news, err = h.alertNews(r.Context()); err != nil {
			h.log.Printf("the owner's page: alerts: %v", err) // the orders are there all the same
		}
	}
	page := listPage{frame: h.frame(r, s), News: news, Latest: latest, Chart: h.chart(days), Filters: h.filters(filter.State, filter.Payment)}
	page.Pays = h.payFilters(filter, counts)
	if len(found) > perPage {
		found = found[:perPage]
		page.Older = h.listAddress(filter.State, filter.Payment, found[perPage-1])
	}
	if !first {
		page.Newest = h.listAddress(filter.State, filter.Payment, orderdb.Summary{})
	}
	for _, o := range found {
		page.Rows = append(page.Rows, h.row(o))
	}
	if len(found) == 0 {
		page.Empty = page.Words.NoOrders
		if filter.State != "" || filter.Payment != "" || !first {
			page.Empty = page.Words.NoneOfKind
		}
	}
	h.show(w, http.StatusOK, "list", page)
}

// filter reads the query of an address by listAddress. It ignores what it
// cannot read. first reports whether the query asks for the first page.
func (h *Handler) filter(query url.Values) (f orderdb.Filter, first bool) {
	if state := orderdb.State(query.Get("estado")); state.Known() {
		f.State = state
	}
	if payment := orderdb.PayState(query.Get("pago")); payment.Known() {
		f.Payment = payment
	}
	text, id, _ := strings.Cut(query.Get("antes"), ".")
	micro, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id != "" && !isOrderID(id) {
		return f, true
	}
	f.Before, f.BeforeID = time.UnixMicro(micro), id
	return f, false
}

// listAddress returns the address of the page of the list that follows the
// order last. If last is zero, that is the first page.
func (h *Handler) listAddress(state orderdb.State, payment orderdb.PayState, last orderdb.Summary) string {
	query := url.Values{}
	if state != "" {
		query.Set("estado", string(state))
	}
	if payment != "" {
		query.Set("pago", string(payment))
	}
	if last.ID != "" {
		query.Set("antes", strconv.FormatInt(last.Placed.UnixMicro(), 10)+"."+last.ID)
	}
	address := h.site().Prefix() + "/admin/pedidos"
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

func (h *Handler) filters(now orderdb.State, payment orderdb.PayState) []filterLink {
	w := h.words()
	links := []filterLink{{w.AllStates, h.listAddress("", payment, orderdb.Summary{}), now == ""}}
	for _, state := range orderdb.States {
		links = append(links, filterLink{w.States[string(state)], h.listAddress(state, payment, orderdb.Summary{}), now == state})
	}
	return links
}

// payFilters returns the links for those states of payments that orders have.
func (h *Handler) payFilters(f orderdb.Filter, counts map[orderdb.PayState]int) []filterLink {
	w := h.words()
	links := []filterLink{{w.AllPayments, h.listAddress(f.State, "", orderdb.Summary{}), f.Payment == ""}}
	for _, payment := range orderdb.PayStates {
		if n := counts[payment]; n > 0 || payment == f.Payment {
			name := w.PayStates[string(payment)] + " (" + strconv.Itoa(n) + ")"
			links = append(links, filterLink{name, h.listAddress(f.State, payment, orderdb.Summary{}), f.Payment == payment})
		}
	}
	if len(links) == 1 {
		return nil // no order has a way of paying
	}
	return links
}

func (h *Handler) row(o orderdb.Summary) row {
	s := h.site()
	return row{
		ID: o.ID, Number: words.Number(o.ID), Address: s.Prefix() + "/admin/pedidos/" + url.PathEscape(o.ID),
		Customer: o.Customer, Units: h.words().Units(o.Units), Total: cldr.InCurrency(s.Shop, o.Currency).Money.Text(o.Total),
		When: h.moment(o.Placed), State: h.badge(o.State), Payment: h.payBadge(o.Payment), Open: slices.Contains(o.State.Next(), orderdb.Cancelled),
	}
}
