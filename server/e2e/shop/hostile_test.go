package shop_test

import (
	"net/url"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp/kb"
)

// hostileQueries are texts that mean something elsewhere. Engines other than Chromium search
// for the first few.
var hostileQueries = []struct{ name, text string }{
	{"percent", "100% %zz %2F"},
	{"address", "/#?&=+;:@q=1"},
	{"quotes", `"'` + "`«» \\ <b onmouseover=alert(1)>"},
	{"5,000 letters", strings.Repeat("camisa", 833) + "zz"},
	{"5,000 letters in words", strings.Repeat("camisa de lino ", 333) + "azul"},
	{"emoji", "👕👖 👩‍👩‍👧"},
	{"right to left", "قميص رجالي \u202eabc"},
	{"regular expression", "(.*)+$ [a-z]{9} ^camisa$"},
	{"template", "${7*7}{{7*7}} %s%d"},
	{"invisible", "cam\u00adisa\u200b \u0301\u0301"},
	{"control", "a\u0001b"},
	{"nothing but marks", "?!…—"},
}

// TestHostileQueries searches for texts that mean something in addresses, HTML and regular
// expressions: typed with suggestions, and in the address, where the server answers first.
func TestHostileQueries(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(browsertest.Listen(t, browsertest.NewParted(t)))
		tab.Visit("/carrito")
		queries := hostileQueries
		if !s.Thorough {
			queries = queries[:4]
		}
		for _, q := range queries {
			tab.Eval("document.getElementById('search').value = " + browsertest.QuoteJS(q.text))
			tab.Eval(toSearch + "; document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))")
			left := browsertest.Eval[string](tab, "location.href")
			tab.Keys(kb.Enter)
			tab.Await(browsertest.Drawn + " && location.pathname === '/buscar' && location.href !== " + browsertest.QuoteJS(left))
			const title = browsertest.Drawn + " && !document.querySelector('.skeleton') && document.querySelector('h1').textContent"
			typed := browsertest.Await[string](tab, title)
			if got := browsertest.Eval[string](tab, "new URLSearchParams(location.search).get('q')"); strings.TrimSpace(got) != strings.TrimSpace(q.text) {
				t.Errorf("%s: got the query %.60q in the address, want %.60q", q.name, got, q.text)
			}
			if got := browsertest.Eval[string](tab, "document.querySelector('main').innerText"); !strings.Contains(got, "producto") && !strings.Contains(got, "Prueba con menos palabras") {
				t.Errorf("%s: got %.200q, want results, or that nothing is found", q.name, got)
			}
			if address := url.QueryEscape(q.text); len(address) < 8000 {
				tab.Visit("/buscar?q=" + address)
				if again := browsertest.Await[string](tab, title); again != typed {
					t.Errorf("%s: got %.60q for the address and %.60q for what was typed", q.name, again, typed)
				}
			}
			if browsertest.Eval[bool](tab, "!!document.querySelector('b[onmouseover]')") {
				t.Errorf("%s: the text became markup", q.name)
			}
		}
	})
}
