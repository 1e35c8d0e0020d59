package admin

import (
	"errors"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"carrito/server/inbox/orderdb"
	"carrito/server/privacy"
	"carrito/server/words"
)

// personPage is the data of the template person. What the owner looks for is in no
// address, because addresses get into logs and histories.
type personPage struct {
	frame
	Who       string
	Asked     bool // whether the owner looked for somebody
	Found     bool
	Rows      []personRow
	Sheets    []personRow // complaints and alerts
	Erasable  bool
	Kept      []string // why some data cannot be erased yet
	Notice    string
	Fault     string
	Retention string // how long the shop keeps shoppers' data
}

// personRow is an order or a complaint of the shopper.
type personRow struct {
	Name, Address string
	When          moment
	State         string
}

// maxWho is how many characters the owner may look for.
const maxWho = 200

func (h *Handler) person(w http.ResponseWriter, r *http.Request, s session) {
	h.showPerson(w, r, s, personPage{})
}

// findPerson shows what the shop has of a shopper, sends it, or erases it.
func (h *Handler) findPerson(w http.ResponseWriter, r *http.Request, s session) {
	who := strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(r.PostForm.Get("who"), "\x00", ""), ""))
	if utf8.RuneCountInString(who) > maxWho {
		who = ""
	}
	page := personPage{Who: who, Asked: true}
	found, err := h.store.Person(r.Context(), who)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	switch do := r.PostForm.Get("do"); {
	case do == "json" || do == "csv":
		h.log.Printf("the owner's page: a shopper's data is sent to %s", h.client(r))
		h.sendPerson(w, r, found, do == "csv")
		return
	case do == "erase" && r.PostForm.Get("sure") != "yes":
		page.Fault = h.words().PersonNotSure
	case do == "erase":
		_, n, err := h.erase(r, found)
		if err != nil && !errors.Is(err, orderdb.ErrOpen) {
			h.unavailable(w, r, err)
			return
		}
		page.Notice = h.words().PersonErased(n)
		if found, err = h.store.Person(r.Context(), who); err != nil {
			h.unavailable(w, r, err)
			return
		}
	}
	h.fillPerson(&page, found)
	h.showPerson(w, r, s, page)
}

func (h *Handler) showPerson(w http.ResponseWriter, r *http.Request, s session, page personPage) {
	page.frame = h.frame(r, s)
	if months := h.site().Shop.Orders.KeepMonths; months > 0 {
		page.Retention = page.Words.Retention(months)
	}
	status := http.StatusOK
	if page.Fault != "" {
		status = http.StatusUnprocessableEntity
	}
	h.show(w, status, "person", page)
}

func (h *Handler) fillPerson(page *personPage, found orderdb.Person) {
	w, prefix := h.words(), h.site().Prefix()
	for _, o := range found.Orders {
		page.Rows = append(page.Rows, personRow{w.Order(words.Number(o.Order.ID)), prefix + "/admin/pedidos/" + o.Order.ID, h.moment(o.Placed), w.States[string(o.State)]})
	}
	for _, sheet := range found.Complaints {
		page.Sheets = append(page.Sheets, personRow{Name: w.PersonComplaint(int(sheet.Number)), When: h.moment(sheet.Placed)})
	}
	for _, a := range found.Alerts {
		page.Sheets = append(page.Sheets, personRow{Name: w.PersonAlert(a.Name), When: h.moment(a.Asked)})
	}
	closed, open := privacy.Closed(found.Orders)
	old, kept := privacy.Old(found.Complaints, time.Now())
	page.Found = len(found.Orders)+len(found.Complaints)+len(found.Alerts) > 0
	page.Erasable = len(closed)+len(old)+len(found.Alerts) > 0
	if len(open) > 0 {
		page.Kept = append(page.Kept, w.PersonOpen(len(open)))
	}
	if len(kept) > 0 {
		page.Kept = append(page.Kept, w.PersonKept(len(kept)))
	}
}
