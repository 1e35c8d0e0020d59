package bench_test

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"carrito/app/catalog"
	"carrito/server/e2e/browsertest"
	"carrito/server/shoptest/large"
	"carrito/server/strict"
)

// plainProduct returns the path of a product in the middle of a shop that shoppers buy
// without choosing anything.
func plainProduct(b *testing.B, products []byte) string {
	b.Helper()
	return productWith(b, products, func(p *catalog.Product) bool { return len(p.Variants) == 0 && p.Stock != 0 })
}

// productWith returns the path of the first product from the middle of a shop on that
// fits.
func productWith(b *testing.B, products []byte, fits func(*catalog.Product) bool) string {
	b.Helper()
	c, err := strict.Products(bytes.NewReader(products), strict.Rules{Digits: 2})
	if err != nil {
		b.Fatal(err)
	}
	all := c.Products()
	for _, p := range all[len(all)/2:] {
		if fits(p) {
			return fmt.Sprint("/producto/", p.ID)
		}
	}
	b.Fatal("no product fits")
	return ""
}

// reach is what is measured of a shop in the browser. A figure of 0 is not measured: the
// shop has nothing of the kind.
type reach struct {
	frame       float64 // ms until the program's first frame on a product page, slow phone
	catalogue   float64 // bytes of the catalogue that the page fetched
	suggestions float64 // ms from a touch of the field until the first suggestions, slow 4G
	atOnce      float64 // the same if the field is touched when the program takes over
	atWork      float64 // the same as suggestions while the service worker gathers the shop
	keystroke   float64 // ms from a keystroke until suggestions are painted, parts there, slow processor
	filter      float64 // ms from a press of a filter until list and counts are painted, slow processor
	fetched     float64 // the same if the list's products have to be fetched
	memory      float64 // bytes of the program after 50 pages and 50 searches
}

// reading is how long a shopper looks at a page before the search field is touched.
const reading = 2 * time.Second

// assets are the files under /web/assets/ that are not the catalogue.
var assets = regexp.MustCompile(`/web/assets/(app|rest|wasm_exec|icons|texts|shell)\.`)

// catalogueOnly counts what is sent of the catalogue in one counter, of a shop at base.
func catalogueOnly(b *testing.B, base string) (*counted, string) {
	b.Helper()
	proxy := browsertest.ProxyOf(b, base)
	counting := &counted{handler: proxy}
	return counting, browsertest.Listen(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/web/assets/") && !assets.MatchString(r.URL.Path) {
			counting.ServeHTTP(w, r)
		} else {
			proxy.ServeHTTP(w, r)
		}
	}))
}

// measure measures a shop with the products.
func measure(b *testing.B, products []byte) (r reach) {
	b.Helper()
	path := plainProduct(b, products)
	files := browsertest.DemoFiles
	files.Products = productsFile(b, products)
	handler := browsertest.NewHandler(b, files)
	<-handler.Compressed()
	base := browsertest.Listen(b, handler)

	counting, watched := catalogueOnly(b, base)
	slow := slowNetwork(b, watched)
	var frames, catalogue, suggestions, atOnce, atWork []float64
	for range 3 {
		tab, stop := openPhone(b, slow, watch)
		slowProcessor(tab)
		counting.reset()
		frames = append(frames, visitMoments(tab, path).Program)
		time.Sleep(2 * time.Second) // the page may fetch more when it is idle
		_, bytes := counting.reset()
		catalogue = append(catalogue, bytes)
		stop()
		for moments, read := range map[*[]float64]time.Duration{&atOnce: 0, &suggestions: reading} {
			tab, stop = openPhone(b, slow)
			tab.Visit(path)
			tab.Eval("window.type = " + suggestInShop)
			time.Sleep(read)
			*moments = append(*moments, counting.ask(tab, "camisa").ms)
			stop()
		}
		if ms, ok := counting.whileGathering(b, slow, path); ok {
			atWork = append(atWork, ms)
		}
	}
	b.Logf("%v frames, %v bytes, %v suggestions, %v at once, %v at work", frames, catalogue, suggestions, atOnce, atWork)
	r.frame, r.catalogue = median(frames), median(catalogue)
	r.suggestions, r.atOnce = median(suggestions), median(atOnce)
	if len(atWork) > 0 {
		r.atWork = median(atWork)
	}
	r.keystroke = median(keystrokes(b, base))
	r.filter, r.fetched = filterPress(b, base)
	b.Logf("%.0f a keystroke, %.0f a filter", r.keystroke, r.filter)
	r.memory = memoryAfterUse(b, base)
	return r
}

// whileGathering measures a search while the service worker gathers the catalogue in the
// background. It reports false if the worker has gathered everything by then, because the
// shop is small.
func (c *counted) whileGathering(b *testing.B, slow, path string) (ms float64, ok bool) {
	b.Helper()
	tab, stop := openPhoneWithWorker(b, slow)
	defer stop()
	tab.Visit(path)
	tab.AwaitWorker()
	tab.Eval("window.type = " + suggestInShop)
	time.Sleep(reading)
	ms = c.ask(tab, "camisa").ms
	return ms, !browsertest.Eval[bool](tab, gathered)
}

// keystrokes measures fifty keystrokes in a field with suggestions, after a first round in
// which the parts are fetched.
func keystrokes(b *testing.B, base string) []float64 {
	b.Helper()
	browser := browsertest.NewProcess(b)
	defer browser.Stop() // a slow one takes a core even when it is idle
	tab := browser.Open(base)
	tab.Visit("/")
	tab.Eval(timed)
	tab.Eval(`window.typed = (text) => { const field = document.querySelector("[role=combobox]"); field.focus(); field.value = text;
		field.dispatchEvent(new Event("input", { bubbles: true })) };
		window.shown = () => document.getElementById("suggestions")?.textContent ?? ""`)
	words := []string{"ca", "cam", "cami", "camis", "camisa", "za", "zap", "zapa", "zapat", "zapati"}
	for _, word := range words {
		tab.Eval(fmt.Sprintf("typed(%q)", word))
		time.Sleep(500 * time.Millisecond)
	}
	slowProcessor(tab)
	var all []float64
	for range 5 {
		for _, word := range words {
			all = append(all, browsertest.Eval[float64](tab, fmt.Sprintf("(() => { const had = shown(); return timed(() => typed(%q), () => shown() !== had) })()", word)))
		}
	}
	return all
}

// filterPress measures presses of the filters of the largest category: those that bring
// products which the program has had before, and those whose products have to be fetched,
// from a server on this machine.
func filterPress(b *testing.B, base string) (there, fetched float64) {
	b.Helper()
	browser := browsertest.NewProcess(b)
	defer browser.Stop() // a slow one takes a core even when it is idle
	tab := browser.Open(base)
	tab.Look("light", 1200)
	tab.Visit("/categoria/camisas-y-polos")
	tab.Eval(timed)
	tab.Await(`document.querySelector("#filters input[type=checkbox]")`)
	slowProcessor(tab)
	press := func(box int) float64 {
		return browsertest.Eval[float64](tab, fmt.Sprintf(`(() => {
			const boxes = document.querySelectorAll("#filters input[type=checkbox]"), main = document.querySelector("main"), had = main.textContent;
			return timed(() => boxes[%d %% boxes.length].click(), () => main.textContent !== had && !main.querySelector(".grid__cell[aria-hidden]")) })()`, box))
	}
	var again, first []float64
	for box := range 12 {
		first = append(first, press(box))
		press(box)
		again = append(again, press(box), press(box))
	}
	return median(again), median(first)
}

// memoryAfterUse returns the size of the program's memory after 50 pages and 50 searches
// within the app.
func memoryAfterUse(b *testing.B, base string) float64 {
	b.Helper()
	browser := browsertest.NewProcess(b)
	defer browser.Stop() // a slow one takes a core even when it is idle
	tab := browser.Open(base)
	tab.Before(browsertest.NoteProgram)
	tab.Visit("/")
	tab.Eval(fmt.Sprintf("return (%s)(50)", browsertest.WalkPages))
	for i := range 50 {
		text := firstQueries[i%len(firstQueries)] + strings.Repeat(" ", i/len(firstQueries))
		tab.Eval(fmt.Sprintf(`document.getElementById("search").value = %q; document.querySelector(".search").requestSubmit()`, text))
		tab.AwaitAsync("new Promise(done => setTimeout(() => done(drawn === here()), 50))")
	}
	return browsertest.Eval[float64](tab, browsertest.ProgramMemory)
}

// reached adds the figures of shops of several sizes, with their targets.
func reached(b *testing.B, t *table, sizes []int) {
	b.Helper()
	all := make([]reach, len(sizes))
	heads := []any{""}
	for i, n := range sizes {
		all[i] = measure(b, large.Products(n))
		heads = append(heads, thousands(n))
	}
	t.part("shops of several sizes, in the browser", "generated products; first frame on a slow phone: slow 4G, main thread at a quarter of its speed; suggestions on slow 4G, where the shopper has looked at the page for two seconds; keystrokes and filters at a quarter of the speed; a dash where the shop has nothing of the kind")
	t.row(append(heads, "target")...)
	for _, row := range []struct {
		name, format, target string
		of                   func(reach) float64
	}{
		{"Go's first frame on a product page, ms", "%.0f", "≤ 1.05 and 1.1 times that of 64", func(r reach) float64 { return r.frame }},
		{"… against the first size", "%.2f", "", func(r reach) float64 { return r.frame / all[0].frame }},
		{"bytes of the catalogue on a product page", "%.0f", "≤ 10, 30, 40 kB", func(r reach) float64 { return r.catalogue }},
		{"field touched → first suggestions, ms", "%.0f", "≤ 200, 1,200, 2,000", func(r reach) float64 { return r.suggestions }},
		{"the same, touched when the program takes over, ms", "%.0f", "", func(r reach) float64 { return r.atOnce }},
		{"the same, while the service worker gathers the shop, ms", "%.0f", "", func(r reach) float64 { return r.atWork }},
		{"keystroke → suggestions painted, ms", "%.0f", "≤ 50, 80, 100", func(r reach) float64 { return r.keystroke }},
		{"filter pressed → list and counts painted, ms", "%.0f", "≤ 50, 100, 200", func(r reach) float64 { return r.filter }},
		{"… with products that are not there yet, ms", "%.0f", "", func(r reach) float64 { return r.fetched }},
		{"memory of the program after 50 pages and 50 searches, MB", "%.1f", "≤ 13, 24, 48", func(r reach) float64 { return r.memory / 1e6 }},
	} {
		cells := []any{row.name}
		for _, r := range all {
			cells = append(cells, known(row.format, row.of(r)))
		}
		t.row(append(cells, row.target)...)
	}
}

// BenchmarkLarge measures shops of 64 and 10,000 products in the browser and on the
// server.
func BenchmarkLarge(b *testing.B) {
	var t table
	reached(b, &t, []int{64, 10_000})
	served(b, &t, []int{10_000})
	reportOnly(b)
	t.print()
}

// BenchmarkLarge100000 measures shops of 64 and 100,000 products in the browser, and one
// of 100,000 on the server.
func BenchmarkLarge100000(b *testing.B) {
	var t table
	reached(b, &t, []int{64, 100_000})
	served(b, &t, []int{100_000})
	reportOnly(b)
	t.print()
}
