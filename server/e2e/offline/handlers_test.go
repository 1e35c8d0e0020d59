package offline_test

import (
	"net/http"
	"strings"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// changed returns a handler that calls ways[prefix] for paths with that prefix, and
// handler for all others.
func changed(handler http.Handler, ways map[string]http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for address, way := range ways {
			if strings.HasPrefix(r.URL.Path, address) {
				way(w, r)
				return
			}
		}
		handler.ServeHTTP(w, r)
	})
}

// hang returns a handler that never answers. Calling end closes its connections.
func hang() (handler http.HandlerFunc, end func()) {
	ended := make(chan struct{})
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-ended:
		case <-r.Context().Done():
		}
		panic(http.ErrAbortHandler)
	}, func() { close(ended) }
}

// withPrice returns browsertest.TwoHats with another price of the first product.
func withPrice(price string) string { return strings.Replace(browsertest.TwoHats, "39.90", price, 1) }

// clearBrowserCache clears the HTTP cache of the browser, but not the caches of the
// worker.
func clearBrowserCache(tab *browsertest.Tab) {
	tab.T.Helper()
	if _, err := chromedp.Call(tab.Ctx, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		tab.T.Fatal(err)
	}
}
