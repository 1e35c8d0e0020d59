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

// ceremonyCookie holds a ceremony between its two requests. It is signed, and
// binds the ceremony to the browser. The server stores nothing, so strangers
// who begin ceremonies take no memory.
const ceremonyCookie = "__Host-carrito-passkey"

// ceremony is a challenge to a browser, with its purpose.
type ceremony struct {
	For       string // see signInPurpose and addPurpose
	Name      string // name of the new passkey
	Origin    string // origin of the page
	Challenge passkey.Challenge
}

// signInPurpose is the purpose of a ceremony that signs in.
const signInPurpose = "sign in"

// addPurpose returns the purpose of a ceremony that adds a passkey in session
// s.
func addPurpose(s session) string {
	return "add a passkey in " + base64.RawURLEncoding.EncodeToString(s.id())
}

// beginCeremony stores a ceremony in the browser and sends the options for its
// script.
func (h *Handler) beginCeremony(w http.ResponseWriter, r *http.Request, key string, c ceremony, options []byte) {
	text, err := json.Marshal(c)
	if err != nil {
		h.unavailable(w, r, err)
		return
	}
	value := base64.RawURLEncoding.EncodeToString(text)
	setCookie(w, r, ceremonyCookie, value+"."+signCeremony(value, key, passwordHash(r)), passkey.Timeout)
	w.Header().Set("Content-Type", "application/json")
	w.Write(options)
}

// endCeremony takes the ceremony back from the browser. It reports whether the
// cookie is genuine and of the given purpose.
func endCeremony(w http.ResponseWriter, r *http.Request, key, purpose string) (c ceremony, ok bool) {
	cookie, err := readCookie(r, ceremonyCookie)
	if err != nil {
		return c, false
	}
	setCookie(w, r, ceremonyCookie, "", -time.Second)
	value, signature, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(signature), []byte(signCeremony(value, key, passwordHash(r)))) {
		return c, false
	}
	text, err := base64.RawURLEncoding.DecodeString(value)
	return c, err == nil && json.Unmarshal(text, &c) == nil && c.For == purpose
}

// signCeremony signs with the hash of the password too, so a new password ends
// all ceremonies.
func signCeremony(value, key, passwordHash string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("ceremony\x00" + passwordHash + "\x00" + value))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// origins returns the origins at which the page may have passkeys: that of the
// request, and that of shop.json, which differs behind a proxy that sends
// another host. A passkey works only at the origin that it was made for, so a
// client that names a false host cannot sign in.
func (h *Handler) origins(r *http.Request) []string {
	return passkey.Origins(r.Host, h.site().Host())
}

// party returns the shop as a relying party, at the page that the request comes
// from. It reports whether that page may use passkeys.
func (h *Handler) party(r *http.Request, key string, passkeys []orderdb.Passkey) (_ passkey.Party, ok bool) {
	origin := r.Header.Get("Origin")
	return h.partyAt(origin, key, passkeys), slices.Contains(h.origins(r), origin)
}

func (h *Handler) partyAt(origin, key string, passkeys []orderdb.Passkey) passkey.Party {
	return passkey.Party{Name: h.site().Shop.Name, Origin: origin, User: ownersHandle(key), Passkeys: passkeys, Timeout: h.timeout}
}

// ownersHandle returns the owner's user handle (WebAuthn, 5.4.3).
func ownersHandle(key string) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("user handle"))
	return mac.Sum(nil)
}
