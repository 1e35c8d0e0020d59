// Package alertpage takes the forms of shoppers who want to be told when a sold-out
// product is back. Package ui/product draws the form on the page of the product.
//
// The answer is a page, with the form in it and what was typed if something is wrong. A
// script that asks for text gets only the sentence.
package alertpage

import (
	"context"
	"errors"
	"log"
	"net/http"
	"strconv"
	"strings"
	"time"

	"carrito/app/address"
	"carrito/app/cart"
	"carrito/app/catalog"
	"carrito/server/alert"
	"carrito/server/clientip"
	"carrito/server/inbox/orderdb"
	"carrito/server/site"
	"carrito/server/words"
)

// Store is the database of the alerts. [orderdb.Store] implements it.
type Store interface {
	AddAlert(ctx context.Context, a alert.Alert) error
}

var _ Store = (*orderdb.Store)(nil)

// How many forms one client may send.
const (
	perMinute = 10
	perDay    = 60
)

// maxForm is the largest form, in bytes.
const maxForm = 64 << 10

// Folder is where all addresses of the package are.
const Folder = "/avisos/"

const stylePath = Folder + "hoja.css"

// Handler answers every address under [Folder]. It is safe for concurrent use.
type Handler struct {
	Proxies int // see [clientip.Of]

	store    Store
	site     func() *site.Site
	notFound http.Handler
	log      *log.Logger
	origin   *http.CrossOriginProtection
	limiter  *clientip.Limiter
	daily    *clientip.Limiter // of alerts to be stored
}

// New returns the handler. shop returns the current site, which may change between
// requests. The handler expects addresses without the shop's prefix. notFound answers
// unknown addresses as the shop does.
func New(store Store, shop func() *site.Site, notFound http.Handler, log *log.Logger) *Handler {
	return &Handler{store: store, site: shop, notFound: notFound, log: log, origin: http.NewCrossOriginProtection(), limiter: clientip.NewLimiter(perMinute), daily: clientip.NewDailyLimiter(perDay)}
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == address.Alert && r.Method == http.MethodPost && alert.Offered(h.site().Shop):
		h.take(w, r)
	case r.URL.Path == stylePath && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		h.style(w, r)
	default:
		if r.ContentLength != 0 {
			w.Header().Set("Connection", "close") // nobody reads the body
		}
		h.notFound.ServeHTTP(w, r)
	}
}

// take takes a form.
func (h *Handler) take(w http.ResponseWriter, r *http.Request) {
	text := words.In(h.site().Shop.Language)
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if h.origin.Check(r) != nil {
		h.answer(w, r, http.StatusForbidden, page{Fault: text.AlertElsewhere})
		return
	}
	tooMany := h.limiter.Wait(clientip.Of(r, h.Proxies), time.Now()) > 0
	if err := r.ParseForm(); err != nil {
		h.answer(w, r, http.StatusRequestEntityTooLarge, page{Fault: text.AlertTooLarge})
		return
	}
	p, wanted, ok := h.wanted(r)
	again := page{Product: p, Typed: r.PostForm.Get("contacto")}
	refuse := func(status int, fault string) {
		again.Fault = fault
		h.answer(w, r, status, again)
	}
	contact, problem := alert.ParseContact(again.Typed, h.site().Shop.Contact.WhatsApp)
	switch {
	case !ok:
		h.answer(w, r, http.StatusNotFound, page{Fault: text.AlertNoProduct})
	case !p.soldOut:
		h.answer(w, r, http.StatusOK, page{Product: p, Notice: text.AlertInStock(p.Name)})
	case tooMany:
		w.Header().Set("Retry-After", "60")
		refuse(http.StatusTooManyRequests, text.AlertBusy)
	case problem != alert.NoProblems:
		refuse(http.StatusUnprocessableEntity, text.AlertProblems[string(problem)])
	case h.daily.Wait(clientip.Of(r, h.Proxies), time.Now()) > 0:
		refuse(http.StatusTooManyRequests, text.AlertUnavailable)
	default:
		wanted.Contact, wanted.Asked = contact, time.Now()
		switch err := h.store.AddAlert(r.Context(), wanted); {
		case errors.Is(err, orderdb.ErrManyAlerts):
			refuse(http.StatusConflict, text.AlertMany)
		case err != nil:
			if r.Context().Err() == nil {
				h.log.Printf("an alert could not be stored: %v", err)
			}
			w.Header().Set("Retry-After", "30")
			refuse(http.StatusServiceUnavailable, text.AlertUnavailable)
		default: // the same whether or not the shopper waited already
			h.answer(w, r, http.StatusOK, page{Product: p, Notice: text.AlertDone(p.Name)})
		}
	}
}

// product is what the answer says of a product or variant.
type product struct {
	Key        string // see [cart.Key]
	Name, Link string
	soldOut    bool
}

// wanted returns the product that a form is about. It reports false if the shop has none.
func (h *Handler) wanted(r *http.Request) (*product, alert.Alert, bool) {
	first, second, _ := strings.Cut(r.PostForm.Get("producto"), ":")
	id, _ := strconv.Atoi(first)
	variant, _ := strconv.Atoi(second)
	s := h.site()
	p, ok := s.Catalog.Product(id)
	if !ok {
		return nil, alert.Alert{}, false
	}
	v, ok := p.Variant(variant)
	if !ok {
		return nil, alert.Alert{}, false
	}
	name := nameOf(p, v)
	return &product{string(cart.KeyOf(p.ID, v.ID)), name, s.Prefix() + address.Variant(p.ID, v.ID), v.SoldOut()}, alert.Alert{Product: p.ID, Variant: v.ID, Name: name}, true
}

// nameOf returns the name of a product with its variant, without what a database cannot
// have in a text.
func nameOf(p *catalog.Product, v catalog.Variant) string {
	name := []rune(strings.ReplaceAll(strings.ToValidUTF8(alert.Name(p, v), ""), "\x00", ""))
	return string(name[:min(len(name), alert.MaxName)])
}
