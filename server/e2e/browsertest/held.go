package browsertest

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// Held serves the demo shop and holds its program back until release is called.
func Held(t *testing.T) (base string, release func()) {
	t.Helper()
	return HeldOf(t, Demo(t))
}

// HeldOf serves the shop at an address and holds its program back until release is
// called.
func HeldOf(t *testing.T, shop string) (base string, release func()) {
	t.Helper()
	program := Program(t)
	return hold(t, shop, "/web/assets/app.", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(program)
	})
}

// HeldRest serves the shop at an address and holds the second module of its program back
// until release is called.
func HeldRest(t *testing.T, shop string) (base string, release func()) {
	t.Helper()
	return hold(t, shop, "/web/assets/rest.", ProxyOf(t, shop).ServeHTTP)
}

// hold serves the shop at an address. Requests whose path contains part wait until release
// is called, and get the answer then.
func hold(t *testing.T, shop, part string, answer http.HandlerFunc) (base string, release func()) {
	t.Helper()
	gate := make(chan struct{})
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(release)
	base = Replace(t, shop, map[string]http.HandlerFunc{part: func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-gate:
			answer(w, r)
		case <-r.Context().Done():
		}
	}})
	return base, release
}

// Replace serves the shop at an address, but requests whose path contains a key of answers
// get that answer.
func Replace(t *testing.T, shop string, answers map[string]http.HandlerFunc) string {
	t.Helper()
	proxy := ProxyOf(t, shop)
	return Listen(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for part, answer := range answers {
			if strings.Contains(r.URL.Path, part) {
				answer(w, r)
				return
			}
		}
		proxy.ServeHTTP(w, r)
	}))
}

// ProxyOf returns a proxy for the shop at an address.
func ProxyOf(t testing.TB, shop string) *httputil.ReverseProxy {
	t.Helper()
	base, err := url.Parse(shop)
	if err != nil {
		t.Fatal(err)
	}
	return httputil.NewSingleHostReverseProxy(base)
}
