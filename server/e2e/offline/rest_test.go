package offline_test

import (
	"testing"

	"carrito/server/e2e/browsertest"
)

// TestRestOffline visits the shop once, and then uses functions of the program's second
// module without a server: those that draw the QR code of a cart link, and the checkout.
func TestRestOffline(t *testing.T) { browsertest.InEngines(t, restOffline) }

// cachedModules is JavaScript that returns how many modules of the program the worker
// caches.
const cachedModules = `(async () => { let n = 0;
	for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) n += /assets\/(app|rest)\.\w+\.wasm$/.test(url);
	return n })()`

func restOffline(t *testing.T, s browsertest.Shopper) {
	m := browsertest.StartMachine(t, browsertest.NewDemo(t))
	tab := s.NewBrowser(t).OpenWithWorker(m.Base())
	tab.Visit("/producto/3")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.AwaitWorker()
	m.Stop()
	if got := browsertest.Eval[int](tab, cachedModules); got != 2 {
		t.Errorf("got %d cached modules, want both", got)
	}
	tab.Visit("/carrito")
	tab.Eval("document.querySelector('.share__summary').click()")
	tab.Await("document.querySelector('svg.qr')")
	tab.Press("link", "Hacer el pedido")
	tab.AwaitText("h1", "Tu pedido")
}
