package admin

import (
	"bytes"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"carrito/server/clientip"
)

// sessionsPage is the data of the template sessions, which shows sessions and
// passkeys.
type sessionsPage struct {
	frame
	Fault    string
	Sessions []sessionRow
	passkeysPart
}

// sessionRow is one session on the page.
type sessionRow struct {
	ID               string
	Started, Expires moment
	Address, Browser string
	Passkey          string // name of the passkey that started the session, if any
	Here             bool   // whether this is the session of the request
}

// sessions shows the open sessions and the passkeys.
func (h *Handler) sessions(w http.ResponseWriter, r *http.Request, s session) {
	h.showSessions(w, r, s, http.StatusOK, "")
}

func (h *Handler) showSessions(w http.ResponseWriter, r *http.Request, s session, status int, fault string) {
	found, err := h.store.Sessions(r.Context(), time.Now())
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	passkeys, err := h.passkeysPart(r)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	page := sessionsPage{frame: h.frame(r, s), Fault: fault, passkeysPart: passkeys}
	for _, one := range found {
		page.Sessions = append(page.Sessions, sessionRow{
			ID: hex.EncodeToString(one.ID), Started: h.moment(one.Started), Expires: h.moment(one.Expires),
			Address: one.Address, Browser: one.Browser, Passkey: one.PasskeyName, Here: bytes.Equal(one.ID, s.id()),
		})
	}
	h.show(w, status, "sessions", page)
}

// allSessions is the form value that ends all sessions.
const allSessions = "all"

// endSessions ends one session or all. It needs the password again: whoever
// finds a browser that is signed in must not be able to sign the owner out
// (ASVS 5.0, 7.5.2).
func (h *Handler) endSessions(w http.ResponseWriter, r *http.Request, s session) {
	ask := func(status int, fault string) { h.showSessions(w, r, s, status, fault) }
	if _, ok := h.verifyPassword(w, r, ask); !ok {
		return
	}
	target := r.PostForm.Get("end")
	err := error(nil)
	if target == allSessions {
		err = h.store.EndSessions(r.Context())
	} else if id, wrong := hex.DecodeString(target); wrong == nil {
		err = h.store.EndSession(r.Context(), id)
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	h.log.Printf("the owner's page: sessions ended from %s", h.client(r))
	http.Redirect(w, r, h.site().Prefix()+"/admin/sesiones", http.StatusSeeOther)
}

// client returns the client of a request for the log: an address, or a network
// for IPv6.
func (h *Handler) client(r *http.Request) string {
	network := clientip.Of(r, h.Proxies)
	if network.IsSingleIP() {
		return network.Addr().String()
	}
	return network.String()
}

// browserName returns a name for the browser of a request that owners
// recognise, such as "Firefox, Linux". The order of the names matters: a user
// agent may contain names that stand later in the list as well as its own.
func browserName(r *http.Request) string {
	agent := r.UserAgent()
	first := func(names ...string) string {
		for i := 0; i < len(names); i += 2 {
			if strings.Contains(agent, names[i]) {
				return names[i+1]
			}
		}
		return "?"
	}
	return first("Edg", "Edge", "OPR/", "Opera", "SamsungBrowser", "Samsung", "Firefox/", "Firefox", "FxiOS", "Firefox", "CriOS", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari") +
		", " + first("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS X", "Mac", "CrOS", "ChromeOS", "Linux", "Linux")
}
