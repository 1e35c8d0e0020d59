package admin

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
)

// signInPage is the data of the template signin.
type signInPage struct {
	frame
	Fault   string
	Back    string // the page to go to after signing in
	Plain   bool   // without HTTPS, so the browser would not keep the session cookie
	Origins string // origins that have passkeys
}

func (h *Handler) askToSignIn(w http.ResponseWriter, r *http.Request, status int, fault string) {
	back := h.site().Prefix() + r.URL.RequestURI()
	if r.Method == http.MethodPost {
		back = h.back(r)
	}
	f := h.frame(r, session{})
	h.show(w, status, "signin", signInPage{frame: f, Fault: fault, Back: back, Plain: plain(r), Origins: h.passkeyOrigins(r)})
}

// back returns the page to go to after signing in. It is one of the owner's
// pages.
func (h *Handler) back(r *http.Request) string {
	home := h.site().Prefix() + "/admin/pedidos"
	back := r.PostForm.Get("back")
	if strings.ContainsFunc(back, func(c rune) bool { return c <= ' ' || c == '\\' || c > '~' }) {
		return home
	}
	u, err := url.Parse(back)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil {
		return home
	}
	if section, within := strings.CutPrefix(u.Path, h.site().Prefix()); within && h.isSection(section) {
		return back
	}
	id, within := strings.CutPrefix(u.Path, home+"/")
	if u.Path != home && (!within || !isOrderID(id)) {
		return home
	}
	return back
}

// plain reports whether the browser will not keep a Secure cookie: the request
// came without TLS, both here and at a proxy, and not from localhost. It only
// decides whether to show a hint.
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
	if !h.isForm(w, r) {
		h.refuse(w, r)
		return
	}
	ask := func(status int, fault string) { h.askToSignIn(w, r, status, fault) }
	if key, ok := h.verifyPassword(w, r, ask); ok {
		h.startSession(w, r, key, orderdb.Passkey{})
	}
}

// verifyPassword reports whether the form has the right password, and returns
// the key that marks browsers. If the password is wrong, verifyPassword has
// already answered: ask shows the form again with a fault.
func (h *Handler) verifyPassword(w http.ResponseWriter, r *http.Request, ask func(status int, fault string)) (key string, ok bool) {
	key, err := h.browserKey(r.Context())
	if err != nil {
		h.unavailable(w, r, err)
		return "", false
	}
	guards := h.guards(r, key)
	if !h.mayTry(w, r, "password", guards, ask) {
		return "", false
	}
	right, err := h.isPassword(r.Context(), r.PostForm.Get("password"), passwordHash(r))
	if err == nil && right {
		err = h.store.Forgive(r.Context(), guards...)
	}
	switch {
	case err != nil:
		h.unavailable(w, r, err)
	case !right:
		h.log.Printf("the owner's page: a wrong password from %s", h.client(r))
		ask(http.StatusForbidden, h.words().WrongPassword)
	}
	return key, err == nil && right
}

// mayTry reports whether guards let a request try to sign in. If not, it has
// already answered. kind is what the form contains, for the log.
func (h *Handler) mayTry(w http.ResponseWriter, r *http.Request, kind string, guards []orderdb.Guard, ask func(status int, fault string)) bool {
	wait, err := h.store.Attempt(r.Context(), time.Now(), guards...)
	if err != nil {
		h.unavailable(w, r, err)
		return false
	}
	if wait > 0 {
		h.log.Printf("the owner's page: a %s from %s is refused unread for %v", kind, h.client(r), wait.Round(time.Second))
		w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
		ask(http.StatusTooManyRequests, h.words().Wait(wait))
	}
	return wait == 0
}

// startSession starts a session and ends the browser's earlier one. key marks
// the browser. used is the passkey that signed in, if any.
func (h *Handler) startSession(w http.ResponseWriter, r *http.Request, key string, used orderdb.Passkey) {
	old, hadSession, err := h.session(r, passwordHash(r))
	if err == nil && hadSession {
		err = h.store.EndSession(r.Context(), old.id())
	}
	s, now := newSession(passwordHash(r)), time.Now()
	if err == nil {
		err = h.store.StartSession(r.Context(), orderdb.Session{
			ID: s.id(), Started: now, Expires: now.Add(sessionTime), Address: h.client(r), Browser: browserName(r), Passkey: used.Number,
		})
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	how := ""
	if used.Number != 0 {
		how = fmt.Sprintf(" with the passkey %q", used.Name)
	}
	h.log.Printf("the owner's page: signed in%s from %s, %s", how, h.client(r), browserName(r))
	setCookie(w, r, cookieName, s.token, sessionTime)
	markBrowser(w, r, key)
	http.Redirect(w, r, h.back(r), http.StatusSeeOther)
}

func (h *Handler) signOut(w http.ResponseWriter, r *http.Request, s session) {
	if err := h.store.EndSession(r.Context(), s.id()); err != nil {
		h.unavailable(w, r, err)
		return
	}
	h.log.Printf("the owner's page: signed out from %s", h.client(r))
	setCookie(w, r, cookieName, "", -time.Second)
	http.Redirect(w, r, h.site().Prefix()+"/admin/pedidos", http.StatusSeeOther)
}
