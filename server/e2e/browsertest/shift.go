package browsertest

// NoteShifts is a script that runs before the page's own. It adds up all layout shifts of
// the page (W3C Layout Instability), including those after user input, for [Tab.Shift].
const NoteShifts = `window.shift = 0; window.shifted = [];
const add = entries => { for (const e of entries) {
	shift += e.value;
	shifted.push(e.value + " at " + Math.round(e.startTime) + " ms: " + e.sources.map(s => s.node?.outerHTML?.slice(0, 100) +
		[s.previousRect, s.currentRect].map(r => " " + [r.x, r.y, r.width, r.height]).join(" to")).join(" | "));
} };
const observer = new PerformanceObserver(list => add(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
window.shiftSoFar = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => { add(observer.takeRecords()); done(shift) })));`

// Shift returns how much has moved in the page, and what.
func (tab *Tab) Shift() (sum float64, what string) {
	tab.T.Helper()
	sum = Eval[float64](tab, "shiftSoFar()")
	return sum, Eval[string](tab, "shifted.join('; ')")
}
