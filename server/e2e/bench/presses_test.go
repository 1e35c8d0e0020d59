package bench_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// interactions is JavaScript that records how long each press takes until the next frame
// is painted (Event Timing, as for Interaction to Next Paint). The browser leaves out
// those below 16 ms.
const interactions = `window.interactions = {}; new PerformanceObserver(list => {
	for (const e of list.getEntries()) if (e.interactionId) interactions[e.interactionId] = Math.max(interactions[e.interactionId] ?? 0, e.duration)
}).observe({ type: "event", durationThreshold: 16, buffered: true })`

// presses of each visit follow each other at an interval. Together they last longer than
// the start of the program.
const (
	pressesOfVisit = 25
	pressInterval  = 80 * time.Millisecond
	pressVisits    = 4
)

// pressesDuringStart presses "add to cart" again and again while the program starts, and
// measures how long the page takes to answer.
func pressesDuringStart(b *testing.B, t *table, base string) {
	b.Helper()
	var now, baseline []float64
	for range pressVisits {
		now = append(now, pressVisit(b, base, "")...)
		baseline = append(baseline, pressVisit(b, base, noWorker)...)
	}
	t.part("presses of add while the program starts",
		fmt.Sprintf("main thread at a quarter of its speed; %d presses, one each %v; milliseconds until the next frame; in brackets without the worker that compiles the program", len(now), pressInterval))
	t.row("", "", "target")
	for _, row := range []struct {
		name, reach string
		percent     int
	}{{"median", "", 50}, {"98th of a hundred", "≤ 100", 98}, {"longest", "", 100}} {
		t.row(row.name, fmt.Sprintf("%.0f (%.0f)", percentile(now, row.percent), percentile(baseline, row.percent)), row.reach)
	}
}

// percentile returns the value that a percentage of the values do not exceed.
func percentile(values []float64, percent int) float64 {
	slices.Sort(values)
	return values[max(0, (len(values)*percent+99)/100-1)]
}

// pressVisit opens a product in a new browser and presses "add to cart" from when it is
// seen. It returns the duration of each press.
func pressVisit(b *testing.B, base, before string) []float64 {
	b.Helper()
	tab, stop := openPhone(b, base, before, interactions)
	defer stop()
	slowProcessor(tab)
	tab.Eval("location.href = " + browsertest.QuoteJS(base+"/producto/"+browsertest.NotCounted))
	tab.Await("document.querySelector('.buy__add') && performance.getEntriesByName('first-contentful-paint').length")
	tab.Eval("document.querySelector('.buy__add').scrollIntoView({ block: 'center', behavior: 'instant' })")
	at := browsertest.Eval[struct{ X, Y float64 }](tab, "(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(document.querySelector('.buy__add').getBoundingClientRect())")
	for range pressesOfVisit {
		next := time.After(pressInterval)
		tab.Must(tab.Page.Click(at.X, at.Y))
		<-next
	}
	tab.AwaitCount(pressesOfVisit) // none is lost, and none counts twice
	var durations map[string]float64
	if err := json.Unmarshal([]byte(browsertest.Eval[string](tab, "JSON.stringify(interactions)")), &durations); err != nil {
		b.Fatal(err)
	}
	all := make([]float64, 0, pressesOfVisit)
	for _, ms := range durations {
		all = append(all, ms)
	}
	for len(all) < pressesOfVisit {
		all = append(all, 16)
	}
	return all
}
