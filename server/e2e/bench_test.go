package e2e

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// watch notes, in every page, when the first paints came, when the button that
// sells was there, when a press of it first counted, and when the program took
// over. It presses every 20 ms until a press counts.
const watch = `(() => {
	sessionStorage.clear();
	const seen = window.seen = {};
	const note = (name) => { seen[name] ??= performance.now() };
	new PerformanceObserver(l => { for (const e of l.getEntries()) if (e.name === "first-contentful-paint") seen.paint = e.startTime }).observe({type: "paint", buffered: true});
	new PerformanceObserver(l => { for (const e of l.getEntries()) seen.largest = e.startTime }).observe({type: "largest-contentful-paint", buffered: true});
	let shift = 0;
	new PerformanceObserver(l => { for (const e of l.getEntries()) shift += e.value; seen.shift = shift }).observe({type: "layout-shift", buffered: true});
	let ready = false;
	Object.defineProperty(window, "carritoShown", { get: () => ready, set: v => { ready = v; requestAnimationFrame(() => note("program")) } });
	const press = setInterval(() => {
		const button = document.querySelector(".buy__add");
		if (!button || !seen.paint) return;
		note("button");
		button.click();
		if (Number(document.getElementById("cart-count").textContent) > 0) { note("works"); clearInterval(press); }
	}, 20);
	addEventListener("submit", e => e.preventDefault());
})()`

// slowPhone throttles a tab to slow 4G, 1.6 Mbit/s and 150 ms, and a quarter of
// the machine's speed.
func slowPhone(tab *tab) {
	tab.t.Helper()
	slow := &network.Conditions{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 750e3 / 8}
	params := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{slow}}
	if _, err := chromedp.Call(tab.ctx, network.EmulateNetworkConditionsByRule, params); err != nil {
		tab.t.Fatal(err)
	}
	if _, err := chromedp.Call(tab.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
		tab.t.Fatal(err)
	}
}

// moments are what watch noted of one visit, in milliseconds since the
// navigation began.
type moments struct{ Paint, Largest, Button, Works, Program, Shift float64 }

func (tab *tab) moments(path string) moments {
	tab.t.Helper()
	tab.do(chromedp.Navigate(tab.base + path))
	tab.await("window.seen?.program && window.seen?.largest")
	var m moments
	if err := json.Unmarshal([]byte(eval[string](tab, "JSON.stringify(seen)")), &m); err != nil {
		tab.t.Fatal(err)
	}
	return m
}

// BenchmarkSlowPhone opens a product's page in a browser that has never seen
// the shop, and once more in the same one. Each figure is the median of five.
func BenchmarkSlowPhone(b *testing.B) {
	const path = "/producto/" + notCounted
	base := demo(b)
	var cold, repeat []moments
	for range 5 {
		tab := newBrowser(b).open(base)
		tab.look("light", 412)
		tab.before(watch)
		slowPhone(tab)
		cold = append(cold, tab.moments(path))
		repeat = append(repeat, tab.moments(path))
	}
	reportOnly(b)
	report := func(visits []moments, name string, of func(moments) float64) {
		values := make([]float64, len(visits))
		for i, m := range visits {
			values[i] = of(m)
		}
		slices.Sort(values)
		b.ReportMetric(values[len(values)/2], name)
	}
	for visit, visits := range map[string][]moments{"cold": cold, "repeat": repeat} {
		report(visits, visit+"-first-paint-ms", func(m moments) float64 { return m.Paint })
		report(visits, visit+"-largest-paint-ms", func(m moments) float64 { return m.Largest })
		report(visits, visit+"-button-seen-ms", func(m moments) float64 { return m.Button })
		report(visits, visit+"-add-works-ms", func(m moments) float64 { return m.Works })
		report(visits, visit+"-program-ms", func(m moments) float64 { return m.Program })
		report(visits, visit+"-layout-shift", func(m moments) float64 { return m.Shift })
	}
}

// painted is JavaScript that waits until the text of an element is another one
// and the frame that shows it is drawn.
const painted = `window.painted = (selector, had, start, done) => {
	if (document.querySelector(selector)?.textContent === had) return setTimeout(painted, 0, selector, had, start, done);
	requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => done(performance.now() - start); channel.port2.postMessage(0) });
}`

// BenchmarkAdd times a press of "add" until the count is painted, in the page
// the program has taken over, on the machine as it is.
func BenchmarkAdd(b *testing.B) {
	tab := newBrowser(b).open(demo(b))
	tab.visit("/producto/" + notCounted)
	const press = `new Promise(done => { const start = performance.now(), had = document.querySelector("#cart-count").textContent;
		document.querySelector(".buy__add").click();
		painted("#cart-count", had, start, done) })`
	tab.eval(painted)
	took := median(tab, 50, press)
	reportOnly(b)
	b.ReportMetric(took, "add-to-painted-ms")
}

// BenchmarkNavigation times a press of a link until the new page is painted.
func BenchmarkNavigation(b *testing.B) {
	tab := newBrowser(b).open(demo(b))
	tab.visit("/")
	const press = `new Promise(done => { const start = performance.now(), had = document.querySelector("h1").textContent;
		const all = document.querySelectorAll(".header__category"); window.turn = (window.turn ?? 0) + 1;
		all[window.turn % all.length].click();
		painted("h1", had, start, done) })`
	tab.eval(painted)
	took := median(tab, 50, press)
	reportOnly(b)
	b.ReportMetric(took, "page-to-page-ms")
}

func median(tab *tab, times int, expression string) float64 {
	values := make([]float64, times)
	for i := range values {
		values[i] = eval[float64](tab, expression)
	}
	slices.Sort(values)
	return values[times/2]
}

func reportOnly(b *testing.B) {
	for b.Loop() {
		// What is measured is measured in the browser.
	}
	b.ReportMetric(0, "ns/op")
}
