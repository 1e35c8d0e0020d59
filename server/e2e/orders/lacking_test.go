package orders_test

import (
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// optionalParts are browser features that the shop and its libraries may use but must
// not need. Each is an object and a property of it.
const optionalParts = `[
	[navigator, "serviceWorker"], [navigator, "locks"], [navigator, "share"], [navigator, "clipboard"], [navigator, "connection"],
	[navigator, "onLine"], [navigator, "permissions"], [navigator, "storage"], [window, "BroadcastChannel"], [window, "indexedDB"],
	[window, "caches"], [window, "MessageChannel"], [crypto, "subtle"], [crypto, "randomUUID"], [window, "matchMedia"], [window, "IntersectionObserver"],
	[window, "ResizeObserver"], [window, "Notification"], [window, "requestIdleCallback"], [window, "structuredClone"],
	[window, "AbortController"], [AbortSignal, "timeout"], [window, "print"], [window, "CSS"], [history, "scrollRestoration"],
	[performance, "getEntriesByType"], [document, "execCommand"], [Element.prototype, "ariaLabel"], [Element.prototype, "role"],
	[HTMLElement.prototype, "showPopover"], [HTMLDialogElement.prototype, "showModal"], [HTMLImageElement.prototype, "decode"],
	[Array.prototype, "at"], [Object, "hasOwn"], [WebAssembly, "compileStreaming"], [window, "Worker"], [navigator, "deviceMemory"]]`

// optionalPromises are functions that return a promise or a request. optionalCalls adds
// functions that return something else.
const (
	optionalPromises = `[
	[navigator.serviceWorker, "register"], [navigator.serviceWorker, "getRegistration"], [navigator.locks, "request"],
	[navigator.clipboard, "writeText"], [crypto.subtle, "importKey"], [crypto.subtle, "deriveBits"],
	[HTMLImageElement.prototype, "decode"], [indexedDB, "open"]]`
	optionalCalls = `[
	[document, "execCommand"], [window, "BroadcastChannel"], [window, "MessageChannel"], [window, "Worker"], [window, "print"], [performance, "getEntriesByType"],
	...` + optionalPromises + `]`
)

// lacking are the ways in which browsers, settings and extensions remove or break
// features. The script in the field how does so, before the page runs, for each object
// and name in parts.
var lacking = []struct{ name, parts, how string }{
	{"missing", optionalParts, `let owner = object;
		while (owner && !hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
		if (owner) delete owner[name];`},
	{"undefined", optionalParts, `Object.defineProperty(object, name, {configurable: true, writable: true, value: undefined});`},
	{"null", optionalParts, `Object.defineProperty(object, name, {configurable: true, writable: true, value: null});`},
	{"an empty object", optionalParts, `Object.defineProperty(object, name, {configurable: true, writable: true, value: {}});`},
	{"getter throws", optionalParts, `if (!["scrollRestoration", "print", "execCommand", "getEntriesByType"].includes(name)) Object.defineProperty(object, name, {configurable: true, get() { throw new DOMException("no", "SecurityError") }});`},
	{"throws", optionalCalls, `object[name] = function () { throw new DOMException("no", "SecurityError") };`},
	{"returns nothing", optionalCalls, `object[name] = function () {};`},
	{"resolves to nothing", optionalPromises, `object[name] = function () { return Promise.resolve() };`},
	{"rejects", optionalPromises, `if (name !== "open") object[name] = function () { return Promise.reject(new TypeError("no")) };`},
	{"never answers", optionalPromises, `object[name] = function () { return name === "open" ? new EventTarget() : new Promise(() => {}) };`},
}

// TestLackingBrowsers places an order in browsers that lack optional features. Nothing
// throws, and the order is sent once.
func TestLackingBrowsers(t *testing.T) {
	t.Parallel()
	in := newInbox(newOrderShop(t, `{"kind": "server"}`))
	m := browsertest.StartMachine(t, in)
	for _, browser := range lacking {
		t.Run(browser.name, func(t *testing.T) {
			t.Parallel()
			tab := browsertest.NewBrowser(t).OpenWithWorker(m.Base())
			tab.Before("const { hasOwn } = Object; for (const [object, name] of " + browser.parts + ") { " + browser.how + " }")
			buyAll(tab, in)
		})
	}
}

// buyAll adds a cap to the cart, copies the cart link, sends the order, and prints it.
func buyAll(tab *browsertest.Tab, in *inbox) {
	tab.T.Helper()
	tab.Visit("/producto/1")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	tab.Press("link", "Carrito")
	tab.AwaitText("h1", "Tu carrito")
	tab.Press("button", "Compartir carrito")
	tab.Press("button", "Copiar enlace")
	tab.Press("link", "Hacer el pedido")
	tab.AwaitText("h1", "Tu pedido")
	tab.TypeInto("Nombre y apellido *", "Ana Quispe")
	tab.TypeInto("Teléfono", "987 654 321")
	tab.TypeInto("Código de descuento", "ALPACA10")
	tab.Press("button", "Aplicar")
	// The order goes out once the promo code is known or, where nothing answers, after half a minute.
	tab.Press("button", "Enviar pedido")
	const sent = "!!sessionStorage.enviado && !!JSON.parse(sessionStorage.enviado).order"
	for begun := time.Now(); !browsertest.Eval[bool](tab, sent) && time.Since(begun) < 2*browsertest.Patience; {
		time.Sleep(100 * time.Millisecond)
	}
	id := orderSent(tab)
	for begun := time.Now(); in.times(id) == 0; time.Sleep(50 * time.Millisecond) {
		if time.Since(begun) > time.Minute {
			tab.T.Fatal("the order never arrived")
		}
	}
	tab.AwaitText("h1", "Recibimos tu pedido")
	tab.Eval("document.querySelector('.thanks__actions .button').click()") // prints
	if tab.Await("!document.querySelector('.trouble')"); in.times(id) != 1 {
		tab.T.Errorf("got %d requests for the order, want 1", in.times(id))
	}
}
