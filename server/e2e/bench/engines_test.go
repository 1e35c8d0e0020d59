package bench_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// engineStart is how the program starts in an engine, in milliseconds.
type engineStart struct {
	Taken float64 // from the beginning of the navigation until Go takes over
	Gap   float64 // the longest time in which the page could not answer
}

// noteStart is a script before start.js that notes an engineStart as self.start. Every
// browser runs it, unlike one before all scripts of the page.
const noteStart = `if (self.document) (() => {
	let last = performance.now(), gap = 0;
	const turn = () => {
		const now = performance.now();
		gap = Math.max(gap, now - last);
		last = now;
		if (carrito.ready) self.start = { Taken: now, Gap: gap };
		else setTimeout(turn);
	};
	turn();
})();
`

// inEngines measures the start of the program in all installed engines.
func inEngines(b *testing.B, t *table, base string) {
	b.Helper()
	t.part("the start in three engines",
		"first visit to a product, slow 4G, the processor as it is, no service worker; milliseconds, medians of 5; in brackets without the worker that compiles the program")
	t.row("", "Go's first frame", "longest time without an answer")
	shops := []string{noted(b, base, noteStart), noted(b, base, "if (self.document) delete self.Worker;\n"+noteStart)}
	for _, s := range browsertest.Shoppers(b) {
		starts := make([][]engineStart, len(shops))
		for range 5 {
			for i, shop := range shops {
				starts[i] = append(starts[i], startIn(b, s, shop))
			}
		}
		cells := []any{s.Engine}
		for _, of := range []func(engineStart) float64{
			func(e engineStart) float64 { return e.Taken },
			func(e engineStart) float64 { return e.Gap },
		} {
			cells = append(cells, fmt.Sprintf("%.0f (%.0f)", medianOf(starts[0], of), medianOf(starts[1], of)))
		}
		t.row(cells...)
	}
}

// startIn visits a product in a new profile.
func startIn(b *testing.B, s browsertest.Shopper, base string) engineStart {
	b.Helper()
	browser := s.NewBrowser(b)
	tab := browser.Open(base)
	tab.Visit("/producto/" + browsertest.NotCounted)
	tab.Await("self.start")
	start := browsertest.Eval[engineStart](tab, "self.start")
	if browser.Stop != nil {
		browser.Stop()
	}
	return start
}

// noted serves a shop over a slow network, with a script before start.js.
func noted(b *testing.B, shop, script string) string {
	b.Helper()
	proxy := browsertest.ProxyOf(b, shop)
	return slowNetwork(b, browsertest.Listen(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.URL.Path, "/wasm_exec.") {
			proxy.ServeHTTP(w, r)
			return
		}
		answer, err := http.Get(shop + r.URL.Path)
		if err != nil {
			b.Error(err)
			return
		}
		defer answer.Body.Close()
		w.Header().Set("Content-Type", "text/javascript")
		io.WriteString(w, script)
		io.Copy(w, answer.Body)
	})))
}
