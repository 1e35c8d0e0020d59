package faults_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"

	"carrito/server/e2e/browsertest"
)

// compiledHere is JavaScript that counts the modules that the page itself compiles: at
// least the first one of the program.
const compiledHere = `self.compiledHere = 0;
for (const name of ["compile", "compileStreaming"]) {
	const compile = WebAssembly[name];
	WebAssembly[name] = (...program) => { self.compiledHere++; return compile.apply(WebAssembly, program) };
}
`

// TestStartWithoutAWorker starts the program in browsers whose workers fail. The page
// then compiles the program itself.
func TestStartWithoutAWorker(t *testing.T) { browsertest.InEngines(t, startWithoutAWorker) }

func startWithoutAWorker(t *testing.T, s browsertest.Shopper) {
	shop := browsertest.Demo(t)
	tests := []struct {
		name, script string // run in the page before start.js
		want         bool   // whether the page compiles the program
	}{
		{"a worker that works", "", false},
		{"no workers", "delete self.Worker", true},
		{"a worker that may not start", `self.Worker = function () { throw new DOMException("no", "SecurityError") }`, true},
		{"a worker whose script is missing", `const Real = Worker; self.Worker = function () { return new Real("/web/missing.js") }`, true},
		{"a worker that says nothing", `self.Worker = function () { this.postMessage = this.terminate = () => {} }`, true},
		{"a worker that fails", `self.Worker = function () { this.terminate = () => {}; this.postMessage = () => {
			setTimeout(() => this.onmessage({ data: "begun" })); setTimeout(() => this.onmessage({ data: "failed" }), 10) } }`, true},
		{"a module that cannot be sent", `self.Worker = function () { this.terminate = () => {}; this.postMessage = () => {
			setTimeout(() => this.onmessageerror({})) } }`, true},
		{"a worker that hangs while it calls the functions", `const Real = Worker; self.Worker = function (script) {
			const real = new Real(script);
			this.postMessage = (address) => real.postMessage(address);
			this.terminate = () => real.terminate();
			real.onmessage = (event) => event.data === "warm" || this.onmessage(event) }`, false},
		{"a worker that ends while it calls the functions", `const Real = Worker; self.Worker = function (script) {
			const real = new Real(script);
			this.postMessage = (address) => real.postMessage(address);
			this.terminate = () => real.terminate();
			real.onmessage = (event) => event.data === "warm" ? this.onerror(new Event("error")) : this.onmessage(event) }`, false},
		{"little memory", `Object.defineProperty(navigator, "deviceMemory", { value: 1 })`, true},
	}
	if !s.Thorough {
		tests = append(tests[:2], tests[3])
	}
	whole := s.NewBrowser(t).Open("") // each test has an origin of its own
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			script := compiledHere + test.script
			if !test.want {
				script = browsertest.WaitForWorker + script
			}
			base := browsertest.Replace(t, shop, map[string]http.HandlerFunc{"/web/assets/wasm_exec.": scriptFirst(t, shop, script)})
			tab := whole.Of(t)
			tab.Base = base
			tab.Visit("/producto/3")
			tab.Press("button", "Agregar al carrito")
			tab.AwaitCount(1)
			tab.Press("link", "Carrito")
			tab.AwaitText("h1", "Tu carrito")
			if got := browsertest.Eval[int](tab, "compiledHere"); got > 0 != test.want {
				t.Errorf("got %d modules compiled by the page, want some: %t", got, test.want)
			}
		})
	}
}

// scriptFirst answers with the shop's script at the requested address, and before it a
// script that runs in pages only. WebKit would run it too late with [browsertest.Tab.Before].
func scriptFirst(t *testing.T, shop, script string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		answer, err := http.Get(shop + r.URL.Path)
		if err != nil {
			t.Error(err)
			return
		}
		defer answer.Body.Close()
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprintf(w, "if (self.document) { %s }\n", script)
		io.Copy(w, answer.Body)
	}
}
