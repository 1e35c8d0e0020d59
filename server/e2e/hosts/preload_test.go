package hosts_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// TestPreload checks that a page is requested only once. A browser with navigation
// preload requests it before the worker runs, and the worker must use that response. The
// server answers with the delay of a network: if the response arrives before the worker
// has started, WebKit requests the page again.
func TestPreload(t *testing.T) { browsertest.InEngines(t, preload) }

func preload(t *testing.T, s browsertest.Shopper) {
	var mu sync.Mutex
	var asked []string // preload header of each request for the page
	demo := browsertest.NewDemo(t)
	m := browsertest.StartMachine(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/producto/3" {
			mu.Lock()
			asked = append(asked, r.Header.Get("Service-Worker-Navigation-Preload"))
			mu.Unlock()
			time.Sleep(150 * time.Millisecond)
		}
		demo.ServeHTTP(w, r)
	}))
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/")
	tab.AwaitWorker()
	tab.Visit("/producto/3")
	tab.AwaitText("h1", "Bolso tote de lona")
	want := []string{""}
	tab.AwaitAsync("navigator.serviceWorker.ready.then(r => { window.preloads = !!r.navigationPreload; return true })")
	if browsertest.Eval[bool](tab, "preloads") {
		want = []string{"true"}
	}
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(asked, want) {
		t.Errorf("got requests with the preload headers %q, want %q", asked, want)
	}
}
