// Package admin is the owner's page, /admin/pedidos. It lists the orders, and
// the owner confirms, sends or cancels them there.
//
// [New] makes the handler for everything under /admin/. Until [SetPassword] has
// set a password, every address answers as if it did not exist. An export
// contains nothing of the owner's page.
package admin

import (
	"context"
	"log"
	"net/http"
	"time"

	"carrito/app/cart"
	"carrito/server/alert"
	"carrito/server/complaint"
	"carrito/server/inbox/orderdb"
	"carrito/server/live"
	"carrito/server/passkey"
	"carrito/server/site"
)

// Store is the database that the page reads and changes. [orderdb.Store]
// implements it.
type Store interface {
	List(ctx context.Context, f orderdb.Filter) ([]orderdb.Summary, error)
	Order(ctx context.Context, id string) (orderdb.Stored, error)
	Person(ctx context.Context, who ...string) (orderdb.Person, error)
	Forget(ctx context.Context, orders []string, complaints, alerts []int64) error
	SetState(ctx context.Context, id string, to orderdb.State, author string) error
	Totals(ctx context.Context, days int, currency string) ([]orderdb.Day, error)
	Sales(ctx context.Context, bounds []time.Time) ([][]orderdb.Sales, error)
	Best(ctx context.Context, from, to time.Time) ([]orderdb.Sold, error)
	Stock(ctx context.Context) (map[cart.Key]int, error)
	Latest(ctx context.Context) (int64, error)
	Payments() orderdb.Payments
	Fault() error

	Setting(ctx context.Context, name string) (string, error)
	SetSetting(ctx context.Context, name, value string) error
	StartSession(ctx context.Context, s orderdb.Session) error
	Sessions(ctx context.Context, now time.Time) ([]orderdb.Session, error)
	HasSession(ctx context.Context, id []byte, now time.Time) (bool, error)
	EndSession(ctx context.Context, id []byte) error
	EndSessions(ctx context.Context) error
	Attempt(ctx context.Context, now time.Time, guards ...orderdb.Guard) (time.Duration, error)
	Forgive(ctx context.Context, guards ...orderdb.Guard) error
	ForgiveAll(ctx context.Context) error

	Passkeys(ctx context.Context) ([]orderdb.Passkey, error)
	AddPasskey(ctx context.Context, p orderdb.Passkey, challenge []byte) error
	UsePasskey(ctx context.Context, number int64, count uint32, challenge []byte, now time.Time) error
	RemovePasskey(ctx context.Context, number int64, keep []byte) (orderdb.Passkey, error)
	RemovePasskeys(ctx context.Context) error

	Complaints(ctx context.Context, limit, from int) ([]complaint.Sheet, error)
	OpenComplaints(ctx context.Context) (int, error)
	AnswerComplaint(ctx context.Context, number int64, answer string, now time.Time) error

	Alerts(ctx context.Context) ([]alert.Alert, error)
	Tell(ctx context.Context, number int64, told time.Time) error
}

var _ Store = (*orderdb.Store)(nil)

// Handler answers every address under /admin/. It is safe for concurrent use.
type Handler struct {
	Proxies      int         // see orderdb.Limits; set before the first request
	UnknownProxy func() bool // reports whether requests came through a proxy that Proxies does not count; may be nil

	// MailsComplaints says whether answers to sheets of the Libro de Reclamaciones are
	// mailed. Set it before the first request.
	MailsComplaints bool

	// Table returns why the table on the web that the catalogue is imported from is not
	// imported. It reports false if all is well. It may be nil.
	Table func() (TableFault, bool)

	store    Store
	site     func() *site.Site // returns the current site
	notFound http.Handler
	log      *log.Logger
	routes   *http.ServeMux
	origin   *http.CrossOriginProtection
	hashing  chan struct{} // has room for one; see isPassword
	timeout  time.Duration // see passkey.Party
	assets   assets
	follower *live.Follower
	sections []string        // see Handle
	pages    map[string]Page // by their patterns; see Handle
}

// New returns the handler. shop returns the current site, which may change
// between requests. The handler expects addresses without the shop's prefix, as
// [http.StripPrefix] leaves them. notFound answers unknown addresses as the
// shop does, so nobody can tell a page that is not served from one that never
// existed. Event streams end with ctx.
func New(ctx context.Context, store Store, shop func() *site.Site, notFound http.Handler, log *log.Logger) *Handler {
	h := &Handler{
		store: store, site: shop, notFound: notFound, log: log,
		pages: map[string]Page{}, routes: http.NewServeMux(), origin: http.NewCrossOriginProtection(), hashing: make(chan struct{}, 1), timeout: passkey.Timeout,
		follower: live.NewFollower(ctx, store, maxListeners),
	}
	h.routes.HandleFunc("GET /admin/pedidos", h.forOwner(h.list))
	h.routes.HandleFunc("POST /admin/pedidos", h.forOwner(h.cancelMany))
	h.routes.HandleFunc("GET /admin/pedidos/{id}", h.forOwner(h.order))
	h.routes.HandleFunc("POST /admin/pedidos/{id}", h.forOwner(h.change))
	h.routes.HandleFunc("POST /admin/pedidos/{id}/pago", h.forOwner(h.changePayment))
	h.routes.HandleFunc("GET /admin/pedidos/{id}/datos", h.forOwner(h.data))
	h.routes.HandleFunc("POST /admin/pedidos/{id}/olvidar", h.forOwner(h.forget))
	h.routes.HandleFunc("GET /admin/cambios", h.forOwner(h.events))
	h.routes.HandleFunc("GET /admin/clientes", h.forOwner(h.person))
	h.routes.HandleFunc("POST /admin/clientes", h.forOwner(h.findPerson))
	h.routes.HandleFunc("GET /admin/ventas", h.forOwner(h.sales))
	h.routes.HandleFunc("GET /admin/ventas/{file}", h.forOwner(h.salesFile))
	h.routes.HandleFunc("GET /admin/sesiones", h.forOwner(h.sessions))
	h.routes.HandleFunc("POST /admin/sesiones", h.forOwner(h.endSessions))
	h.routes.HandleFunc("POST /admin/llaves/reto", h.forOwner(h.beginPasskey))
	h.routes.HandleFunc("POST /admin/llaves", h.forOwner(h.changePasskeys))
	h.routes.HandleFunc("GET /admin/reclamos", h.forOwner(h.complaints))
	h.routes.HandleFunc("POST /admin/reclamos/{number}", h.forOwner(h.answerComplaint))
	h.routes.HandleFunc("GET /admin/avisos", h.forOwner(h.alerts))
	h.routes.HandleFunc("POST /admin/avisos/{number}", h.forOwner(h.tellAlert))
	h.routes.HandleFunc("POST /admin/salir", h.forOwner(h.signOut))
	h.routes.HandleFunc("POST /admin/entrar", h.signIn)
	h.routes.HandleFunc("POST /admin/entrar/reto", h.forAnyone(h.beginPasskeySignIn))
	h.routes.HandleFunc("POST /admin/entrar/llave", h.forAnyone(h.signInWithPasskey))
	for _, name := range []string{styleName, scriptName, passkeyScriptName} {
		h.routes.HandleFunc("GET /admin/"+name, func(w http.ResponseWriter, r *http.Request) { h.assets.of(h.site()).Send(w, r, name) })
	}
	return h
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	hash, err := h.store.Setting(r.Context(), passwordSetting)
	inner := r.Clone(context.WithValue(r.Context(), hashKey{}, hash))
	_, pattern := h.routes.Handler(inner)
	switch {
	case hash == "" && err == nil || pattern == "":
		h.notFound.ServeHTTP(w, r)
	case err != nil:
		secure(w.Header())
		h.away(w, inner, h.pages[pattern], err)
	default:
		secure(w.Header())
		h.routes.ServeHTTP(w, inner)
	}
}

// hashKey is the context key of the password's hash.
type hashKey struct{}

func passwordHash(r *http.Request) string { return r.Context().Value(hashKey{}).(string) }

// policy allows the page's own style sheet, scripts and event stream, and
// nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func secure(header http.Header) {
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("X-Robots-Tag", "noindex, nofollow")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
}

// forOwner returns a handler that only the owner reaches. Anyone else gets the
// sign-in form. A POST must carry the proof of its session.
func (h *Handler) forOwner(answer func(http.ResponseWriter, *http.Request, session)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s, ok, err := h.session(r, passwordHash(r))
		switch {
		case err != nil:
			h.unavailable(w, r, err)
		case !ok && r.Method == http.MethodPost:
			h.refuse(w, r)
		case !ok:
			h.askToSignIn(w, r, http.StatusForbidden, "")
		case r.Method == http.MethodPost && !h.isFromSession(w, r, s):
			h.refuse(w, r)
		default:
			answer(w, r, s)
		}
	}
}

// maxForm is the largest form that the page accepts, in bytes. The longest form
// is that of a new passkey: its id may have 1,023 bytes, and the form contains
// it four times.
const maxForm = 12 << 10

// isFromSession reports whether a form came from this page in session s.
func (h *Handler) isFromSession(w http.ResponseWriter, r *http.Request, s session) bool {
	return h.isForm(w, r) && s.proves(r.PostForm.Get("proof"))
}

// isForm reports whether a request has a form, and not one from another site.
func (h *Handler) isForm(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	return h.origin.Check(r) == nil && r.ParseForm() == nil
}
