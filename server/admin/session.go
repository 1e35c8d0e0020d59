package admin

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"time"
)

// cookieName is the name of the session cookie; see setCookie.
const cookieName = "__Host-carrito"

// sessionTime is how long a session lasts.
const sessionTime = 12 * time.Hour

// session identifies who is signed in. token is the random text in the
// browser's cookie. The database stores only a hash of it, which also covers
// the hash of the password, so a new password ends all sessions.
type session struct{ token, passwordHash string }

func newSession(passwordHash string) session {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	return session{base64.RawURLEncoding.EncodeToString(b), passwordHash}
}

// id returns the hash of the session that the database stores.
func (s session) id() []byte { return s.mac("session") }

// proof returns the CSRF token that every form of the session carries. Other
// sites cannot know it.
func (s session) proof() string { return base64.RawURLEncoding.EncodeToString(s.mac("form")) }

func (s session) mac(purpose string) []byte {
	mac := hmac.New(sha256.New, []byte(s.token))
	mac.Write([]byte(purpose + "\x00" + s.passwordHash))
	return mac.Sum(nil)
}

func (s session) proves(proof string) bool {
	return hmac.Equal([]byte(proof), []byte(s.proof()))
}

// session returns the session of a request, and reports whether there is one.
func (h *Handler) session(r *http.Request, passwordHash string) (session, bool, error) {
	cookie, err := readCookie(r, cookieName)
	if err != nil || len(cookie.Value) != 43 { // 32 bytes in base64
		return session{}, false, nil
	}
	s := session{cookie.Value, passwordHash}
	ok, err := h.store.HasSession(r.Context(), s.id(), time.Now())
	return s, ok, err
}
