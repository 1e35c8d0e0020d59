package admin

import (
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"carrito/server/orders"
)

// signInPage is what the template signin shows.
type signInPage struct {
	frame
	Fault string
	Back  string // the page that was asked for
	Plain bool   // asked for in a way that a browser keeps no session of
}

func (h *Handler) askToSignIn(w http.ResponseWriter, r *http.Request, status int, fault string) {
	back := h.site().Prefix() + r.URL.RequestURI()
	if r.Method == http.MethodPost {
		back = h.back(r)
	}
	f := h.frame(r, session{})
	h.show(w, status, "signin", signInPage{frame: f, Fault: fault, Back: back, Plain: plain(r)})
}

// back is the page to go to once signed in: one of the owner's and no other.
func (h *Handler) back(r *http.Request) string {
	home := h.site().Prefix() + "/admin/pedidos"
	back := r.PostForm.Get("back")
	rest, ok := strings.CutPrefix(back, home)
	if !ok || rest != "" && rest[0] != '/' && rest[0] != '?' || strings.ContainsFunc(rest, func(c rune) bool { return c <= ' ' || c == '\\' || c > '~' }) {
		return home
	}
	return back
}

// plain reports whether the browser will not keep a Secure cookie: without TLS,
// here or at a proxy that says so, and not on localhost. It is only for a hint.
func plain(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return r.TLS == nil && r.Header.Get("X-Forwarded-Proto") != "https" && !strings.Contains(r.Header.Get("Forwarded"), "proto=https") &&
		host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback())
}

func (h *Handler) signIn(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if h.origin.Check(r) != nil || r.ParseForm() != nil {
		h.refuse(w, r)
		return
	}
	key, err := h.browserKey(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	words, guards, hash := h.words(), h.guards(r, key), passwordHash(r)
	wait, err := h.store.Attempt(r.Context(), time.Now(), guards...)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	if wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
		h.askToSignIn(w, r, http.StatusTooManyRequests, words.Wait(wait))
		return
	}
	right, err := h.isPassword(r.Context(), r.PostForm.Get("password"), hash)
	switch {
	case err != nil:
		h.unavailable(w, r, err)
	case !right:
		h.log.Printf("a wrong password for the owner's page from %v", orders.ClientAddress(r, h.Proxies))
		h.askToSignIn(w, r, http.StatusForbidden, words.WrongOne)
	default:
		h.welcome(w, r, newSession(hash), key, guards)
	}
}

// welcome begins a session. The guards forget its attempts; key marks the browser.
func (h *Handler) welcome(w http.ResponseWriter, r *http.Request, s session, key string, guards []orders.Guard) {
	err := h.store.Forgive(r.Context(), guards...)
	if err == nil {
		err = h.store.StartSession(r.Context(), s.id(), time.Now().Add(sessionTime))
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	setCookie(w, cookieName, s.token, sessionTime)
	markBrowser(w, r, key)
	http.Redirect(w, r, h.back(r), http.StatusSeeOther)
}

func (h *Handler) signOut(w http.ResponseWriter, r *http.Request, s session) {
	if err := h.store.EndSession(r.Context(), s.id()); err != nil {
		h.unavailable(w, r, err)
		return
	}
	setCookie(w, cookieName, "", -time.Second)
	http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos", http.StatusSeeOther)
}
