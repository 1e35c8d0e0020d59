package bench_test

import (
	"slices"
	"testing"

	"carrito/server/e2e/browsertest"
)

// BenchmarkTabs measures, with ten open tabs, the time from a press of "add" in one tab
// until each other tab shows the new count. It also measures the time from the first
// paint of a new tab until that shows its first count.
func BenchmarkTabs(b *testing.B) {
	base := browsertest.Demo(b)
	tabs := browsertest.NewProcess(b)
	var open []*browsertest.Tab
	var first []float64
	for range 10 {
		tab := tabs.Open(base)
		tab.Before(`new MutationObserver(() => { if (document.getElementById("cart-count")?.textContent) window.changed = performance.timeOrigin + performance.now() })
			.observe(document, { subtree: true, childList: true, characterData: true });
			new MutationObserver((_, o) => { if (document.getElementById("cart-count")?.textContent) { window.firstCount = performance.now(); o.disconnect() } })
			.observe(document, { subtree: true, childList: true, characterData: true });`)
		tab.Visit("/producto/" + browsertest.NotCounted)
		if len(open) > 0 {
			first = append(first, browsertest.Eval[float64](tab, "firstCount - performance.getEntriesByName('first-contentful-paint')[0].startTime"))
		}
		open = append(open, tab)
	}
	var took []float64
	for i := range 50 {
		pressed := browsertest.Eval[float64](open[0], "(() => { const at = performance.timeOrigin + performance.now(); document.querySelector('.buy__add').click(); return at })()")
		for _, tab := range open[1:] {
			tab.AwaitCount(i + 1)
			took = append(took, browsertest.Eval[float64](tab, "changed")-pressed)
		}
	}
	reportOnly(b)
	slices.Sort(took)
	slices.Sort(first)
	b.ReportMetric(took[len(took)/2], "press-to-other-tab-ms")
	b.ReportMetric(took[len(took)-1], "press-to-other-tab-most-ms")
	b.ReportMetric(first[len(first)/2], "first-paint-to-count-ms")
}
