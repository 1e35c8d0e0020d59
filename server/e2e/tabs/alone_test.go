package tabs_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// neverLate is JavaScript that takes away the time after which a tab no longer waits for
// the others.
const neverLate = `window.neverLate = !document.body;
	{ const real = setTimeout; window.setTimeout = (f, ms, ...rest) => ms === 500 ? 0 : real(f, ms, ...rest) }`

// TestAloneWithoutWaiting opens the cart's page. The only tab draws the cart at once, at
// the first visit and later. A tab beside one that does not answer waits for it.
func TestAloneWithoutWaiting(t *testing.T) { browsertest.InEngines(t, aloneWithoutWaiting) }

func aloneWithoutWaiting(t *testing.T, s browsertest.Shopper) {
	base := browsertest.Demo(t)
	tabs := s.NewBrowser(t)
	open := func(before string) *browsertest.Tab {
		tab := tabs.OpenWithWorker(base)
		tab.Before(before)
		tab.Navigate(base + "/carrito")
		return tab
	}
	first := open(neverLate)
	if !first.Has("script that runs before those of the page", "neverLate") {
		return
	}
	first.Await("carrito.known")
	first.AwaitText("main", "Tu carrito está vacío")
	first.AwaitWorker()
	first.Close()

	later := open(neverLate + "; delete window.BroadcastChannel")
	later.Await("carrito.known")

	beside := open(neverLate)
	beside.AwaitAsync(openTabs + ".then(n => n === 2)")
	if browsertest.Eval[bool](beside, "!!carrito.known") {
		t.Error("a tab beside another did not wait for it")
	}
	later.Close()
	beside.AwaitAsync(openTabs + ".then(n => n === 1)")
	beside.Reload()
	beside.Await("carrito.known")
}

// openTabs is JavaScript that asks the worker for the number of open tabs.
const openTabs = `new Promise(done => { const { port1, port2 } = new MessageChannel();
	port1.onmessage = ({ data }) => done(data); navigator.serviceWorker.controller.postMessage(0, [port2]) })`
