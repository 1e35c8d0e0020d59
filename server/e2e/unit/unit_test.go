package unit_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// unitLimit is the longest time that the unit tests of a package may take in a browser.
// Only tests that hang reach it.
const unitLimit = time.Minute

// TestBrowserPackages runs, in every engine, the unit tests that need a browser. Each is
// a subtest, which fails if the unit test fails, skips or does not run to its end.
func TestBrowserPackages(t *testing.T) {
	served := sync.OnceValues(func() (*unitServer, error) { return serveUnits(t, browserPackages) })
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		server, err := served()
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(server.packages, "carrito/app/browser") {
			t.Errorf("got packages %q, want carrito/app/browser among them", server.packages)
		}
		tab := s.NewBrowser(t).OpenWithWorker(server.URL)
		for _, name := range server.packages {
			t.Run(name, func(t *testing.T) {
				run := runUnits(tab.Of(t), name, ".", unitLimit)
				for _, u := range run.units {
					t.Run(u.name, func(t *testing.T) {
						if u.outcome != "pass" {
							t.Errorf("got %s, want pass\n%s", u.outcome, u.output)
						}
					})
				}
				if run.fault != "" {
					t.Errorf("%s\n%s", run.fault, run.rest)
				}
			})
		}
	})
}

// TestBrowserPackagesSeesFaults runs unit tests that fail in different ways, and checks
// that runUnits reports each failure.
func TestBrowserPackagesSeesFaults(t *testing.T) {
	tests := []struct{ name, pattern, units, wantOutput, fault string }{
		{"passes", "TestPass", "TestPass pass, TestZLast pass", "", ""},
		{"fails", "TestFail", "TestFail fail, TestZLast pass", "says why", "exit code 1"},
		{"fails in a subtest", "TestFailWithin", "TestFailWithin fail, TestZLast pass", "says why within", "exit code 1"},
		{"skips", "TestSkip", "TestSkip skip, TestZLast pass", "has no reason", ""},
		{"skips in a subtest", "TestSkipWithin", "TestSkipWithin skip, TestZLast pass", "has no reason", ""},
		{"panics", "TestPanic", "TestPanic no end, TestZLast no run", "says what broke", "exit code 2"},
		{"panics in another goroutine", "TestPanicElsewhere", "TestPanicElsewhere no end, TestZLast no run", "says what broke elsewhere", "exit code 2"},
		{"throws a JavaScript exception", "TestThrow", "TestThrow no end, TestZLast no run", "", "says what it threw"},
		{"exits", "TestExit", "TestExit no end, TestZLast no run", "os.Exit(0)", "exit code 2"},
		{"hangs", "TestHang", "TestHang no end, TestZLast no run", "timed out", "exit code 2"},
	}
	served := sync.OnceValues(func() (*unitServer, error) {
		return serveUnits(t, func() ([]string, error) { return []string{"carrito/server/e2e/unit/testdata/red"}, nil })
	})
	browsertest.InEngines(t, func(t *testing.T, s browsertest.Shopper) {
		server, err := served()
		if err != nil {
			t.Fatal(err)
		}
		tab := s.NewBrowser(t).OpenWithWorker(server.URL)
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				run := runUnits(tab.Of(t), server.packages[0], "^("+test.pattern+"|TestZLast)$", time.Second)
				if !strings.Contains(run.fault, test.fault) || (run.fault == "") != (test.fault == "") {
					t.Errorf("got fault %q, want %q", run.fault, test.fault)
				}
				var got []string
				for _, u := range run.units {
					got = append(got, u.name+" "+u.outcome)
				}
				if got := strings.Join(got, ", "); got != test.units {
					t.Fatalf("got %s, want %s", got, test.units)
				}
				if got := run.units[0].output; !strings.Contains(got, test.wantOutput) {
					t.Errorf("got output %q, want %q in it", got, test.wantOutput)
				}
			})
		}
		t.Run("has no tests", func(t *testing.T) {
			if run := runUnits(tab.Of(t), server.packages[0], "^None$", time.Second); run.fault != "no tests" {
				t.Errorf("got %+v, want the fault no tests", run)
			}
		})
	})
}
