package admin

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/passkey"
)

// ceremonyCookie holds a ceremony between its two requests, signed: strangers who
// begin ceremonies take no room in the server. It binds the ceremony to the browser.
const ceremonyCookie = "__Host-carrito-passkey"

// ceremony is a challenge to a browser, and what it is for.
type ceremony struct {
	For       string // see toSignIn and toAdd
	Name      string // of the passkey that is made
	Origin    string // of the page
	Challenge passkey.Challenge
}

// toSignIn is what a ceremony is for.
const toSignIn = "sign in"

// toAdd is what a ceremony of a session is for.
func toAdd(s session) string {
	return "add a passkey in " + base64.RawURLEncoding.EncodeToString(s.id())
}

// keep gives a ceremony to the browser, and writes the options for its script.
func (h *Handler) keep(w http.ResponseWriter, r *http.Request, key string, c ceremony, options []byte) {
	text, err := json.Marshal(c)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	value := base64.RawURLEncoding.EncodeToString(text)
	setCookie(w, ceremonyCookie, value+"."+signCeremony(value, key, passwordHash(r)), passkey.Patience)
	w.Header().Set("Content-Type", "application/json")
	w.Write(options)
}

// take takes the ceremony back from the browser, and reports whether it is for that.
func take(w http.ResponseWriter, r *http.Request, key, purpose string) (c ceremony, ok bool) {
	cookie, err := r.Cookie(ceremonyCookie)
	if err != nil {
		return c, false
	}
	setCookie(w, ceremonyCookie, "", -time.Second)
	value, signature, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(signature), []byte(signCeremony(value, key, passwordHash(r)))) {
		return c, false
	}
	text, err := base64.RawURLEncoding.DecodeString(value)
	return c, err == nil && json.Unmarshal(text, &c) == nil && c.For == purpose
}

// signCeremony signs with the password's hash, so that another password ends all
// ceremonies.
func signCeremony(value, key, passwordHash string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("ceremony\x00" + passwordHash + "\x00" + value))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// origins returns the origins that the page may have, as far as they have passkeys:
// that of the request, and that of shop.json behind a proxy that tells another host.
// A passkey is taken at the one for which it was made alone, so that a client's word
// for the host lets nobody in.
func (h *Handler) origins(r *http.Request) []string {
	return passkey.Origins(r.Host, h.site().Host())
}

// party returns the shop as authenticators know it, at the page from which a
// request comes, and whether there are passkeys for it.
func (h *Handler) party(r *http.Request, key string, passkeys []orderdb.Passkey) (_ passkey.Party, ok bool) {
	origin := r.Header.Get("Origin")
	return h.partyAt(origin, key, passkeys), slices.Contains(h.origins(r), origin)
}

func (h *Handler) partyAt(origin, key string, passkeys []orderdb.Passkey) passkey.Party {
	return passkey.Party{Name: h.site().Shop.Name, Origin: origin, User: ownersHandle(key), Passkeys: passkeys, Patience: h.patience}
}

// ownersHandle is the owner's user handle (WebAuthn, 5.4.3).
func ownersHandle(key string) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("user handle"))
	return mac.Sum(nil)
}
