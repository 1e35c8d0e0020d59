package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
)

// TestPreload holds that a page is asked for once, and before the worker runs where
// the browser can: the worker takes the preload that it was given. Firefox takes a
// preload that fails for the navigation's own failure (see worker.js). A busy WebKit
// now and then sends a preload and gives the worker none; the worker asks once more.
func TestPreload(t *testing.T) { inEngines(t, preload) }

func preload(t *testing.T, s shopper) {
	var mu sync.Mutex
	asked := map[string][]string{} // how each page was asked for
	demo := newDemo(t)
	m := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.URL.Path] = append(asked[r.URL.Path], r.Header.Get("Service-Worker-Navigation-Preload"))
		mu.Unlock()
		demo.ServeHTTP(w, r)
	}))
	tab := s.newBrowser(t).openWithWorker(m.base())
	tab.visit("/")
	tab.awaitWorker()
	paths := []string{"/producto/3", "/producto/26", "/producto/31"}
	for _, path := range paths {
		tab.visit(path)
		tab.await(fmt.Sprintf("location.pathname === %q && document.querySelector('.product')", path))
	}
	want := []string{""}
	tab.awaitAsync("navigator.serviceWorker.ready.then(r => { window.preloads = !!r.navigationPreload; return true })")
	if eval[bool](tab, "preloads") {
		want = []string{"true"}
	}
	mu.Lock()
	defer mu.Unlock()
	for _, path := range paths {
		got := asked[path]
		if s.engine == "WebKit" && len(got) == 2 && got[1] == "" {
			t.Logf("%s: the worker was given no preload", path)
			got = got[:1]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got it asked for with the preload headers %q, want %q", path, asked[path], want)
		}
	}
}
