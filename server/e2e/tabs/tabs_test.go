package tabs_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// recordCounts is JavaScript that records the counts that the header shows, from the
// start of a page, and the page's layout shifts.
const recordCounts = `window.counts = []; window.shift = 0; window.countsFromTheFirst = !document.body;
	new MutationObserver(() => { const text = document.getElementById("cart-count")?.textContent; if (text && counts.at(-1) !== text) counts.push(text) })
		.observe(document, { subtree: true, childList: true, characterData: true });
	new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value }).observe({ type: "layout-shift", buffered: true });`

// TestFirstCount opens tabs next to one with 12 units in the cart. The first count that
// each shows is 12.
func TestFirstCount(t *testing.T) { browsertest.InEngines(t, firstCount) }

func firstCount(t *testing.T, s browsertest.Shopper) {
	base := browsertest.Demo(t)
	tabs := s.NewBrowser(t)
	first := tabs.Open(base)
	first.Visit("/producto/" + browsertest.NotCounted)
	first.TypeInto("Cantidad", "12")
	first.Press("button", "Agregar al carrito")
	first.AwaitCount(12)
	for _, path := range []string{"/", "/carrito", "/producto/3"} {
		tab := tabs.Open(base)
		tab.Before(browsertest.WaitForTabs)
		tab.Before(recordCounts)
		tab.Visit(path)
		tab.AwaitCount(12)
		if got := browsertest.Eval[[]string](tab, "counts"); tab.Has("script that runs before those of the page", "countsFromTheFirst") && !slices.Equal(got, []string{"12"}) {
			t.Errorf("%s: got counts %q, want only 12", path, got)
		}
		if got := browsertest.Eval[float64](tab, "shift"); got != 0 {
			t.Errorf("%s: got a layout shift of %v, want 0", path, got)
		}
		if got, want := tab.Session("sesion"), first.Session("sesion"); got != want {
			t.Errorf("%s: got session %s, want %s", path, got, want)
		}
	}
}

func TestEveryTab(t *testing.T) { browsertest.InEngines(t, everyTab) }

func everyTab(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := s.NewBrowser(t)
	all := make([]*browsertest.Tab, 10)
	for i := range all {
		all[i] = tabs.Open(base)
		all[i].Visit("/producto/2")
		all[i].AwaitCount(i)
		all[i].Press("button", "Agregar al carrito")
	}
	everywhere := func(want int) {
		t.Helper()
		for _, tab := range all {
			tab.AwaitCount(want)
		}
	}
	everywhere(10)

	// Presses in all tabs at the same time.
	var presses sync.WaitGroup
	for _, tab := range all {
		presses.Go(func() { tab.Eval("for (let i = 0; i < 9; i++) document.querySelector('.buy__add').click()") })
	}
	presses.Wait()
	everywhere(100)

	all[3].Visit("/carrito")
	all[4].Visit("/carrito")
	all[4].AwaitCount(100)
	all[3].TypeInto("Cantidad de Gorra", "7")
	everywhere(7)
	all[4].Await("document.getElementById('quantity-2').value === '7'")
	all[3].Press("button", "Eliminar Gorra")
	everywhere(0)
	all[4].AwaitText("main", "Tu carrito está vacío")
	all[0].Press("button", "Agregar al carrito")
	everywhere(1)
	all[3].Press("button", "Deshacer")
	everywhere(7)
	browsertest.AwaitSame(t, []string{"carrito", "cambios"}, all...)
	kept := browsertest.Eval[string](all[0], `(async () => JSON.stringify([document.cookie, Object.keys(localStorage), (await indexedDB.databases()).filter(d => d.version)]))()`)
	if want := `["",[],[]]`; kept != want {
		t.Errorf("got cookies, keys in localStorage and databases %s, want %s", kept, want)
	}
}

// TestEveryTabBeforeTheProgram is like TestEveryTab, but the program is held back at
// first.
func TestEveryTabBeforeTheProgram(t *testing.T) { browsertest.InEngines(t, everyTabBeforeTheProgram) }

func everyTabBeforeTheProgram(t *testing.T, s browsertest.Shopper) {
	base, release := browsertest.Held(t)
	tabs := s.NewBrowser(t)
	a, b := tabs.Open(base), tabs.Open(base)
	for _, tab := range []*browsertest.Tab{a, b} {
		tab.Early("/producto/" + browsertest.NotCounted)
	}
	var presses sync.WaitGroup
	for _, tab := range []*browsertest.Tab{a, b} {
		presses.Go(func() { tab.Eval("for (let i = 0; i < 20; i++) document.querySelector('.buy__add').click()") })
	}
	presses.Wait()
	a.AwaitCount(40)
	b.AwaitCount(40)
	b.Early("/carrito")
	b.TypeInto("Cantidad de Gorro de lana con pompón", "5")
	a.AwaitCount(5)
	b.Press("button", "Eliminar Gorro de lana con pompón")
	a.AwaitCount(0)
	a.Press("button", "Agregar al carrito")
	b.AwaitCount(1)
	b.Press("button", "Deshacer")
	a.AwaitCount(1)
	release()
	for _, tab := range []*browsertest.Tab{a, b} {
		tab.Await("window.carrito?.ready")
		tab.AwaitCount(1)
	}
	a.Press("button", "Agregar al carrito")
	b.AwaitCount(2)
	browsertest.AwaitSame(t, []string{"carrito", "cambios"}, a, b)
}

func TestDuplicatedTab(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := browsertest.NewBrowser(t)
	a := tabs.Open(base)
	a.Visit("/producto/2")
	a.Press("button", "Agregar al carrito")
	a.AwaitCount(1)
	opened := chromedp.WaitNewTarget(a.Ctx, func(info *target.Info) bool { return info.URL != "" })
	a.Eval("window.open('/producto/2')")
	ctx, cancel := chromedp.NewContext(a.Ctx, chromedp.WithTargetID(<-opened))
	t.Cleanup(cancel)
	b := tabs.Attach(ctx, base)
	b.Await("window.carrito?.ready")
	b.Eval(browsertest.NoteDrawn) // attach was too late to run it
	b.AwaitCount(1)
	a.Press("button", "Agregar al carrito")
	b.AwaitCount(2)
	b.Press("button", "Agregar al carrito")
	a.AwaitCount(3)
}

// setLifecycle freezes or thaws a tab, like the browser.
func setLifecycle(tab *browsertest.Tab, state page.SetWebLifecycleStateState) {
	tab.T.Helper()
	if _, err := chromedp.Call(tab.Ctx, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state}); err != nil {
		tab.T.Fatal(err)
	}
}

func TestFrozenTab(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := browsertest.NewDesktop(t)
	a, b := tabs.Open(base), tabs.Open(base)
	a.Visit("/producto/1")
	b.Visit("/producto/2")
	setLifecycle(a, "frozen")
	b.Press("button", "Agregar al carrito")
	b.Press("button", "Agregar al carrito")
	b.AwaitCount(2)
	setLifecycle(a, "active")
	a.AwaitCount(2)
	a.Press("button", "Agregar al carrito")
	b.AwaitCount(3)
}

func TestCrashedTab(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := browsertest.NewDesktop(t)
	a, b := tabs.Open(base), tabs.Open(base)
	a.Visit("/producto/1")
	b.Visit("/producto/2")
	a.Press("button", "Agregar al carrito")
	b.AwaitCount(1)
	// A crashed page never answers the command.
	go chromedp.Call(a.Ctx, page.Crash, cdp.Empty{})
	b.Press("button", "Agregar al carrito")
	b.AwaitCount(2)
	c := tabs.Open(base)
	c.Visit("/")
	c.AwaitCount(2)
	c.Close()
}

// TestBackToATab goes back to a page in the back/forward cache, after another page of the
// tab and another tab have changed the cart.
func TestBackToATab(t *testing.T) { browsertest.InEngines(t, browsertest.OnDesktop(backToATab)) }

func backToATab(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := s.NewBrowser(t)
	a, b := tabs.Open(base), tabs.Open(base)
	b.Visit("/producto/2")
	a.Visit("/producto/1")
	a.Eval("addEventListener('pageshow', e => { window.wasKept = e.persisted })")
	a.Visit("/agregarCarrito/3")
	b.AwaitCount(1)
	b.Press("button", "Agregar al carrito")
	a.AwaitCount(2)
	a.Navigate(base + "/robots.txt")
	b.Press("button", "Agregar al carrito")
	b.AwaitCount(3)
	a.Eval("setTimeout(() => history.go(-2))")
	a.Await("location.pathname === '/producto/1'")
	a.AwaitCount(3)
	t.Logf("restored from the back/forward cache: %v", browsertest.Eval[bool](a, "window.wasKept === true"))
	a.Await("document.getElementById('quantity').value === '1'")
	a.Press("button", "Agregar al carrito")
	a.AwaitCount(4)
	b.AwaitCount(4)
	a.Reload()
	a.AwaitCount(4)
}

func TestLastTabEndsTheSession(t *testing.T) { browsertest.InEngines(t, lastTabEndsTheSession) }

func lastTabEndsTheSession(t *testing.T, s browsertest.Shopper) {
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := s.NewBrowser(t)
	a, b := tabs.Open(base), tabs.Open(base)
	a.Visit("/agregarCarrito/1")
	b.Visit("/")
	b.AwaitCount(1)
	id := b.Session("sesion")
	other := s.NewBrowser(t).Open(base)
	other.Visit("/carrito")
	other.AwaitText("main", "Tu carrito está vacío")
	a.Close()
	c := tabs.Open(base)
	c.Visit("/")
	c.AwaitCount(1)
	b.Close()
	c.Close()
	d := tabs.Open(base)
	d.Visit("/carrito")
	d.AwaitText("main", "Tu carrito está vacío")
	d.AwaitCount(0)
	if got := d.Session("sesion"); got == id || got == other.Session("sesion") {
		t.Errorf("got old session %s, want a new one", got)
	}
}

func TestTabsWithoutStorage(t *testing.T) {
	t.Parallel()
	base := browsertest.ShopOf(t, browsertest.TwoProducts)
	tabs := browsertest.NewBrowser(t)
	var all []*browsertest.Tab
	for i := range 3 {
		tab := tabs.Open(base)
		tab.Before(`for (const name of ["sessionStorage", "localStorage"])
			Object.defineProperty(window, name, {configurable: true, get() { throw new DOMException("denied", "SecurityError") }})`)
		if i > 0 {
			tab.Before(browsertest.WaitForTabs)
		}
		tab.Before(recordCounts)
		tab.Visit("/producto/2")
		tab.AwaitCount(i)
		if got := browsertest.Eval[[]string](tab, "counts"); !slices.Equal(got, []string{fmt.Sprint(i)}) {
			t.Errorf("tab %d: got counts %q, want only %d", i, got, i)
		}
		tab.Press("button", "Agregar al carrito")
		tab.AwaitCount(i + 1)
		all = append(all, tab)
	}
	for _, tab := range all {
		tab.AwaitCount(3)
	}
}
