package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"carrito/server/cldr"
	"carrito/server/inbox/orderdb"
	"carrito/server/words"
)

// perPage is how many orders a page of the list has.
const perPage = 50

// listPage is what the template list shows.
type listPage struct {
	frame
	Latest  int64 // see orderdb.Store.Latest: what the page knows of
	Chart   chart
	Filters []filterLink
	Rows    []row
	Empty   string // said in place of rows
	Older   string // address of the next page, empty where there is none
	Newest  string // address of the first, empty where this is it
}

type filterLink struct {
	Name, Address string
	Here          bool
}

// row is one order of the list.
type row struct {
	ID, Number, Address, Customer, Units, Total string
	When                                        moment
	State                                       badge
	Open                                        bool // whether it can be cancelled
}

// moment is a time, for people and for programs.
type moment struct{ Text, Machine string }

// badge is a state.
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
	// Asked for first: what comes in meanwhile is then new, and not unseen.
	latest, err := h.store.Latest(r.Context())
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
	page := listPage{frame: h.frame(r, s), Latest: latest, Chart: h.chart(days), Filters: h.filters(filter.State)}
	if len(found) > perPage {
		found = found[:perPage]
		page.Older = h.listAddress(filter.State, found[perPage-1])
	}
	if !first {
		page.Newest = h.listAddress(filter.State, orderdb.Summary{})
	}
	for _, o := range found {
		page.Rows = append(page.Rows, h.row(o))
	}
	if len(found) == 0 {
		page.Empty = page.Words.NoOrders
		if filter.State != "" || !first {
			page.Empty = page.Words.NoneOfKind
		}
	}
	h.show(w, http.StatusOK, "list", page)
}

// filter reads an address of listAddress, and takes what it cannot read as not
// said.
func (h *Handler) filter(query url.Values) (f orderdb.Filter, first bool) {
	if state := orderdb.State(query.Get("estado")); state.Known() {
		f.State = state
	}
	text, id, _ := strings.Cut(query.Get("antes"), ".")
	micro, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id != "" && !isID(id) {
		return f, true
	}
	f.Before, f.BeforeID = time.UnixMicro(micro), id
	return f, false
}

// listAddress returns the address of the list after an order; after none, of its
// beginning.
func (h *Handler) listAddress(state orderdb.State, last orderdb.Summary) string {
	query := url.Values{}
	if state != "" {
		query.Set("estado", string(state))
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

func (h *Handler) filters(now orderdb.State) []filterLink {
	w := h.words()
	links := []filterLink{{w.AllStates, h.listAddress("", orderdb.Summary{}), now == ""}}
	for _, state := range orderdb.States {
		links = append(links, filterLink{w.States[string(state)], h.listAddress(state, orderdb.Summary{}), now == state})
	}
	return links
}

func (h *Handler) row(o orderdb.Summary) row {
	s := h.site()
	return row{
		ID: o.ID, Number: words.Number(o.ID), Address: s.Prefix() + "/admin/pedidos/" + url.PathEscape(o.ID),
		Customer: o.Customer, Units: h.words().Units(o.Units), Total: cldr.InCurrency(s.Shop, o.Currency).Money.Text(o.Total),
		When: h.moment(o.Placed), State: h.badge(o.State), Open: slices.Contains(o.State.Next(), orderdb.Cancelled),
	}
}
