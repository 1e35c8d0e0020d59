package admin

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"carrito/server/inbox/orderdb"
)

// browserCookie marks a browser in which the owner has signed in before. Its wrong
// passwords are counted by themselves: strangers who try passwords do not keep the
// owner out of it (OWASP, device cookies). It does not sign anyone in.
const browserCookie = "__Host-carrito-browser"

// browserTime is how long the mark stays: as long as browsers keep a cookie.
const browserTime = 400 * 24 * time.Hour

// browserSetting is the name of the key that signs the mark. A new password leaves
// it as it is.
const browserSetting = "admin browser key"

// browserKey returns the key, and makes it when it is first asked for.
func (h *Handler) browserKey(ctx context.Context) (string, error) {
	key, err := h.store.Setting(ctx, browserSetting)
	if err != nil || key != "" {
		return key, err
	}
	key = rand.Text()
	return key, h.store.SetSetting(ctx, browserSetting, key)
}

// browser returns the name of the browser that a request comes from, empty where
// nobody has signed in from it.
func browser(r *http.Request, key string) string {
	cookie, err := r.Cookie(browserCookie)
	if err != nil {
		return ""
	}
	name, signature, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(signature), []byte(signBrowser(name, key))) {
		return ""
	}
	return name
}

func signBrowser(name, key string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte("browser\x00" + name))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// markBrowser marks the browser of who has signed in, or renews its mark.
func markBrowser(w http.ResponseWriter, r *http.Request, key string) {
	name := browser(r, key)
	if name == "" {
		name = rand.Text()
	}
	setCookie(w, browserCookie, name+"."+signBrowser(name, key), browserTime)
}

// guards returns what counts the attempts of a request to sign in.
func (h *Handler) guards(r *http.Request, key string) []orderdb.Guard {
	if name := browser(r, key); name != "" {
		return []orderdb.Guard{{Key: "browser " + name, Delay: growing(5, 30*time.Second, time.Hour)}}
	}
	return []orderdb.Guard{account, h.address(r)}
}
