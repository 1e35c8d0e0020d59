package browsertest

import (
	"encoding/json"
	"fmt"
	"time"
)

// Patience is how long a test waits for an expected state. Only a test that fails waits
// so long.
const Patience = time.Minute

// Await waits until a JavaScript expression has a value other than false and null, and
// returns it. It ignores errors, because there may be no document during a navigation.
func Await[T any](tab *Tab, expression string) T {
	tab.T.Helper()
	for start := time.Now(); time.Since(start) < Patience; time.Sleep(20 * time.Millisecond) {
		text, err := tab.Page.Poll(expression)
		if found := string(text); err != nil || found == "" || found == "null" || found == "false" {
			continue
		}
		var value T
		if err := json.Unmarshal(text, &value); err != nil {
			tab.T.Fatalf("%s: %v", expression, err)
		}
		return value
	}
	text, _ := evaluate[string](tab, "location.href + '\\n' + document.body.innerText.slice(0, 1500)")
	tab.T.Fatalf("never became true: %s\nthe page: %s", expression, text)
	panic("unreachable")
}

// Await waits until a JavaScript expression is true.
func (tab *Tab) Await(expression string) {
	tab.T.Helper()
	Await[bool](tab, "!!("+expression+")")
}

// AwaitAsync waits until a JavaScript expression, or the promise that it returns, is
// true.
func (tab *Tab) AwaitAsync(expression string) {
	tab.T.Helper()
	for start := time.Now(); time.Since(start) < Patience; time.Sleep(50 * time.Millisecond) {
		if Eval[bool](tab, "(async () => !!(await ("+expression+")))()") {
			return
		}
	}
	tab.T.Fatalf("never became true: %s", expression)
}

// AwaitText waits until the element's text contains want.
func (tab *Tab) AwaitText(selector, want string) {
	tab.T.Helper()
	tab.Await(fmt.Sprintf("document.querySelector(%q)?.textContent.replace(/\\u00a0/g, ' ').includes(%q)", selector, want))
}

// AwaitCount waits until the header shows want as the count of the cart.
func (tab *Tab) AwaitCount(want int) {
	tab.T.Helper()
	tab.AwaitText("#cart-count", fmt.Sprint(want))
	tab.Await(fmt.Sprintf("document.getElementById('cart-count').textContent === %q", fmt.Sprint(want)))
}
