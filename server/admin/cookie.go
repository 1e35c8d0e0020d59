package admin

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"carrito/server/cleartext"
)

// setCookie sets a cookie that only this site gets, and no script. name begins with
// __Host-, so browsers accept the cookie only over HTTPS, or on localhost, and send it to
// this host alone (RFC 6265bis, 4.1.3.2). Safari does not accept it on localhost, so
// there the name has no prefix and the cookie is not Secure.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration) {
	secure, set := !isFormOfThisMachine(r), name
	if !secure {
		set = localName(name)
	}
	http.SetCookie(w, &http.Cookie{
		Name: set, Value: value, Path: "/", MaxAge: int(age.Seconds()),
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	if !secure { // readCookie would take one with the prefix, of an earlier program, first
		http.SetCookie(w, &http.Cookie{Name: name, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
}

// readCookie returns a cookie that setCookie has set.
func readCookie(r *http.Request, name string) (*http.Cookie, error) {
	cookie, err := r.Cookie(name)
	if err != nil && r.TLS == nil && isLocal("http://"+r.Host) {
		return r.Cookie(localName(name))
	}
	return cookie, err
}

func localName(name string) string { return strings.TrimPrefix(name, "__Host-") }

// isFormOfThisMachine reports whether a form comes over HTTP from a browser on this
// machine. The browser says so in the header Origin, which proxies leave as it is.
func isFormOfThisMachine(r *http.Request) bool {
	return r.TLS == nil && isLocal("http://"+r.Host) && isLocal(r.Header.Get("Origin"))
}

// isLocal reports whether an origin is HTTP on this machine.
func isLocal(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && u.Host != "" && cleartext.IsLocal(u.Hostname())
}
