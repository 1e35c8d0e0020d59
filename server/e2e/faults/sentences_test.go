package faults_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// TestSentencesThatDoNotCome checks that one alert appears if the file of sentences does
// not load, and that the cart works without the program.
func TestSentencesThatDoNotCome(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"not found":     http.NotFound,
		"not JSON":      func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<!doctype html>") },
		"other version": func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `["one","two"]`) },
		"aborted":       func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) },
	} {
		t.Run(name, func(t *testing.T) {
			tab := browsertest.NewBrowser(t).Open(browsertest.Replace(t, browsertest.Demo(t), map[string]http.HandlerFunc{"/texts.": answer}))
			tab.Do(chromedp.Navigate(tab.Base + "/producto/3"))
			tab.AwaitText("[role=alert]", "no se pudo cargar")
			tab.Press("button", "Agregar al carrito")
			tab.AwaitCount(1)
			tab.Await("document.querySelectorAll('[role=alert]').length === 1")
		})
	}
}

// TestCatalogueThatDoesNotComeFirst checks that sentences do no harm if they arrive after
// the program has failed to load the catalogue.
func TestCatalogueThatDoesNotComeFirst(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	shop := browsertest.Demo(t)
	proxy := browsertest.ProxyOf(t, shop)
	base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{
		"/assets/products.": http.NotFound,
		"/assets/texts.": func(w http.ResponseWriter, r *http.Request) {
			<-arrived
			proxy.ServeHTTP(w, r)
		},
	})
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Do(chromedp.Navigate(tab.Base + "/producto/3"))
	tab.AwaitText("[role=alert]", "No se pudieron cargar")
	close(arrived)
	tab.Await("performance.getEntriesByType('resource').some(e => /texts\\.\\w+\\.json/.test(e.name))")
	time.Sleep(200 * time.Millisecond) // an exception meanwhile fails the test; see browsertest
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Await("document.querySelectorAll('[role=alert]').length === 1")
}
