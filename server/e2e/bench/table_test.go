package bench_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"carrito/server/e2e/browsertest"
)

// table is the output of make bench. It consists of titled parts with rows. A row has a
// name, measured values and a target.
type table struct{ text strings.Builder }

// part begins a part of the table. The text how describes the measurement.
func (t *table) part(title, how string) {
	fmt.Fprintf(&t.text, "\n%s\n", strings.ToUpper(title))
	if how != "" {
		fmt.Fprintf(&t.text, "%s\n", how)
	}
}

func (t *table) row(cells ...any) {
	for i, cell := range cells {
		if i > 0 {
			t.text.WriteString("\t")
		}
		fmt.Fprint(&t.text, cell)
	}
	t.text.WriteString("\n")
}

func (t *table) print() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 3, ' ', 0)
	fmt.Fprint(w, t.text.String(), "\n")
	w.Flush()
}

// thousands writes 1234567 as "1,234,567".
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// BenchmarkTable measures the speed of the shop and prints the values, with their targets,
// as one table. `make bench` runs it. It takes about five minutes, in which the machine
// should do nothing else.
func BenchmarkTable(b *testing.B) {
	var t table
	out, _ := exec.Command(browsertest.ChromiumPath(b), "--version").Output()
	t.row(fmt.Sprintf("%s · %d processors, %s · %s · %s", time.Now().Format("2 January 2006"), runtime.NumCPU(), processor(), strings.TrimSpace(string(out)), runtime.Version()))
	base := compressed(b)
	sizes(b, &t, base)
	slowVisits(b, &t, base)
	startCosts(b, &t, base)
	pressesDuringStart(b, &t, base)
	inEngines(b, &t, base)
	payingCode(b, &t, base)
	onThisMachine(b, &t, base)
	underLoad(b, &t)
	inGo(b, &t)
	reportOnly(b)
	t.print()
}

// processor returns the name of the machine's processor, or its architecture if Linux
// gives no name.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return runtime.GOARCH
}
