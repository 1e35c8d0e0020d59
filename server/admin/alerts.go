package admin

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/server/alert"
	"carrito/server/inbox/orderdb"
)

// maxAlerts is how many alerts of one product the page shows in each list.
const maxAlerts = 50

// alertsPage is the data of the template alerts.
type alertsPage struct {
	frame
	Products []alertProduct // those in stock again first, then by their newest alert
}

// alertProduct is a product or variant that shoppers wait for.
type alertProduct struct {
	ID, Name, Address string // Address is empty if the catalogue has no such product
	State             badge
	Back              bool // whether it is in stock again
	Waiting, Told     []alertRow
	Count             int // of those who wait
	More, MoreTold    int // of those that the lists leave out
}

// alertRow is a shopper who waits.
type alertRow struct {
	Number int64
	Who    string
	Asked  string // the product's name when the shopper asked, if it has another one now
	When   moment
	Told   moment
	Link   template.URL // opens a message, with its text if the product is back
	NewTab bool
}

// stocked says what the shop has of a product or variant.
type stocked struct {
	product *catalog.Product
	variant catalog.Variant
	known   bool // whether the catalogue has it
	back    bool // whether it can be bought
}

// stockOf returns what the shop has of a product or variant. left has the units of what
// the database counts.
func (h *Handler) stockOf(product, variant int, left map[cart.Key]int) stocked {
	p, ok := h.site().Catalog.Product(product)
	if !ok {
		return stocked{}
	}
	v, ok := p.Variant(variant)
	if !ok {
		return stocked{}
	}
	units, counted := left[cart.KeyOf(product, variant)]
	if !counted {
		units = v.Stock
	}
	return stocked{p, v, true, units != 0}
}

// alertNews returns what the list of orders says of products that are in stock again and
// that shoppers wait for, or "".
func (h *Handler) alertNews(ctx context.Context) (string, error) {
	all, err := h.store.Alerts(ctx)
	if err != nil || len(all) == 0 {
		return "", err
	}
	left, err := h.store.Stock(ctx)
	if err != nil {
		return "", err
	}
	back := map[cart.Key]bool{}
	for _, a := range all {
		if a.Told.IsZero() && h.stockOf(a.Product, a.Variant, left).back {
			back[cart.KeyOf(a.Product, a.Variant)] = true
		}
	}
	if len(back) == 0 {
		return "", nil
	}
	return h.words().AlertNews(len(back)), nil
}

func (h *Handler) alerts(w http.ResponseWriter, r *http.Request, s session) {
	all, err := h.store.Alerts(r.Context())
	var left map[cart.Key]int
	if err == nil {
		left, err = h.store.Stock(r.Context())
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	h.show(w, http.StatusOK, "alerts", alertsPage{frame: h.frame(r, s), Products: h.alertProducts(r, all, left)})
}

// alertProducts returns the products that shoppers wait for, those in stock again first.
func (h *Handler) alertProducts(r *http.Request, all []alert.Alert, left map[cart.Key]int) []alertProduct {
	var keys []cart.Key
	of := map[cart.Key][]alert.Alert{}
	for _, a := range all { // the newest first
		key := cart.KeyOf(a.Product, a.Variant)
		if of[key] == nil {
			keys = append(keys, key)
		}
		of[key] = append(of[key], a)
	}
	var back, others []alertProduct
	for _, key := range keys {
		p := h.alertProduct(r, of[key], left)
		if p.Back && p.Count > 0 {
			back = append(back, p)
		} else {
			others = append(others, p)
		}
	}
	return append(back, others...)
}

func (h *Handler) alertProduct(r *http.Request, alerts []alert.Alert, left map[cart.Key]int) alertProduct {
	w, first := h.words(), alerts[0]
	now := h.stockOf(first.Product, first.Variant, left)
	p := alertProduct{ID: strconv.Itoa(first.Product) + "-" + strconv.Itoa(first.Variant), Name: first.Name, Back: now.back}
	text := ""
	switch {
	case !now.known:
		p.State = badge{w.AlertGone, orderdb.Done}
	case now.back:
		p.State = badge{w.AlertBack, orderdb.New}
	default:
		p.State = badge{w.AlertSoldOut, orderdb.Done}
	}
	if now.known {
		p.Name = alert.Name(now.product, now.variant)
		path := address.Variant(first.Product, first.Variant)
		p.Address = h.site().Prefix() + path
		if now.back {
			text = w.AlertText(p.Name, h.site().Shop.Money.Text(now.variant.Price)) + "\n" + h.base(r) + path
		}
	}
	for _, a := range alerts {
		row := alertRow{Number: a.Number, Who: string(a.Contact), When: h.moment(a.Asked), NewTab: !a.Contact.IsEmail()}
		if a.Name != p.Name {
			row.Asked = a.Name
		}
		row.Link = template.URL(a.Contact.Link(w.AlertSubject(p.Name, h.site().Shop.Name), text))
		if !a.Told.IsZero() {
			row.Told = h.moment(a.Told)
			p.Told = append(p.Told, row)
			continue
		}
		p.Count++
		p.Waiting = append(p.Waiting, row)
	}
	p.More, p.MoreTold = max(0, len(p.Waiting)-maxAlerts), max(0, len(p.Told)-maxAlerts)
	p.Waiting, p.Told = p.Waiting[:len(p.Waiting)-p.More], p.Told[:len(p.Told)-p.MoreTold]
	return p
}

// base returns the address of the shop, without a slash at its end.
func (h *Handler) base(r *http.Request) string {
	if base := strings.TrimSuffix(h.site().Shop.BaseURL, "/"); base != "" {
		return base
	}
	return "https://" + r.Host
}

// tellAlert records that the owner has written to a shopper who waits, or takes that back.
func (h *Handler) tellAlert(w http.ResponseWriter, r *http.Request, s session) {
	number, err := strconv.ParseInt(r.PathValue("number"), 10, 64)
	if err != nil {
		h.notFound.ServeHTTP(w, r)
		return
	}
	told := time.Now()
	if r.PostForm.Get("do") == "undo" {
		told = time.Time{}
	}
	// An alert that is gone was deleted meanwhile; the list shows it no more.
	if err := h.store.Tell(r.Context(), number, told); err != nil && !errors.Is(err, orderdb.ErrNoAlert) {
		h.unavailable(w, r, err)
		return
	}
	http.Redirect(w, r, h.site().Prefix()+"/admin/avisos", http.StatusSeeOther)
}
