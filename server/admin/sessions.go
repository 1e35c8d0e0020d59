package admin

import (
	"bytes"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"carrito/server/clientip"
)

// sessionsPage is what the template sessions shows: sessions and passkeys.
type sessionsPage struct {
	frame
	Fault    string
	Sessions []sessionRow
	passkeysPart
}

// sessionRow is one session of the page.
type sessionRow struct {
	ID               string
	Started, Expires moment
	Address, Browser string
	Passkey          string // the name of the one by which it was started, if any
	Here             bool   // the one that looks at the page
}

// sessions shows who is signed in, and by which passkeys one can.
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

// allSessions is the value of a form that ends all sessions.
const allSessions = "all"

// endSessions ends one session or all. It asks for the password again: who has
// found a browser signed in must not sign the owner out (ASVS 5.0, 7.5.2).
func (h *Handler) endSessions(w http.ResponseWriter, r *http.Request, s session) {
	ask := func(status int, fault string) { h.showSessions(w, r, s, status, fault) }
	if _, ok := h.verify(w, r, ask); !ok {
		return
	}
	which := r.PostForm.Get("end")
	err := error(nil)
	if which == allSessions {
		err = h.store.EndSessions(r.Context())
	} else if id, wrong := hex.DecodeString(which); wrong == nil {
		err = h.store.EndSession(r.Context(), id)
	}
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	h.log.Printf("the owner's page: sessions ended from %s", h.client(r))
	http.Redirect(w, r, h.site().Prefix()+"/admin/sesiones", http.StatusSeeOther)
}

// client writes where a request comes from: an address, or a network of IPv6.
func (h *Handler) client(r *http.Request) string {
	network := clientip.Of(r, h.Proxies)
	if network.IsSingleIP() {
		return network.Addr().String()
	}
	return network.String()
}

// browserName returns what an owner calls the browser of a request, such as
// "Firefox, Linux". The names are looked for in order: later ones stand in what
// the earlier ones say of themselves, too.
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
