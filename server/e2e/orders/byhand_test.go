package orders_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// brokenScript serves a shop whose boot.js throws in its first line, as it does in a
// browser that is too old.
func brokenScript(t *testing.T, shop http.Handler) string {
	t.Helper()
	return browsertest.StartMachine(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorded := httptest.NewRecorder()
		r.Header.Del("Accept-Encoding")
		shop.ServeHTTP(recorded, r)
		body := recorded.Body.String()
		if strings.HasPrefix(recorded.Header().Get("Content-Type"), "text/html") {
			recorded.Header().Del("Content-Security-Policy") // the policy has the hash of the unchanged script
			body = strings.Replace(body, "(()=>{", "(()=>{null.old;", 1)
		}
		for name, values := range recorded.Header() {
			w.Header()[name] = values
		}
		w.Header().Del("Content-Length")
		w.WriteHeader(recorded.Code)
		w.Write([]byte(body))
	})).Base()
}

// If the script fails or scripts are turned off, pages show how to order by hand: the
// product page, the page that its button leads to, the cart and the checkout, on a phone
// and on a desktop. The footer shows the address of the shop.
func TestOrderWithoutScripts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		base string
		off  bool
	}{
		{"script that throws at once", brokenScript(t, browsertest.NewDemo(t)), false},
		{"scripts turned off", browsertest.Demo(t), true},
	}
	for _, test := range tests {
		for _, width := range []int64{412, 1280} {
			t.Run(fmt.Sprintf("%s at %d", test.name, width), func(t *testing.T) {
				tab := browsertest.NewBrowser(t).Open(test.base)
				tab.Before("addEventListener('error', e => e.preventDefault())") // an uncaught error would fail the test
				tab.Do(chromedp.EmulateViewport(width, 900))
				if test.off {
					off := emulation.SetScriptExecutionDisabledParams{Value: true}
					if _, err := chromedp.Call(tab.Ctx, emulation.SetScriptExecutionDisabled, off); err != nil {
						t.Fatal(err)
					}
				}
				for path, want := range map[string]string{
					"/producto/3":                   "Bolso%20tote%20de%20lona",
					"/agregarCarrito/46?variante=1": "Cantidad%3A%201",
					"/carrito":                      "hacer%20un%20pedido",
					"/pedido":                       "hacer%20un%20pedido",
				} {
					tab.Do(chromedp.Navigate(tab.Base + path))
					shown := "[...document.querySelectorAll('.by-hand a')].filter(a => a.checkVisibility({checkVisibilityCSS: true}) && a.getBoundingClientRect().height > 30).map(a => a.href).join(' ')"
					tab.Await(shown)
					if got := browsertest.Eval[string](tab, shown); !strings.Contains(got, "https://wa.me/") || !strings.Contains(got, "mailto:") || strings.Count(got, want) != 2 {
						t.Errorf("%s: got links %q, want one to WhatsApp and one to mail with %s", path, got, want)
					}
					tab.Await("document.querySelector('.footer a').checkVisibility({checkVisibilityCSS: true})")
				}
			})
		}
	}
}

// If the program runs, instructions to order by hand are never visible. If the program
// does not load they are visible, because there is no other way to order.
func TestNoOrderByHandWithTheProgram(t *testing.T) {
	t.Parallel()
	base, release := browsertest.Held(t)
	tab := browsertest.NewBrowser(t).Open(base)
	tab.Before(`window.seen = 0; new MutationObserver(() => { for (const e of document.querySelectorAll(".by-hand"))
		if (document.documentElement.classList.contains("alive") && e.getClientRects().length) seen++ }).observe(document, {childList: true, subtree: true, attributes: true})`)
	for _, path := range []string{"/producto/3", "/carrito"} {
		tab.Early(path)
		tab.Await("document.querySelector('.by-hand') && !document.querySelector('.by-hand').getClientRects().length")
	}
	release()
	tab.Await("window.carrito?.ready")
	if seen := browsertest.Eval[int](tab, "seen"); seen > 0 || browsertest.Eval[bool](tab, "!!document.querySelector('.by-hand')") {
		t.Errorf("got instructions to order by hand visible %d times, want never", seen)
	}

	tab = browsertest.NewBrowser(t).Open(browsertest.Demo(t))
	tab.Before("delete window.WebAssembly")
	tab.Do(chromedp.Navigate(tab.Base + "/producto/3"))
	tab.AwaitText("[role=alert]", "no se pudo cargar")
	tab.Await("document.querySelector('.by-hand a').checkVisibility({checkVisibilityCSS: true})")
}
