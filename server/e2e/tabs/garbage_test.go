package tabs_test

import (
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/chromedp/chromedp"
)

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
	base, release := browsertest.Held(t)
	tabs := browsertest.NewBrowser(t)
	a, b := tabs.Open(base), tabs.Open(base)
	a.Early("/producto/" + browsertest.NotCounted)
	b.Do(chromedp.Navigate(base + "/robots.txt"))
	b.Eval("window.channel = new BroadcastChannel('carrito'); window.heard = []; channel.onmessage = e => heard.push(e.data)")
	send := func() {
		for _, message := range garbage {
			b.Eval("channel.postMessage(" + message + ")")
		}
		// The answer to this request shows that all messages before it were read.
		b.Eval(`heard.length = 0; channel.postMessage('{"v":1,"ask":true,"vars":{}}')`)
		b.Await("heard.length > 0")
	}
	press := func(want int) {
		t.Helper()
		a.Press("button", "Agregar al carrito")
		a.AwaitCount(want)
	}
	press(1)
	send()
	press(2)
	release()
	a.Await("window.carrito?.ready")
	send()
	press(3)
	if got := browsertest.StoredField(t, a.Session("carrito"), browsertest.NotCounted, "cantidad"); got != 3.0 {
		t.Errorf("got %v units stored, want 3", got)
	}
	if browsertest.Eval[bool](a, "!!document.querySelector('[role=alert]')") {
		t.Error("got an alert, want none")
	}
}
