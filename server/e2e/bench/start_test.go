package bench_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// startPages are the pages on which the start of the program is measured.
var startPages = []struct{ name, path string }{
	{"home", "/"}, {"list", "/categoria/camisas"}, {"product", "/producto/" + browsertest.NotCounted}, {"cart", "/carrito"},
}

// startCost is what the start of the program costs the main thread, in milliseconds of
// its CPU time.
type startCost struct {
	cpu     float64 // all tasks
	blocked float64 // of tasks beyond 50 ms at a quarter of the speed, as Lighthouse counts them
	longest float64 // the longest task
	over    float64 // number of tasks over 12 ms
	lazy    float64 // number of functions that V8 compiled when they were first called
}

// traceEvent is a complete event of a trace, in microseconds (Trace Event Format).
type traceEvent struct {
	Name, Ph string
	PID, TID int
	TS, Dur  float64
	TDur     float64
	Args     struct {
		FuncIndex int `json:"func_index"`
	}
}

// costOf sums up the tasks of the main thread of the shop's page. Among the threads that
// parse HTML, it is the busiest; the others are those of empty pages. The events do not
// always say which page they parse.
func costOf(trace []traceEvent) (cost startCost) {
	type thread struct{ pid, tid int }
	threads := map[thread]bool{}
	for _, e := range trace {
		if e.Name == "ParseHTML" {
			threads[thread{e.PID, e.TID}] = true
		}
	}
	costs := map[thread]startCost{}
	for _, e := range trace {
		at := thread{e.PID, e.TID}
		if !threads[at] || e.Ph != "X" {
			continue
		}
		c := costs[at]
		switch {
		case e.Name == "wasm.CompileLazy":
			c.lazy++
		case e.Name == "RunTask": // other names of the same task are within it
			ms := e.TDur / 1000
			c.cpu += ms
			c.blocked += max(0, 4*ms-50)
			c.longest = max(c.longest, ms)
			if ms > 12 {
				c.over++
			}
		}
		costs[at] = c
	}
	for _, c := range costs {
		if c.cpu > cost.cpu {
			cost = c
		}
	}
	return cost
}

// traceStart opens a page in a new browser, in which the script before runs first. It
// returns the trace from then until a second after the program has taken over and the
// shopper has done something.
func traceStart(b *testing.B, base, path, before string, do func(*browsertest.Tab)) []traceEvent {
	b.Helper()
	tab, stop := openPhone(b, base, before)
	defer stop()
	var mu sync.Mutex
	var trace []traceEvent
	complete := make(chan struct{})
	err := chromedp.Listen(tab.Ctx, func(event any) {
		switch event := event.(type) {
		case *tracing.EventDataCollected:
			mu.Lock()
			defer mu.Unlock()
			for _, value := range event.Value {
				var e traceEvent
				if json.Unmarshal(value, &e) == nil {
					trace = append(trace, e)
				}
			}
		case *tracing.EventTracingComplete:
			close(complete)
		}
	})
	tab.Must(err)
	_, err = chromedp.Call(tab.Ctx, tracing.Start, tracing.StartParams{
		TransferMode: tracing.StartTransferModeReportEvents,
		TraceConfig: &tracing.TraceConfig{
			RecordMode:         tracing.TraceConfigRecordModeRecordAsMuchAsPossible,
			IncludedCategories: []string{"toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8.wasm", "disabled-by-default-v8.wasm.detailed"},
			ExcludedCategories: []string{"*"},
		},
	})
	tab.Must(err)
	tab.Visit(path)
	do(tab)
	tab.AwaitAsync("new Promise(done => setTimeout(() => done(true), 1000))")
	_, err = chromedp.Call(tab.Ctx, tracing.End, cdp.Empty{})
	tab.Must(err)
	<-complete
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(trace)
}

// noWorker is a script that takes away what web/start.js uses to compile the program off
// the main thread.
const noWorker = "delete window.Worker"

// startCosts measures the start of the program on four pages, and in the same run the
// start without the worker that compiles it.
func startCosts(b *testing.B, t *table, base string) {
	b.Helper()
	t.part("what the start of the program costs the main thread", "CPU time, unthrottled, first visit, no service worker; medians of 5; in brackets without the worker that compiles the program")
	t.row("", "home", "list", "product", "cart", "target")
	costs, baseline := make([][]startCost, len(startPages)), make([][]startCost, len(startPages))
	for range 5 {
		for i, page := range startPages {
			costs[i] = append(costs[i], costOf(traceStart(b, base, page.path, "", nothing)))
			baseline[i] = append(baseline[i], costOf(traceStart(b, base, page.path, noWorker, nothing)))
		}
	}
	for _, row := range []struct {
		name, format, reach string
		of                  func(startCost) float64
	}{
		{"all tasks, ms", "%.0f", "≤ 150 home, 120 product", func(c startCost) float64 { return c.cpu }},
		{"longest task, ms", "%.1f", "≤ 12 ms", func(c startCost) float64 { return c.longest }},
		{"tasks over 12 ms", "%.0f", "0", func(c startCost) float64 { return c.over }},
		{"blocked at a quarter of the speed, ms", "%.0f", "≤ 50 ms", func(c startCost) float64 { return c.blocked }},
		{"functions compiled when first called", "%.0f", "few", func(c startCost) float64 { return c.lazy }},
	} {
		cells := []any{row.name}
		for i := range startPages {
			cells = append(cells, fmt.Sprintf(row.format+" ("+row.format+")", medianOf(costs[i], row.of), medianOf(baseline[i], row.of)))
		}
		t.row(append(cells, row.reach)...)
	}
}
