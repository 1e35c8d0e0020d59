package browsertest

import (
	"encoding/json"
	"testing"
)

// axeVersion is the version of axe-core, Deque's accessibility checker.
const axeVersion = "4.14.1"

// AxeSource returns the source of axe-core.
func AxeSource(t *testing.T) string {
	t.Helper()
	return string(FromNPM(t, "axe-core", axeVersion, "axe.min.js"))
}

// RunAxe runs axe-core and reports the violations. The page must have loaded axe-core.
func RunAxe(t *testing.T, tab *Tab, name string) {
	t.Helper()
	result := Eval[string](tab, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
		JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.map(n => n.html.slice(0, 200) + " " + n.failureSummary).join(" | "))}))`)
	var verdict struct {
		Passes     int
		Violations []string
	}
	if err := json.Unmarshal([]byte(result), &verdict); err != nil {
		t.Fatal(err)
	}
	if verdict.Passes < 10 {
		t.Errorf("%s: axe-core passed only %d rules, want at least 10", name, verdict.Passes)
	}
	for _, violation := range verdict.Violations {
		t.Errorf("%s: %s", name, violation)
	}
}
