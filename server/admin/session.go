package admin

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"time"
)

// cookieName begins with __Host-: browsers take such a cookie over HTTPS only
// (and on localhost), for this host alone (RFC 6265bis, 4.1.3.2).
const cookieName = "__Host-carrito"

// sessionTime is how long who has signed in stays so.
const sessionTime = 12 * time.Hour

// session is who has signed in: the random text that the browser's cookie has.
// The database knows a hash of it, with the password's in it, so that another
// password ends all sessions.
type session struct{ token, passwordHash string }

func newSession(passwordHash string) session {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	return session{base64.RawURLEncoding.EncodeToString(b), passwordHash}
}

// id is what the database knows of the session.
func (s session) id() []byte { return s.mac("session") }

// proof is what every form of the session carries (a CSRF token): another site
// cannot know it.
func (s session) proof() string { return base64.RawURLEncoding.EncodeToString(s.mac("form")) }

func (s session) mac(what string) []byte {
	mac := hmac.New(sha256.New, []byte(s.token))
	mac.Write([]byte(what + "\x00" + s.passwordHash))
	return mac.Sum(nil)
}

func (s session) proves(proof string) bool {
	return hmac.Equal([]byte(proof), []byte(s.proof()))
}

func setCookie(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(age.Seconds()),
		Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

// session returns the session of a request, and whether there is one.
func (h *Handler) session(r *http.Request, passwordHash string) (session, bool, error) {
	cookie, err := r.Cookie(cookieName)
	if err != nil || len(cookie.Value) != 43 { // 32 bytes in base64
		return session{}, false, nil
	}
	s := session{cookie.Value, passwordHash}
	ok, err := h.store.HasSession(r.Context(), s.id(), time.Now())
	return s, ok, err
}
