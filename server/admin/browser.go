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

// browserCookie marks a browser in which the owner has signed in before. Wrong
// passwords from such a browser have a count of their own, so strangers who try
// passwords do not lock the owner out of it (OWASP, device cookies). The cookie
// signs nobody in.
const browserCookie = "__Host-carrito-browser"

// browserTime is how long the mark lasts: as long as browsers keep any cookie.
const browserTime = 400 * 24 * time.Hour

// browserSetting is the setting that holds the key that signs the mark. A new
// password does not change the key.
const browserSetting = "admin browser key"

// browserKey returns the key of browserSetting, and creates it on first use.
func (h *Handler) browserKey(ctx context.Context) (string, error) {
	key, err := h.store.Setting(ctx, browserSetting)
	if err != nil || key != "" {
		return key, err
	}
	key = rand.Text()
	return key, h.store.SetSetting(ctx, browserSetting, key)
}

// browser returns the name of the browser that sent the request. It is empty if
// nobody has signed in from that browser.
func browser(r *http.Request, key string) string {
	cookie, err := readCookie(r, browserCookie)
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

// markBrowser marks the browser of a request that has signed in, or renews its
// mark.
func markBrowser(w http.ResponseWriter, r *http.Request, key string) {
	name := browser(r, key)
	if name == "" {
		name = rand.Text()
	}
	setCookie(w, r, browserCookie, name+"."+signBrowser(name, key), browserTime)
}

// guards returns the guards that count a request's attempts to sign in.
func (h *Handler) guards(r *http.Request, key string) []orderdb.Guard {
	if name := browser(r, key); name != "" {
		return []orderdb.Guard{{Key: "browser " + name, Delay: growing(5, 30*time.Second, time.Hour)}}
	}
	return []orderdb.Guard{account, h.address(r)}
}
