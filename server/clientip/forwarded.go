package clientip

import (
	"log"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
)

// Forwarded notices requests that come through a proxy of which the server does
// not know. All clients behind it then count as one: a single one takes what is
// meant for each of them.
type Forwarded struct {
	Proxies int // how many servers of the owner's pass requests on
	Log     *log.Logger

	unbelieved atomic.Bool
	warn       sync.Once
}

// Watch returns a handler that looks at each request and leaves it to next.
func (f *Forwarded) Watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !f.believes(r) {
			f.unbelieved.Store(true)
			f.warn.Do(func() {
				f.Log.Printf("a request has X-Forwarded-For, and -proxies %d does not believe it: if a proxy of yours passes requests on, "+
					"start with -proxies 1 (or how many there are), or all clients count as one", f.Proxies)
			})
		}
		next.ServeHTTP(w, r)
	})
}

// believes reports whether the client that a request names, if any, is taken for
// the one that sent it.
func (f *Forwarded) believes(r *http.Request) bool {
	hops := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
	return hops == "" || f.Proxies > 0 && strings.Count(hops, ",")+1 >= f.Proxies
}

// Unbelieved reports whether a request named a client that was not believed.
func (f *Forwarded) Unbelieved() bool { return f.unbelieved.Load() }
