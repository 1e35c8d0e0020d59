package bench_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

// watch is a script that runs before the page's own. It presses "add to cart" every 20
// ms until the count changes. In window.seen it records the times of the first and the
// largest paint, of the first sight of the button, of the first press that works, and of
// the hand-over to the program.
const watch = `(() => {
	sessionStorage.clear();
	const seen = window.seen = { shift: 0 };
	const note = (name) => { seen[name] ??= performance.now() };
	new PerformanceObserver(l => { for (const e of l.getEntries()) if (e.name === "first-contentful-paint") seen.paint = e.startTime }).observe({type: "paint", buffered: true});
	new PerformanceObserver(l => { for (const e of l.getEntries()) seen.largest = e.startTime }).observe({type: "largest-contentful-paint", buffered: true});
	new PerformanceObserver(l => { for (const e of l.getEntries()) seen.shift += e.value }).observe({type: "layout-shift", buffered: true});
	let ready, shared;
	Object.defineProperty(window, "carrito", { get: () => shared, set: made => {
		shared = made;
		Object.defineProperty(made, "ready", { get: () => ready, set: v => { ready = v; requestAnimationFrame(() => note("program")) } });
	} });
	const press = setInterval(() => {
		const button = document.querySelector(".buy__add");
		if (!button || !seen.paint) return;
		note("button");
		button.click();
		if (Number(document.getElementById("cart-count").textContent) > 0) { note("works"); clearInterval(press); }
	}, 20);
	addEventListener("submit", e => e.preventDefault());
})()`

// moments are the times that watch recorded in one visit, in milliseconds since the
// navigation began.
type moments struct{ Paint, Largest, Button, Works, Program, Shift float64 }

// visitMoments opens a page and returns its times.
func visitMoments(tab *browsertest.Tab, path string) moments {
	tab.T.Helper()
	tab.Do(chromedp.Navigate(tab.Base + path))
	tab.Await("window.seen?.program && window.seen?.largest && window.seen?.works")
	var m moments
	if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, "JSON.stringify(seen)")), &m); err != nil {
		tab.T.Fatal(err)
	}
	return m
}

// openPhone opens a tab as wide as a phone's without service workers, in a new browser
// process, for the shop at base. Each of its documents runs the scripts first. stop ends
// the process.
func openPhone(b *testing.B, base string, scripts ...string) (tab *browsertest.Tab, stop func()) {
	b.Helper()
	phone := browsertest.NewProcess(b)
	tab = phone.Open(base)
	tab.Look("light", 412)
	for _, script := range scripts {
		tab.Before(script)
	}
	return tab, phone.Stop
}

// openPhoneWithWorker is like openPhone, with the service worker.
func openPhoneWithWorker(b *testing.B, base string) (tab *browsertest.Tab, stop func()) {
	b.Helper()
	phone := browsertest.NewProcess(b)
	tab = phone.OpenWithWorker(base)
	tab.Look("light", 412)
	return tab, phone.Stop
}

// slowVisits measures two visits to a product page on a slow phone, the first of them
// with an empty cache.
func slowVisits(b *testing.B, t *table, base string) {
	b.Helper()
	const path = "/producto/" + browsertest.NotCounted
	slow := slowNetwork(b, base)
	var cold, again, coldBaseline, againBaseline []moments
	for range 5 {
		visits := func(before string) (first, second moments) {
			tab, stop := openPhone(b, slow, before, watch)
			defer stop() // a throttled process is busy and would slow down the next one
			slowProcessor(tab)
			return visitMoments(tab, path), visitMoments(tab, path)
		}
		first, second := visits("")
		cold, again = append(cold, first), append(again, second)
		first, second = visits(noWorker)
		coldBaseline, againBaseline = append(coldBaseline, first), append(againBaseline, second)
	}
	t.part("a slow phone opens a product with a photo",
		"slow 4G (1.6 Mbit/s, 150 ms), main thread at a quarter of its speed, no service worker; milliseconds since the navigation began, medians of 5; in brackets without the worker that compiles the program, which runs at full speed")
	t.row("", "first visit", "again", "target")
	for _, row := range []struct {
		name, reach string
		of          func(moments) float64
	}{
		{"first paint", "", func(m moments) float64 { return m.Paint }},
		{"largest paint", "≤ 1,000 at first", func(m moments) float64 { return m.Largest }},
		{`"add to cart" is seen`, "", func(m moments) float64 { return m.Button }},
		{"the first press of it that works", "≤ 900 at first", func(m moments) float64 { return m.Works }},
		{"… after it is seen", "≤ 150", func(m moments) float64 { return m.Works - m.Button }},
		{"Go's first frame", "≤ 5,000, again ≤ 800", func(m moments) float64 { return m.Program }},
	} {
		t.row(row.name, fmt.Sprintf("%.0f (%.0f)", medianOf(cold, row.of), medianOf(coldBaseline, row.of)),
			fmt.Sprintf("%.0f (%.0f)", medianOf(again, row.of), medianOf(againBaseline, row.of)), row.reach)
	}
	shift := func(m moments) float64 { return m.Shift }
	t.row("layout shift", fmt.Sprint(medianOf(cold, shift)), fmt.Sprint(medianOf(again, shift)), "0")
}

// timed is JavaScript that measures the time from a press until a frame with the change
// is drawn. Before the press it waits for 100 to 200 ms, so that the press comes at a
// random time between two frames, like that of a shopper. In each frame it posts a
// message to itself, which arrives when the frame is drawn.
const timed = `window.timed = async (press, changed) => {
	await new Promise(done => setTimeout(done, 100 + 100 * Math.random()));
	const start = performance.now();
	press();
	return new Promise(done => {
		const frame = () => requestAnimationFrame(() => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => changed() ? done(performance.now() - start) : frame();
			channel.port2.postMessage(0);
		});
		frame();
	});
}`

// onThisMachine measures the program without throttling, and its memory.
func onThisMachine(b *testing.B, t *table, base string) {
	b.Helper()
	tab := browsertest.NewProcess(b).Open(base)
	tab.Before(browsertest.NoteProgram)
	tab.Visit("/producto/" + browsertest.NotCounted)
	tab.Eval(timed)
	add := fifty(tab, `(() => { const count = document.querySelector("#cart-count"), had = count.textContent;
		return timed(() => document.querySelector(".buy__add").click(), () => count.textContent !== had) })()`)
	tab.Visit("/")
	tab.Eval(timed)
	page := fifty(tab, `(() => { const had = document.querySelector("h1").textContent, all = document.querySelectorAll(".header__category");
		window.turn = (window.turn ?? 0) + 1;
		return timed(() => all[turn % all.length].click(), () => document.querySelector("h1").textContent !== had) })()`)
	t.part("on this machine, unthrottled",
		"from a press until a frame with the change is drawn, which takes up to 16.7 ms, on average 8.3 ms, longer than the change; of 50")
	t.row("", "median", "middle half", "target")
	t.row("press of add → count painted", milliseconds(median(add)), middleHalf(add), "≤ 8 ms")
	t.row("link → page painted", milliseconds(median(page)), middleHalf(page), "≤ 50 ms")

	pages := func(navigations int) int {
		for range navigations / 10 {
			tab.Eval(fmt.Sprintf("return (%s)(10)", browsertest.WalkPages))
		}
		return int(browsertest.Eval[float64](tab, browsertest.ProgramMemory))
	}
	tab.Visit("/")
	t.part("memory of the program, bytes", "")
	t.row("after 20 navigations in the app", thousands(pages(20)))
	t.row("after 200", thousands(pages(180)), "at most 1,048,576 more")
}

// fifty evaluates an expression fifty times.
func fifty(tab *browsertest.Tab, expression string) []float64 {
	values := make([]float64, 50)
	for i := range values {
		values[i] = browsertest.Eval[float64](tab, expression)
	}
	return values
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// medianOf returns the median of one figure of all.
func medianOf[T any](all []T, figure func(T) float64) float64 {
	values := make([]float64, len(all))
	for i, one := range all {
		values[i] = figure(one)
	}
	return median(values)
}

// middleHalf returns the range of the middle half of the values.
func middleHalf(values []float64) string {
	values = slices.Sorted(slices.Values(values))
	return fmt.Sprintf("%.1f to %.1f", values[len(values)/4], values[len(values)*3/4])
}

func milliseconds(ms float64) string { return fmt.Sprintf("%.1f ms", ms) }

// reportOnly ends a benchmark without a time per operation.
func reportOnly(b *testing.B) {
	for b.Loop() {
		// The values are measured outside the loop.
	}
	b.ReportMetric(0, "ns/op")
}
