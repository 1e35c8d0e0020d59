package faults_test

import (
	"fmt"
	"net/http"
	"testing"

	"carrito/server/e2e/browsertest"
)

// trapOnce returns a script in which each call of Go traps once a condition is true. Go
// is called to run, and then for each event; self.calls counts these calls. A start has
// 60 of them on an idle machine and 17 on a busy one.
func trapOnce(condition string) string {
	return fmt.Sprintf(`self.calls = 0;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...of) => {
	const instance = await instantiate(...of), { run, resume } = instance.exports;
	const or = (call) => (...values) => {
		self.calls++;
		if (%s) throw new WebAssembly.RuntimeError("unreachable");
		return call(...values);
	};
	const exports = { value: { ...instance.exports, run: or(run), resume: or(resume) } };
	return Object.create(WebAssembly.Instance.prototype, { exports });
};`, condition)
}

// TestCrash ends the program at several moments of its start. The page says so. What
// worked before the program goes on working.
func TestCrash(t *testing.T) { browsertest.InEngines(t, crash) }

func crash(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.Demo(t)
	outOfMemory := `() => Promise.reject(new RangeError("WebAssembly.Memory(): could not allocate memory"))`
	tests := []struct{ name, script string }{
		{"no memory to compile", "delete self.Worker; WebAssembly.compile = WebAssembly.compileStreaming = " + outOfMemory},
		{"no memory for an instance", "WebAssembly.instantiate = " + outOfMemory},
		{"call 1", trapOnce("self.calls >= 1")},
		{"call 2", trapOnce("self.calls >= 2")},
		{"call 5", trapOnce("self.calls >= 5")},
		{"the program builds its page", trapOnce("Object.hasOwn(document, 'body')")},
		{"the first call after the start", trapOnce("carrito.ready")},
	}
	if !s.Thorough {
		tests = []struct{ name, script string }{tests[1], tests[5], tests[6]}
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{"/web/assets/wasm_exec.": scriptFirst(t, shop, test.script)})
			browser := s.NewBrowser(t)
			browser.MayThrow = true
			tab := browser.Open(base)
			tab.Navigate(base + "/producto/3")
			tab.Await("document.querySelectorAll('.trouble[role=alert]').length === 1")
			if browsertest.Eval[bool](tab, "self.calls === 0") {
				t.Fatal("Go was not called before")
			}
			if browsertest.Eval[bool](tab, "!!carrito.ready") {
				tab.AwaitText(".trouble", "Vuelve a cargarla")
			} else {
				tab.Press("button", "Agregar al carrito")
				tab.AwaitCount(1)
			}
			tab.Press("link", "Carrito")
			tab.AwaitText("h1", "Tu carrito")
		})
	}
}

// TestForeignErrors throws errors in other scripts. They are not faults of the shop.
func TestForeignErrors(t *testing.T) { browsertest.InEngines(t, foreignErrors) }

func foreignErrors(t *testing.T, s browsertest.Shopper) {
	browser := s.NewBrowser(t)
	browser.MayThrow = true
	tab := browser.Open(browsertest.Demo(t))
	tab.Visit("/producto/3")
	tab.Eval(`self.seen = 0; addEventListener("error", () => self.seen++)`)
	tab.Eval(`setTimeout(() => { throw Error("of an extension") })`)
	tab.Eval(`dispatchEvent(new ErrorEvent("error", { message: "Script error." }))`) // of a script of another origin
	tab.Await("self.seen === 2")
	tab.Press("button", "Agregar al carrito")
	tab.AwaitCount(1)
	if browsertest.Eval[bool](tab, "!!document.querySelector('.trouble')") {
		t.Error("got a sentence about a fault of the shop, want none")
	}
}
