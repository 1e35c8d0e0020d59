package clientip

import (
	"log"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
)

// Forwarded detects requests through a proxy that the server is not told of. All
// clients behind such a proxy count as one, and share the limits of a single client.
type Forwarded struct {
	Proxies int // number of the owner's proxies
	Log     *log.Logger

	unbelieved atomic.Bool
	warn       sync.Once
}

// Watch returns a handler that checks each request and calls next.
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

// believes reports whether X-Forwarded-For of a request is used, or there is none.
func (f *Forwarded) believes(r *http.Request) bool {
	hops := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
	return hops == "" || f.Proxies > 0 && strings.Count(hops, ",")+1 >= f.Proxies
}

// Unbelieved reports whether X-Forwarded-For of some request was ignored.
func (f *Forwarded) Unbelieved() bool { return f.unbelieved.Load() }
