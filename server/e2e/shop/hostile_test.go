package shop_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"carrito/app/search"
	"carrito/app/session"
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
	{"5,000 letters that are escaped", strings.Repeat("ñandú ", 833)},
	{"5,000 emoji", strings.Repeat("👕", 5000)},
	{"emoji", "👕👖 👩‍👩‍👧"},
	{"right to left", "قميص رجالي \u202eabc"},
	{"regular expression", "(.*)+$ [a-z]{9} ^camisa$"},
	{"template", "${7*7}{{7*7}} %s%d"},
	{"invisible", "cam\u00adisa\u200b \u0301\u0301"},
	{"control", "a\u0001b"},
	{"nothing but marks", "?!…—"},
}

// answered is JavaScript for what a page of results shows: how many products, or the sentence
// that nothing is found, and what should not be there.
const answered = `(() => {
	const main = document.querySelector("main"), cards = main.querySelectorAll(".card").length;
	if (main.querySelector(".lacking__text") || document.querySelector("#trouble, .toast--error")) return "a fault: " + main.innerText;
	const tip = [...main.querySelectorAll(".empty__text")].some(e => e.textContent === "Prueba con menos palabras, o mira por categoría.");
	return cards > 0 && !tip ? "products" : tip && !cards ? "nothing" : cards + " products and " + main.innerText;
})()`

// offered is JavaScript for what is suggested, once the list has answered. A text that
// nobody can type has no suggestions.
const offered = `(() => {
	const list = document.querySelector(".suggest"), text = list.textContent;
	if (text.includes("Buscando…")) return;
	if (text.includes("No se pudo cargar")) return "a fault: " + text;
	const made = [...list.querySelectorAll("*")].filter(e => !["DIV", "SPAN", "P", "SVG", "USE", "PATH", "PICTURE", "SOURCE", "IMG"].includes(e.tagName.toUpperCase()));
	if (made.length) return "elements of the text: " + list.innerHTML;
	if (text.length > 3000) return "a long list: " + text;
	return list.querySelector("img") && text.includes("Todos los resultados") ? "products" : text.includes("No encontramos nada") ? "nothing" : text || "closed";
})()`

// TestHostileQueries searches for texts that mean something in addresses, HTML and regular
// expressions: typed with suggestions, and in the address, where the server answers first.
func TestHostileQueries(t *testing.T) {
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		tab := s.NewBrowser(t).Open(browsertest.Listen(t, browsertest.NewParted(t)))
		tab.Visit("/carrito")
		queries := hostileQueries
		if !s.Thorough {
			queries = queries[:6]
		}
		for _, q := range queries {
			tab.Eval("document.getElementById('search').value = " + browsertest.QuoteJS(q.text))
			tab.Eval(toSearch + "; document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))")
			suggested := browsertest.Await[string](tab, fmt.Sprintf("%t || %s !== 'closed' ? %[2]s : null", len(q.text) > session.MaxSearch, offered))
			left := browsertest.Eval[string](tab, "location.href")
			tab.Keys(kb.Enter)
			tab.Await(browsertest.Drawn + " && location.pathname === '/buscar' && location.href !== " + browsertest.QuoteJS(left))
			const there = browsertest.Drawn + " && !document.querySelector('.skeleton, .grid__cell[aria-hidden]') && "
			const title = there + "document.querySelector('h1').textContent"
			typed := browsertest.Await[string](tab, title)
			if got := browsertest.Eval[string](tab, "new URLSearchParams(location.search).get('q')"); strings.TrimSpace(got) != strings.TrimSpace(q.text) {
				t.Errorf("%s: got the query %.60q in the address, want %.60q", q.name, got, q.text)
			}
			shown := browsertest.Await[string](tab, there+answered)
			if shown != "products" && shown != "nothing" {
				t.Errorf("%s: got %.200q, want results, or that nothing is found", q.name, shown)
			}
			want := shown
			if len(q.text) > session.MaxSearch {
				want = "closed" // nobody types that
			}
			if suggested != want {
				t.Errorf("%s: got %.200q suggested, want %.20q", q.name, suggested, want)
			}
			tab.Visit("/buscar?q=" + url.QueryEscape(q.text))
			again := browsertest.Await[string](tab, title)
			if shortened := len(url.QueryEscape(q.text)) > 8<<10; shortened {
				again = strings.TrimSuffix(again, "»") // the server leads to the beginning of the text
				typed = typed[:min(len(typed), len(again))]
				if len(again) < search.MaxQuery {
					t.Errorf("%s: got %.60q for the address, want all that is searched for", q.name, again)
				}
			}
			if again != typed {
				t.Errorf("%s: got %.60q for the address and %.60q for what was typed", q.name, again, typed)
			}
			if again := browsertest.Await[string](tab, there+answered); again != shown {
				t.Errorf("%s: got %.200q for the address, and %.60q for what was typed", q.name, again, shown)
			}
			if browsertest.Eval[bool](tab, "!!document.querySelector('b[onmouseover]')") {
				t.Errorf("%s: the text became markup", q.name)
			}
		}
	})
}
