package bench_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"
)

// lighthouseVersion is the version of Lighthouse, Google's page auditor.
const lighthouseVersion = "12.8.2"

// lighthouse returns the path of the command of Lighthouse, which needs Node 20.
func lighthouse(b *testing.B) string {
	b.Helper()
	return filepath.Join(browsertest.NPM(b, "lighthouse", lighthouseVersion), "cli", "index.js")
}

// report is the part of a Lighthouse report that the benchmark reads.
type report struct {
	Categories map[string]struct{ Score float64 }
	Audits     map[string]struct {
		ID, Title, DisplayValue string
		Score                   *float64
		ScoreDisplayMode        string
		NumericValue            float64
		Details                 json.RawMessage
	}
}

// judge runs Lighthouse on an address with its default settings: a phone on simulated
// slow 4G. Now and then Lighthouse records no trace and fails (NO_NAVSTART), so it is run
// up to three times.
func (r *report) judge(b *testing.B, command, address string) {
	b.Helper()
	chromium := "CHROME_PATH=" + browsertest.ChromiumPath(b)
	var err error
	for range 3 {
		run := exec.Command("node", command, address, "--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu")
		run.Env = append(os.Environ(), chromium)
		run.Stderr = os.Stderr
		var out []byte
		if out, err = run.Output(); err == nil {
			err = json.Unmarshal(out, r)
		}
		if err == nil {
			return
		}
	}
	b.Fatalf("lighthouse %s: %v", address, err)
}

// BenchmarkLighthouse audits each kind of page five times. It prints the run with the
// median performance, and the faults in it. It is not part of make test: run make
// lighthouse.
func BenchmarkLighthouse(b *testing.B) {
	command, base := lighthouse(b), compressed(b)
	var table, faults strings.Builder
	fmt.Fprintf(&table, "\nLighthouse %s, mobile, the median of 5 runs by performance (targets: 98 100 100 100, blocked 50 ms, shift 0)\n", lighthouseVersion)
	fmt.Fprintf(&table, "%-8s %11s %14s %14s %4s %12s %9s %6s\n", "", "performance", "accessibility", "best practices", "SEO", "largest ms", "blocked", "shift")
	for _, page := range []struct{ name, path string }{
		{"home", "/"}, {"list", "/categoria/polos"}, {"product", "/producto/" + browsertest.NotCounted}, {"cart", "/carrito"},
	} {
		runs := make([]report, 5)
		for i := range runs {
			runs[i].judge(b, command, base+page.path)
		}
		slices.SortFunc(runs, func(x, y report) int {
			return cmp.Compare(x.Categories["performance"].Score, y.Categories["performance"].Score)
		})
		r := runs[2]
		score := func(category string) float64 { return 100 * r.Categories[category].Score }
		fmt.Fprintf(&table, "%-8s %11.0f %14.0f %14.0f %4.0f %12.0f %6.0f ms %6.4g\n", page.name, score("performance"), score("accessibility"),
			score("best-practices"), score("seo"), r.Audits["largest-contentful-paint"].NumericValue,
			r.Audits["total-blocking-time"].NumericValue, r.Audits["cumulative-layout-shift"].NumericValue)
		r.faults(&faults, page.name)
	}
	fmt.Print(table.String(), faults.String())
	reportOnly(b)
}

// faults writes the audits with a score below 90 of 100, and the tasks that block the
// page for long.
func (r report) faults(b *strings.Builder, page string) {
	for _, a := range r.Audits {
		if a.Score != nil && *a.Score < 0.9 && a.ScoreDisplayMode != "informative" {
			fmt.Fprintf(b, "%s: %s: %s %s\n", page, a.ID, a.Title, a.DisplayValue)
		}
	}
	var tasks struct {
		Items []struct {
			URL                 string
			StartTime, Duration float64
		}
	}
	if json.Unmarshal(r.Audits["long-tasks"].Details, &tasks) != nil {
		return
	}
	for _, task := range tasks.Items {
		fmt.Fprintf(b, "%s: a task of %.0f ms at %.0f ms: %s\n", page, task.Duration, task.StartTime, task.URL)
	}
}
