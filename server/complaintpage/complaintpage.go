// Package complaintpage takes the sheets of the Libro de Reclamaciones and shows each
// consumer the copy. The form is in a page of the shop; see package site.
//
// The copy is at /reclamos/ and a token that nobody can guess. It also shows the shop's
// answer, once there is one. Package notify mails both to the consumer, if the server sends
// mails.
package complaintpage

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"html/template"
	"log"
	"net/http"
	"time"

	"carrito/server/asset"
	"carrito/server/clientip"
	"carrito/server/complaint"
	"carrito/server/htmlpage"
	"carrito/server/inbox/orderdb"
	"carrito/server/site"
)

// Store is the database of the sheets. [orderdb.Store] implements it.
type Store interface {
	AddComplaint(ctx context.Context, sheet complaint.Sheet) (complaint.Sheet, error)
	ComplaintOf(ctx context.Context, token string) (complaint.Sheet, error)
}

var _ Store = (*orderdb.Store)(nil)

// How many sheets one client may send. A client is an address, behind which a whole
// office may be.
const (
	perMinute = 5
	perDay    = 50
)

// Handler answers every address under /reclamos/. It is safe for concurrent use.
type Handler struct {
	Proxies int  // see [clientip.Of]
	Mails   bool // whether the server mails copies and answers

	store    Store
	site     func() *site.Site
	notFound http.Handler
	log      *log.Logger
	origin   *http.CrossOriginProtection
	limits   [2]limit // of forms in a minute, and of sheets in a day
}

// limit is how many sheets a client may send, and what it reads beyond.
type limit struct {
	*clientip.Limiter
	notice string
}

// New returns the handler. shop returns the current site, which may change between
// requests. The handler expects addresses without the shop's prefix. notFound answers
// unknown addresses as the shop does.
func New(store Store, shop func() *site.Site, notFound http.Handler, log *log.Logger) *Handler {
	return &Handler{store: store, site: shop, notFound: notFound, log: log, origin: http.NewCrossOriginProtection(), limits: [2]limit{
		{clientip.NewLimiter(perMinute), "Llegaron muchos formularios a la vez. Vuelve atrás y envía el tuyo otra vez en un minuto: no se guardó."},
		{clientip.NewDailyLimiter(perDay), "Hoy llegaron muchos formularios desde tu conexión. Vuelve atrás y envía el tuyo mañana, o desde otra conexión: no se guardó."},
	}}
}

// The addresses under /reclamos/ that are not those of copies.
const (
	newPath   = "/reclamos/nuevo"
	stylePath = "/reclamos/hoja.css"
)

//go:embed pages/sheet.html
var sheetPage string

//go:embed pages/sheet.css
var style []byte

var templates = template.Must(template.New("sheet").Funcs(template.FuncMap{
	"notice": func() string { return complaint.Notice },
	"day":    func(t time.Time) string { return complaint.In(t).Format("02/01/2006") },
	"due":    func(t time.Time) string { return complaint.Due(t).Format("02/01/2006") },
}).Parse(sheetPage))

// page is the data of the template.
type page struct {
	Shop, Home, Style string
	Faults            []string // of a form that is not taken
	Notice            string
	Sheet             *complaint.Sheet
	Mails             bool // whether the server mails what it has not mailed yet
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, get := r.URL.Path[len("/reclamos/"):], r.Method == http.MethodGet || r.Method == http.MethodHead
	switch {
	case r.URL.Path == newPath && r.Method == http.MethodPost && h.site().Shop.Complaints.Name != "":
		h.add(w, r)
	case r.URL.Path == stylePath && get:
		content := bytes.Join([][]byte{h.site().Basics(), style}, []byte("\n"))
		asset.New(asset.Type(stylePath), asset.Styles(content), asset.Fast).Send(w, r, http.StatusOK, asset.Revalidate)
	case get && len(token) == orderdb.TokenLength:
		h.copy(w, r, token)
	default:
		if r.ContentLength != 0 {
			w.Header().Set("Connection", "close") // nobody reads the body
		}
		h.notFound.ServeHTTP(w, r)
	}
}

// add takes a sheet and leads to its copy.
func (h *Handler) add(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, complaint.MaxForm)
	if h.origin.Check(r) != nil {
		h.show(w, http.StatusForbidden, page{Notice: "El formulario viene de otra página. Ábrelo en la tienda y envíalo desde ahí."})
		return
	}
	if h.over(w, r, h.limits[0]) {
		return
	}
	if err := r.ParseForm(); err != nil {
		h.show(w, http.StatusRequestEntityTooLarge, page{Notice: "El formulario es demasiado largo o llegó incompleto. Vuelve atrás y acórtalo: no se guardó."})
		return
	}
	sheet, faults := complaint.Read(r.PostForm)
	if len(faults) > 0 {
		h.show(w, http.StatusUnprocessableEntity, page{Faults: faults})
		return
	}
	if h.over(w, r, h.limits[1]) {
		return
	}
	sheet.Placed, sheet.Provider = time.Now(), complaint.Provider(h.site().Shop.Complaints)
	sheet, err := h.store.AddComplaint(r.Context(), sheet)
	if err != nil {
		h.unavailable(w, err)
		return
	}
	h.log.Printf("libro de reclamaciones: sheet %d arrived; answer it at /admin/reclamos until %s", sheet.Number, complaint.Due(sheet.Placed).Format(time.DateOnly))
	http.Redirect(w, r, h.site().Prefix()+"/reclamos/"+sheet.Token, http.StatusSeeOther)
}

// over answers a client that has sent more than a limit.
func (h *Handler) over(w http.ResponseWriter, r *http.Request, l limit) bool {
	over := l.Wait(clientip.Of(r, h.Proxies), time.Now()) > 0
	if over {
		h.show(w, http.StatusTooManyRequests, page{Notice: l.notice})
	}
	return over
}

// copy shows the consumer's copy of a sheet.
func (h *Handler) copy(w http.ResponseWriter, r *http.Request, token string) {
	sheet, err := h.store.ComplaintOf(r.Context(), token)
	switch {
	case errors.Is(err, orderdb.ErrNoComplaint):
		h.notFound.ServeHTTP(w, r)
	case err != nil:
		h.unavailable(w, err)
	default:
		h.show(w, http.StatusOK, page{Sheet: &sheet, Mails: h.Mails})
	}
}

func (h *Handler) unavailable(w http.ResponseWriter, err error) {
	h.log.Printf("libro de reclamaciones: %v", err)
	w.Header().Set("Retry-After", "30")
	h.show(w, http.StatusServiceUnavailable, page{Notice: "El libro no se puede escribir en este momento. Vuelve atrás y envía el formulario otra vez en un rato: no se guardó."})
}

// policy allows the page's own style sheet and nothing else.
const policy = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

func (h *Handler) show(w http.ResponseWriter, status int, p page) {
	s := h.site()
	p.Shop, p.Home = s.Shop.Name, s.Prefix()+"/"
	p.Style = s.Prefix() + stylePath
	header := w.Header()
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Robots-Tag", "noindex, nofollow")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
	htmlpage.Send(w, status, templates, p, h.log)
}
