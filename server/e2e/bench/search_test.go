package bench_test

import (
	"cmp"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
	"carrito/server/shoptest/queries"
	"carrito/server/strict"

	"github.com/chromedp/chromedp"
)

// findInShop returns the products of the page of results, which holds the same ranking as
// the suggestions.
const findInShop = `async (text) => {
	const page = await (await fetch("/buscar?q=" + encodeURIComponent(text))).text();
	const links = new DOMParser().parseFromString(page, "text/html").querySelectorAll(".card__link");
	return [...new Set([...links].map((a) => Number(a.getAttribute("href").match(/producto\/(\d+)/)[1])))].slice(0, 5);
}`

// suggestInShop searches as a shopper does: it types into the field and waits for the
// products under it. It returns their names.
const suggestInShop = `async (text) => {
	const field = document.querySelector("[role=combobox]");
	const names = () => [...document.querySelectorAll("#" + field.getAttribute("aria-controls") + " [role=option]:has(img) .suggest__text")].map((e) => e.textContent);
	const had = field.getAttribute("aria-expanded") === "true" ? names().join() : "";
	field.focus();
	field.value = text;
	field.dispatchEvent(new Event("input", { bubbles: true }));
	for (let waited = 0; waited < 20000; waited += 16) {
		await new Promise(requestAnimationFrame);
		const found = field.getAttribute("aria-expanded") === "true" ? names() : [];
		if (found.length && found.join() !== had) return found;
	}
	throw new Error("no suggestions for " + text);
}`

// firstQueries are the searches whose time is measured.
var firstQueries = []string{"camisa de lino", "zapatillas de correr", "pastillas de freno hilux", "audifonos bluetooth", "chompa alpaca"}

// counted serves a shop over slow 4G and counts what it sends.
type counted struct {
	handler         http.Handler
	requests, bytes atomic.Int64
}

func (c *counted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.requests.Add(1)
	c.handler.ServeHTTP(countedWriter{w, c}, r)
}

type countedWriter struct {
	http.ResponseWriter
	counted *counted
}

func (w countedWriter) Write(content []byte) (int, error) {
	n, err := w.ResponseWriter.Write(content)
	w.counted.bytes.Add(int64(n))
	return n, err
}

func (w countedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// reset returns the counts since the last call.
func (c *counted) reset() (requests, bytes float64) {
	return float64(c.requests.Swap(0)), float64(c.bytes.Swap(0))
}

// asked is what a search costs.
type asked struct{ ms, requests, bytes float64 }

// ask measures a search in a tab.
func (c *counted) ask(tab *browsertest.Tab, text string) asked {
	tab.T.Helper()
	c.reset()
	ms := browsertest.Eval[float64](tab, fmt.Sprintf("(async () => { const start = performance.now(); await type(%s); return performance.now() - start })()", browsertest.QuoteJS(text)))
	requests, bytes := c.reset()
	return asked{ms, requests, bytes}
}

// costs measures the first search in a new browser, and the next one, on slow 4G.
func (e *engine) costs(b *testing.B) (first, next []asked) {
	b.Helper()
	counting := &counted{handler: browsertest.ProxyOf(b, e.base)}
	slow := slowNetwork(b, browsertest.Listen(b, counting))
	for i, text := range firstQueries {
		tab, stop := openPhone(b, slow)
		e.open(tab)
		time.Sleep(reading)
		first = append(first, counting.ask(tab, text))
		next = append(next, counting.ask(tab, firstQueries[(i+1)%len(firstQueries)]))
		stop()
	}
	return first, next
}

// open opens a page on which find runs: in our shop, the first one once the program
// runs.
func (e *engine) open(tab *browsertest.Tab) {
	tab.T.Helper()
	if e.typed != "" {
		tab.Visit("/")
	} else {
		tab.Do(chromedp.Navigate(tab.Base + "/"))
	}
	tab.Eval("window.find = " + e.find + "; window.type = " + cmp.Or(e.typed, "find"))
}

// quality returns the share of what queries must find that is found.
func (e *engine) quality(b *testing.B, judge *queries.Judge, all []queries.Query) float64 {
	b.Helper()
	tab := browsertest.NewProcess(b).Open(e.base)
	e.open(tab)
	return judge.Share(all, func(text string) []int {
		return browsertest.Eval[[]int](tab, "find("+browsertest.QuoteJS(text)+")")
	})
}

// productsFile writes a generated shop of n products to a file.
func productsFile(b *testing.B, products []byte) string {
	b.Helper()
	file := filepath.Join(b.TempDir(), "products.json")
	if err := os.WriteFile(file, products, 0o600); err != nil {
		b.Fatal(err)
	}
	return file
}

// engines returns our shop and the peers with the same products.
func engines(b *testing.B, products []byte) []*engine {
	b.Helper()
	file := productsFile(b, products)
	files := browsertest.DemoFiles
	files.Products = file
	handler := browsertest.NewHandler(b, files)
	<-handler.Compressed()
	own := &engine{name: "carrito", find: findInShop, typed: suggestInShop, base: browsertest.Listen(b, handler)}
	return append([]*engine{own}, peers(b, file)...)
}

// sideBySide adds a part with our search beside that of the peers.
func sideBySide(b *testing.B, t *table, n int) {
	b.Helper()
	all := engines(b, large.Products(n))
	t.part(fmt.Sprintf("search side by side, %s products", thousands(n)),
		"slow 4G (1.6 Mbit/s, 150 ms); medians of 5 searches; the first one in a new browser, after two seconds of looking at the page, the next one in the same tab; an index of more than a file as it is sent")
	row := func(name string, cell func(e *engine) string) {
		cells := []any{name}
		for _, e := range all {
			if e.failed != "" {
				cells = append(cells, "–")
				continue
			}
			cells = append(cells, cell(e))
		}
		t.row(cells...)
	}
	names := []any{""}
	for _, e := range all {
		names = append(names, e.name)
		if e.failed != "" {
			t.row(e.name+" makes no index: ", e.failed)
		}
	}
	t.row(names...)
	row("making the index, s", func(e *engine) string { return known("%.1f", e.seconds) })
	row("… its memory, MiB", func(e *engine) string { return known("%.0f", float64(e.memory)/(1<<20)) })
	row("files of the index", func(e *engine) string { return known("%.0f", float64(e.files)) })
	row("bytes of the index", func(e *engine) string { return known("%.0f", float64(e.bytes)) })
	var first, next [3][]asked
	for i, e := range all {
		if e.failed == "" {
			first[i], next[i] = e.costs(b)
		}
	}
	for _, visit := range []struct {
		name  string
		costs [3][]asked
	}{{"first search", first}, {"next search", next}} {
		for _, figure := range []struct {
			name string
			of   func(asked) float64
		}{
			{"ms", func(a asked) float64 { return a.ms }},
			{"requests", func(a asked) float64 { return a.requests }},
			{"bytes", func(a asked) float64 { return a.bytes }},
		} {
			cells := []any{visit.name + ", " + figure.name}
			for i := range all {
				if len(visit.costs[i]) == 0 {
					cells = append(cells, "–")
					continue
				}
				cells = append(cells, thousands(int(medianOf(visit.costs[i], figure.of))))
			}
			t.row(cells...)
		}
	}
}

// known writes a figure, or a dash if it is not known.
func known(format string, value float64) string {
	if value == 0 {
		return "–"
	}
	return fmt.Sprintf(format, value)
}

// found adds a part with the share of what 200 searches must find.
func found(b *testing.B, t *table) {
	b.Helper()
	t.part("what is found", "the share of what 200 searches in Spanish must find among the first five results, of those that a ranking may be tuned with, and of those that are set aside")
	t.row("", "carrito", "Pagefind "+pagefindVersion, "MiniSearch "+minisearchVersion)
	demo, err := os.ReadFile(browsertest.Web + "/products.json")
	if err != nil {
		b.Fatal(err)
	}
	for _, shop := range []struct {
		name, about string
		products    []byte
	}{{queries.Large, "10,000 generated products", large.Products(10_000)}, {queries.Demo, "the demo shop", demo}} {
		c, err := strict.Products(strings.NewReader(string(shop.products)), strict.Rules{Digits: 2})
		if err != nil {
			b.Fatal(err)
		}
		judge, all := queries.NewJudge(c.Products()), engines(b, shop.products)
		tuning, aside := []any{shop.about + ", tuning"}, []any{shop.about + ", set aside"}
		for _, e := range all {
			if e.failed != "" {
				b.Fatalf("%s: %s", e.name, e.failed)
			}
			tuning = append(tuning, fmt.Sprintf("%.1f %%", 100*e.quality(b, judge, queries.Tuning(shop.name))))
			aside = append(aside, fmt.Sprintf("%.1f %%", 100*e.quality(b, judge, queries.Aside(shop.name))))
		}
		t.row(tuning...)
		t.row(aside...)
	}
}

// BenchmarkSearch compares our search with others, with 10,000 products.
func BenchmarkSearch(b *testing.B) {
	var t table
	sideBySide(b, &t, 10_000)
	found(b, &t)
	reportOnly(b)
	t.print()
}

// BenchmarkSearch100000 compares our search with others, with 100,000 products.
func BenchmarkSearch100000(b *testing.B) {
	var t table
	sideBySide(b, &t, 100_000)
	reportOnly(b)
	t.print()
}
