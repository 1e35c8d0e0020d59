package e2e

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// close closes the tab.
func (tab *tab) close() {
	tab.t.Helper()
	tab.must(tab.page.Close())
}

// recordCounts is JavaScript that records the counts that the header shows, from the
// start of a page, and the page's layout shifts.
const recordCounts = `window.counts = []; window.shift = 0; window.countsFromTheFirst = !document.body;
	new MutationObserver(() => { const text = document.getElementById("cart-count")?.textContent; if (text && counts.at(-1) !== text) counts.push(text) })
		.observe(document, { subtree: true, childList: true, characterData: true });
	new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value }).observe({ type: "layout-shift", buffered: true });`

// TestFirstCount opens tabs next to one with 12 units in the cart. The first count that
// each shows is 12.
func TestFirstCount(t *testing.T) { inEngines(t, firstCount) }

func firstCount(t *testing.T, s shopper) {
	base := demo(t)
	tabs := s.newBrowser(t)
	first := tabs.open(base)
	first.visit("/producto/" + notCounted)
	first.typeInto("Cantidad", "12")
	first.press("button", "Agregar al carrito")
	first.awaitCount(12)
	for _, path := range []string{"/", "/carrito", "/producto/3"} {
		tab := tabs.open(base)
		tab.before(recordCounts)
		tab.visit(path)
		tab.awaitCount(12)
		if got := eval[[]string](tab, "counts"); tab.has("script that runs before those of the page", "countsFromTheFirst") && !slices.Equal(got, []string{"12"}) {
			t.Errorf("%s: got counts %q, want only 12", path, got)
		}
		if got := eval[float64](tab, "shift"); got != 0 {
			t.Errorf("%s: got a layout shift of %v, want 0", path, got)
		}
		if got, want := tab.session("sesion"), first.session("sesion"); got != want {
			t.Errorf("%s: got session %s, want %s", path, got, want)
		}
	}
}

func TestEveryTab(t *testing.T) { inEngines(t, everyTab) }

func everyTab(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tabs := s.newBrowser(t)
	all := make([]*tab, 10)
	for i := range all {
		all[i] = tabs.open(base)
		all[i].visit("/producto/2")
		all[i].awaitCount(i)
		all[i].press("button", "Agregar al carrito")
	}
	everywhere := func(want int) {
		t.Helper()
		for _, tab := range all {
			tab.awaitCount(want)
		}
	}
	everywhere(10)

	// Presses in all tabs at the same time.
	var presses sync.WaitGroup
	for _, tab := range all {
		presses.Go(func() { tab.eval("for (let i = 0; i < 9; i++) document.querySelector('.buy__add').click()") })
	}
	presses.Wait()
	everywhere(100)

	all[3].visit("/carrito")
	all[4].visit("/carrito")
	all[4].awaitCount(100)
	all[3].typeInto("Cantidad de Gorra", "7")
	everywhere(7)
	all[4].await("document.getElementById('quantity-2').value === '7'")
	all[3].press("button", "Eliminar Gorra")
	everywhere(0)
	all[4].awaitText("main", "Tu carrito está vacío")
	all[0].press("button", "Agregar al carrito")
	everywhere(1)
	all[3].press("button", "Deshacer")
	everywhere(7)
	want := all[0].session("carrito") + all[0].session("cambios")
	for i, tab := range all {
		if got := tab.session("carrito") + tab.session("cambios"); got != want {
			t.Errorf("tab %d: got\n%s\nwant\n%s", i, got, want)
		}
	}
	kept := eval[string](all[0], `(async () => JSON.stringify([document.cookie, Object.keys(localStorage), (await indexedDB.databases()).filter(d => d.version)]))()`)
	if want := `["",[],[]]`; kept != want {
		t.Errorf("got cookies, keys in localStorage and databases %s, want %s", kept, want)
	}
}

// TestEveryTabBeforeTheProgram is like TestEveryTab, but the program is held back at
// first.
func TestEveryTabBeforeTheProgram(t *testing.T) { inEngines(t, everyTabBeforeTheProgram) }

func everyTabBeforeTheProgram(t *testing.T, s shopper) {
	base, release := held(t)
	tabs := s.newBrowser(t)
	a, b := tabs.open(base), tabs.open(base)
	for _, tab := range []*tab{a, b} {
		tab.early("/producto/" + notCounted)
	}
	var presses sync.WaitGroup
	for _, tab := range []*tab{a, b} {
		presses.Go(func() { tab.eval("for (let i = 0; i < 20; i++) document.querySelector('.buy__add').click()") })
	}
	presses.Wait()
	a.awaitCount(40)
	b.awaitCount(40)
	b.early("/carrito")
	b.typeInto("Cantidad de Gorro de lana con pompón", "5")
	a.awaitCount(5)
	b.press("button", "Eliminar Gorro de lana con pompón")
	a.awaitCount(0)
	a.press("button", "Agregar al carrito")
	b.awaitCount(1)
	b.press("button", "Deshacer")
	a.awaitCount(1)
	release()
	for _, tab := range []*tab{a, b} {
		tab.await("window.carrito?.ready")
		tab.awaitCount(1)
	}
	a.press("button", "Agregar al carrito")
	b.awaitCount(2)
	if got, want := b.session("carrito")+b.session("cambios"), a.session("carrito")+a.session("cambios"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDuplicatedTab(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tabs := newBrowser(t)
	a := tabs.open(base)
	a.visit("/producto/2")
	a.press("button", "Agregar al carrito")
	a.awaitCount(1)
	opened := chromedp.WaitNewTarget(a.ctx, func(info *target.Info) bool { return info.URL != "" })
	a.eval("window.open('/producto/2')")
	ctx, cancel := chromedp.NewContext(a.ctx, chromedp.WithTargetID(<-opened))
	t.Cleanup(cancel)
	b := tabs.attach(ctx, base)
	b.await("window.carrito?.ready")
	b.eval(noteDrawn) // attach was too late to run it
	b.awaitCount(1)
	a.press("button", "Agregar al carrito")
	b.awaitCount(2)
	b.press("button", "Agregar al carrito")
	a.awaitCount(3)
}

// lifecycle freezes or thaws a tab, like the browser.
func (tab *tab) lifecycle(state page.SetWebLifecycleStateState) {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state}); err != nil {
		tab.t.Fatal(err)
	}
}

func TestFrozenTab(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tabs := newDesktop(t)
	a, b := tabs.open(base), tabs.open(base)
	a.visit("/producto/1")
	b.visit("/producto/2")
	a.lifecycle("frozen")
	b.press("button", "Agregar al carrito")
	b.press("button", "Agregar al carrito")
	b.awaitCount(2)
	a.lifecycle("active")
	a.awaitCount(2)
	a.press("button", "Agregar al carrito")
	b.awaitCount(3)
}

func TestCrashedTab(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tabs := newDesktop(t)
	a, b := tabs.open(base), tabs.open(base)
	a.visit("/producto/1")
	b.visit("/producto/2")
	a.press("button", "Agregar al carrito")
	b.awaitCount(1)
	// A crashed page never answers the command.
	go chromedp.Call(a.ctx, page.Crash, cdp.Empty{})
	b.press("button", "Agregar al carrito")
	b.awaitCount(2)
	c := tabs.open(base)
	c.visit("/")
	c.awaitCount(2)
	c.close()
}

// TestBackToATab goes back to a page in the back/forward cache, after another page of the
// tab and another tab have changed the cart.
func TestBackToATab(t *testing.T) { inEngines(t, onDesktop(backToATab)) }

func backToATab(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tabs := s.newBrowser(t)
	a, b := tabs.open(base), tabs.open(base)
	b.visit("/producto/2")
	a.visit("/producto/1")
	a.eval("addEventListener('pageshow', e => { window.wasKept = e.persisted })")
	a.visit("/agregarCarrito/3")
	b.awaitCount(1)
	b.press("button", "Agregar al carrito")
	a.awaitCount(2)
	a.navigate(base + "/robots.txt")
	b.press("button", "Agregar al carrito")
	b.awaitCount(3)
	a.eval("setTimeout(() => history.go(-2))")
	a.await("location.pathname === '/producto/1'")
	a.awaitCount(3)
	t.Logf("restored from the back/forward cache: %v", eval[bool](a, "window.wasKept === true"))
	a.await("document.getElementById('quantity').value === '1'")
	a.press("button", "Agregar al carrito")
	a.awaitCount(4)
	b.awaitCount(4)
	a.reload()
	a.awaitCount(4)
}

func TestLastTabEndsTheSession(t *testing.T) { inEngines(t, lastTabEndsTheSession) }

func lastTabEndsTheSession(t *testing.T, s shopper) {
	base := shopOf(t, twoProducts)
	tabs := s.newBrowser(t)
	a, b := tabs.open(base), tabs.open(base)
	a.visit("/agregarCarrito/1")
	b.visit("/")
	b.awaitCount(1)
	id := b.session("sesion")
	other := s.newBrowser(t).open(base)
	other.visit("/carrito")
	other.awaitText("main", "Tu carrito está vacío")
	a.close()
	c := tabs.open(base)
	c.visit("/")
	c.awaitCount(1)
	b.close()
	c.close()
	d := tabs.open(base)
	d.visit("/carrito")
	d.awaitText("main", "Tu carrito está vacío")
	d.awaitCount(0)
	if got := d.session("sesion"); got == id || got == other.session("sesion") {
		t.Errorf("got old session %s, want a new one", got)
	}
}

// garbage are messages of other senders, or of a later version of the shop. Each is a
// JavaScript expression.
var garbage = []string{
	`null`, `0`, `""`, `"hola"`, `[]`, `{}`, `{toString: 1}`, `new ArrayBuffer(9)`, `new Error("x")`, `"null"`, `"{}"`, `"[1,2"`,
	`'{"v":1}'`, `'{"v":1,"vars":null}'`, `'{"v":1,"vars":7}'`, `'{"v":1,"ask":true,"vars":{"carrito":{},"cambios":{"toString":1}}}'`,
	`'{"v":1,"vars":{"carrito":"{}","cambios":"{\\"2\\":5}"}}'`, `'{"v":1,"vars":{"carrito":"null","cambios":"{\\"2\\":[9999999999,\\"x\\",5,1]}"}}'`,
	`'{"v":1,"vars":{"carrito":"{}","cambios":"{\\"2\\":[5,\\"x\\"]}"}}'`, `'{"v":1,"vars":{"carrito":"{}","cambios":"{\\"__proto__\\":[5,\\"x\\"]}"}}'`,
	`'{"v":2,"vars":{"carrito":"{}","cambios":"{\\"2\\":[99,\\"x\\",0,1]}"}}'`, `'{"v":"1","vars":{"carrito":"{}","cambios":"{\\"2\\":[99,\\"x\\",0,1]}"}}'`,
	`'{"v":1,"vars":{"carrito":"{}","cambios":"' + "x".repeat(2e6) + '"}}'`, `'['.repeat(900000)`,
}

func TestGarbageOnTheChannel(t *testing.T) {
	t.Parallel()
	base, release := held(t)
	tabs := newBrowser(t)
	a, b := tabs.open(base), tabs.open(base)
	a.early("/producto/" + notCounted)
	b.do(chromedp.Navigate(base + "/robots.txt"))
	b.eval("window.channel = new BroadcastChannel('carrito'); window.heard = []; channel.onmessage = e => heard.push(e.data)")
	send := func() {
		for _, message := range garbage {
			b.eval("channel.postMessage(" + message + ")")
		}
		// The answer to this request shows that all messages before it were read.
		b.eval(`heard.length = 0; channel.postMessage('{"v":1,"ask":true,"vars":{}}')`)
		b.await("heard.length > 0")
	}
	press := func(want int) {
		t.Helper()
		a.press("button", "Agregar al carrito")
		a.awaitCount(want)
	}
	press(1)
	send()
	press(2)
	release()
	a.await("window.carrito?.ready")
	send()
	press(3)
	if got := field(t, a.session("carrito"), notCounted, "cantidad"); got != 3.0 {
		t.Errorf("got %v units stored, want 3", got)
	}
	if eval[bool](a, "!!document.querySelector('[role=alert]')") {
		t.Error("got an alert, want none")
	}
}

func TestTabsWithoutStorage(t *testing.T) {
	t.Parallel()
	base := shopOf(t, twoProducts)
	tabs := newBrowser(t)
	var all []*tab
	for i := range 3 {
		tab := tabs.open(base)
		tab.before(`for (const name of ["sessionStorage", "localStorage"])
			Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("denied", "SecurityError") }})`)
		tab.before(recordCounts)
		tab.visit("/producto/2")
		tab.awaitCount(i)
		if got := eval[[]string](tab, "counts"); !slices.Equal(got, []string{fmt.Sprint(i)}) {
			t.Errorf("tab %d: got counts %q, want only %d", i, got, i)
		}
		tab.press("button", "Agregar al carrito")
		tab.awaitCount(i + 1)
		all = append(all, tab)
	}
	for _, tab := range all {
		tab.awaitCount(3)
	}
}
