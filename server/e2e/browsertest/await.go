package browsertest

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"
)

// Patience is how long a test waits for an expected state. Only a test that fails waits
// so long.
const Patience = time.Minute

// pauses counts the tries of something that is awaited, until Patience is over, and
// pauses between two of them. The pauses grow, because each try takes processor time
// from what is awaited.
func pauses(first, longest time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		start, pause := time.Now(), first
		for i := 0; time.Since(start) < Patience && yield(i); i++ {
			time.Sleep(pause)
			pause = min(pause*3/2, longest)
		}
	}
}

// Await waits until a JavaScript expression has a value other than false and null, and
// returns it. It ignores errors, because there may be no document during a navigation.
func Await[T any](tab *Tab, expression string) T {
	tab.T.Helper()
	for range pauses(10*time.Millisecond, 100*time.Millisecond) {
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
	for range pauses(20*time.Millisecond, 250*time.Millisecond) {
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

// AwaitSame waits until the named variables have the same values in the sessions of all
// tabs. A tab shows a change before each other tab has stored it.
func AwaitSame(t testing.TB, names []string, tabs ...*Tab) {
	t.Helper()
	sessions := make([]string, len(tabs))
	for range pauses(20*time.Millisecond, 200*time.Millisecond) {
		for i, tab := range tabs {
			sessions[i] = ""
			for _, name := range names {
				sessions[i] += name + ": " + tab.Session(name) + "\n"
			}
		}
		if len(slices.Compact(slices.Clone(sessions))) == 1 {
			return
		}
	}
	t.Fatalf("the sessions of the tabs never became the same:\n%s", strings.Join(sessions, "\n"))
}
