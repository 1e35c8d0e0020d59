package admin

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Cookies are Secure and of this host alone, except on this machine without TLS, where
// Safari would not keep them. A proxy that hides the shop's host changes nothing.
func TestCookies(t *testing.T) {
	for _, test := range []struct {
		name, host, origin string
		tls, secure        bool
	}{
		{"HTTPS", "shop.example", "https://shop.example", true, true},
		{"this machine", "localhost:8000", "http://localhost:8000", false, false},
		{"this machine by its address", "127.0.0.1:8000", "http://127.0.0.1:8000", false, false},
		{"this machine with TLS", "localhost", "https://localhost", true, true},
		{"HTTP elsewhere", "shop.example", "http://shop.example", false, true},
		{"a name that looks like it", "localhost.shop.example", "http://localhost.shop.example", false, true},
		{"a proxy that hides the host", "localhost:8000", "https://shop.example", false, true},
		{"no origin", "localhost:8000", "", false, true},
		{"a hidden origin", "localhost:8000", "null", false, true},
	} {
		r := httptest.NewRequest(http.MethodPost, "/admin/entrar", nil)
		if r.Host = test.host; test.tls {
			r.TLS = &tls.ConnectionState{}
		}
		r.Header.Set("Origin", test.origin)
		w := httptest.NewRecorder()
		setCookie(w, r, cookieName, "x", time.Hour)
		c := w.Result().Cookies()[0]
		if c.Secure != test.secure || (c.Name == cookieName) != test.secure || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode {
			t.Errorf("%s: got %v, want it Secure: %t", test.name, c, test.secure)
		}
		r.AddCookie(c)
		if got, err := readCookie(r, cookieName); err != nil || got.Value != "x" {
			t.Errorf("%s: got %v, %v, want the cookie", test.name, got, err)
		}
	}
	// A cookie of an earlier program, which would be read first, goes.
	old := httptest.NewRequest(http.MethodPost, "/admin/entrar", nil)
	old.Host = "localhost:8000"
	old.Header.Set("Origin", "http://localhost:8000")
	w := httptest.NewRecorder()
	setCookie(w, old, cookieName, "new", time.Hour)
	for _, c := range w.Result().Cookies() {
		if c.Name == cookieName && c.MaxAge >= 0 {
			t.Errorf("got %v, want it removed", c)
		}
	}
	if n := len(w.Result().Cookies()); n != 2 {
		t.Errorf("got %d cookies, want one set and one removed", n)
	}
	r := httptest.NewRequest(http.MethodGet, "https://shop.example/admin/pedidos", nil)
	r.AddCookie(&http.Cookie{Name: "carrito", Value: "planted"})
	if got, err := readCookie(r, cookieName); err == nil {
		t.Errorf("got %v over HTTPS, want no cookie without its prefix", got)
	}
}
