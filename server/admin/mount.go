package admin

import (
	"html/template"
	"net/http"
	"path"
	"strings"
)

// Owner is the owner on a page of another package; see [Handler.Handle].
type Owner struct {
	session session
	by      string
}

// By names who it is, for records: a browser and an address.
func (o Owner) By() string { return o.by }

// Frame is the data that all pages share. The templates top and bar show it.
type Frame = frame

// Frame returns the data that all pages share.
func (h *Handler) Frame(r *http.Request, o Owner) Frame { return h.frame(r, o.session) }

// Templates returns a copy of the templates that all pages share: top, the start of
// a document, and bar, the bar above its content.
func Templates() *template.Template { return template.Must(templates.Clone()) }

// Page is a page of another package among the owner's pages.
type Page struct {
	// MaxForm is the largest form that the page accepts, in bytes.
	MaxForm int64
	// Public reports whether anyone may have the page: a style sheet or a script.
	Public bool
	// Answer answers a request of the owner. A request that changes anything comes
	// from a form of the owner's session.
	Answer func(http.ResponseWriter, *http.Request, Owner)
	// Again answers a form of this site that has no session, or another one than that
	// which it was made for: the owner was signed out meanwhile. Nothing may be changed,
	// and what was typed should not be lost. signedIn reports whether there is a
	// session now. If Again is nil, the form is refused.
	Again func(w http.ResponseWriter, r *http.Request, o Owner, signedIn bool)
	// Away answers a form of this site while the database is away. Nothing may be changed,
	// and what was typed should not be lost. If Away is nil, the page says only that the
	// database is away.
	Away func(w http.ResponseWriter, r *http.Request)
}

// Handle adds a page, for a pattern of [http.ServeMux] that begins with a method and
// /admin/. Requests with another method than GET and POST carry the proof of the
// session in the header Proof. Call Handle before the first request.
func (h *Handler) Handle(pattern string, page Page) {
	if method, address, _ := strings.Cut(pattern, " "); method == http.MethodGet && !page.Public {
		section, _, _ := strings.Cut(address, "{")
		h.sections = append(h.sections, strings.TrimSuffix(section, "/"))
	}
	h.pages[pattern] = page
	h.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		s, ok, err := h.session(r, passwordHash(r))
		if err != nil {
			h.away(w, r, page, err)
			return
		}
		o := Owner{s, browserName(r) + " · " + h.client(r)}
		if !ok {
			o = Owner{}
		}
		switch {
		case r.Method == http.MethodGet && (ok || page.Public):
			page.Answer(w, r, o)
		case r.Method == http.MethodGet:
			h.askToSignIn(w, r, http.StatusForbidden, "")
		case h.origin.Check(r) != nil:
			h.refuse(w, r)
		case r.Method != http.MethodPost:
			if !ok || !s.proves(r.Header.Get("Proof")) {
				http.Error(w, "signed out", http.StatusForbidden)
				return
			}
			page.Answer(w, r, o)
		default:
			h.take(w, r, page, o, ok)
		}
	})
}

// away answers a request while the database is away.
func (h *Handler) away(w http.ResponseWriter, r *http.Request, page Page, err error) {
	if r.Method != http.MethodPost || page.Away == nil || h.origin.Check(r) != nil {
		h.unavailable(w, r, err)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, page.MaxForm)
	r, remove, wrong := readForm(r, false)
	defer remove()
	if wrong != nil {
		h.unavailable(w, r, err)
		return
	}
	h.log.Printf("the owner's page: %v", err)
	w.Header().Set("Retry-After", "5")
	page.Away(w, r)
}

// take answers a form from this site.
func (h *Handler) take(w http.ResponseWriter, r *http.Request, page Page, o Owner, signedIn bool) {
	r.Body = http.MaxBytesReader(w, r.Body, page.MaxForm)
	r, remove, err := readForm(r, signedIn)
	defer remove()
	switch {
	case err != nil:
		h.refuse(w, r)
	case signedIn && o.session.proves(r.PostForm.Get("proof")):
		page.Answer(w, r, o)
	case page.Again != nil:
		page.Again(w, r, o, signedIn)
	default:
		h.refuse(w, r)
	}
}

// isSection reports whether an address, without the prefix, is that of a page that
// [Handler.Handle] has added.
func (h *Handler) isSection(address string) bool {
	for _, section := range h.sections {
		if address == section || strings.HasPrefix(address, section+"/") && path.Clean(address) == address {
			return true
		}
	}
	return false
}
