package browsertest

import (
	"fmt"
	"sync"
)

// leftOut counts the skipped steps, by the feature that a browser lacks.
var leftOut = struct {
	sync.Mutex
	steps map[string]int
}{steps: map[string]int{}}

// Has reports whether a JavaScript expression is true, because the browser has a
// feature. If it is not, the caller must skip a step, which has logs and counts.
func (tab *Tab) Has(what, expression string) bool {
	tab.T.Helper()
	if Eval[bool](tab, "!!("+expression+")") {
		return true
	}
	leftOut.Lock()
	defer leftOut.Unlock()
	leftOut.steps[what]++
	tab.T.Logf("skipped a step: this browser has no %s", what)
	return false
}

// printLeftOut prints the number of skipped steps.
func printLeftOut() {
	for what, steps := range leftOut.steps {
		fmt.Printf("a browser lacks %s: skipped %d steps\n", what, steps)
	}
}
