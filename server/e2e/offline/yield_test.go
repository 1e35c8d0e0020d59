package offline_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// turnstile serves a shop in parts. It lets one part through for each token, and keeps one
// that a page asks for to the end.
type turnstile struct {
	http.Handler
	tokens chan struct{} // closed once all come through
	kept   chan struct{} // closed once the page's part comes through

	mu    sync.Mutex
	busy  bool   // whether all parts are refused
	pages string // path of the part that the page asks for
	asked bool   // whether the page has asked for it
	begun int    // requests of other parts
}

func (s *turnstile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.Contains(r.URL.Path, "/part.") {
		s.mu.Lock()
		busy, gate := s.busy, s.tokens
		switch {
		case busy:
		case r.URL.Path == s.pages:
			s.asked, gate = true, s.kept
		default:
			s.begun++
		}
		s.mu.Unlock()
		if busy {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}
	s.Handler.ServeHTTP(w, r)
}

// let changes what comes through.
func (s *turnstile) let(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// While a page waits for a part, the worker begins to gather no other one. It goes on once
// the page has its part.
func TestPagesGoFirst(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, shopper browsertest.Shopper) {
		s := &turnstile{busy: true, tokens: make(chan struct{}), kept: make(chan struct{})}
		s.Handler = workerWith(t, browsertest.NewShop(t, "Grande", browsertest.Many(2001)), "", "=15e3,", "=150e3,")
		tab := shopper.NewBrowser(t).OpenWithWorker(browsertest.StartMachine(t, s).Base())
		tab.Visit("/carrito")
		tab.AwaitWorker()
		tab.Navigate(tab.Base + "/web/icons.svg") // no page that asks for parts
		first := browsertest.Eval[string](tab, `(async () => {
			const { products } = await (await caches.match("/web/current.json")).json();
			const { folder, parts } = await (await caches.match(products)).json();
			return folder + parts[0] + ".json";
		})()`)
		ask := func() int { // lets the worker compare the catalogue, and gather
			browsertest.Eval[bool](tab, `fetch("/web/current.json").then(() => true)`)
			var begun int
			s.let(func() { begun = s.begun })
			return begun
		}
		s.let(func() { s.busy, s.pages = false, first })
		await(t, "the worker gathers", func() bool { return ask() > 0 })
		for range 5 {
			ask()
		}

		tab.Eval(fmt.Sprintf("self.answer = fetch(%q).then(answer => answer.status); return true", first))
		await(t, "the page's request", func() (asked bool) { s.let(func() { asked = s.asked }); return asked })
		begun := ask()
		if begun > 2 {
			t.Errorf("got %d parts gathered at a time, want at most two", begun)
		}
		for range begun {
			s.tokens <- struct{}{}
		}
		tab.AwaitAsync(fmt.Sprintf("(await %s)[0] >= %d", keptParts, begun))
		for range 5 {
			ask()
		}
		if got := ask(); got != begun {
			t.Errorf("got %d parts begun while the page waits, want none after the %d that were under way", got, begun)
		}

		close(s.kept)
		if got := browsertest.Eval[int](tab, "answer"); got != http.StatusOK {
			t.Errorf("got status %d for the page's part, want 200", got)
		}
		close(s.tokens)
		tab.AwaitAsync(browsertest.KeptAll)
	})
}

// await waits until something is so.
func await(t *testing.T, what string, so func() bool) {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < browsertest.Patience; time.Sleep(50 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatalf("never came: %s", what)
}
