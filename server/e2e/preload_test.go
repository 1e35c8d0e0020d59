package e2e

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestPreload holds that a page is asked for once, and before the worker runs where
// the browser can: the worker takes the preload that it was given. Firefox takes a
// preload that fails for the navigation's own failure (see worker.js). The server is
// as far away as a network makes it: a WebKit that has the answer within some
// milliseconds, before the worker has begun, asks for the body once more.
func TestPreload(t *testing.T) { inEngines(t, preload) }

func preload(t *testing.T, s shopper) {
	var mu sync.Mutex
	var asked []string // how each page was asked for
	demo := newDemo(t)
	m := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/producto/3" {
			mu.Lock()
			asked = append(asked, r.Header.Get("Service-Worker-Navigation-Preload"))
			mu.Unlock()
			time.Sleep(150 * time.Millisecond)
		}
		demo.ServeHTTP(w, r)
	}))
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	tab.visit("/producto/3")
	tab.awaitText("h1", "Bolso tote de lona")
	want := []string{""}
	tab.awaitAsync("navigator.serviceWorker.ready.then(r => { window.preloads = !!r.navigationPreload; return true })")
	if eval[bool](tab, "preloads") {
		want = []string{"true"}
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(asked, want) {
		t.Errorf("got the page asked for with the preload headers %q, want %q", asked, want)
	}
}
