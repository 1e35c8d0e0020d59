package unit_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"carrito/server/e2e/browsertest"
)

// browserPackages returns the packages under app with tests that only a browser can run:
// those with a test file that is built for js/wasm but not for this machine.
func browserPackages() ([]string, error) {
	native, err := testFiles()
	if err != nil {
		return nil, err
	}
	browser, err := testFiles("GOOS=js", "GOARCH=wasm")
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(browser, func(name string, files []string) bool {
		return !slices.ContainsFunc(files, func(file string) bool { return !slices.Contains(native[name], file) })
	})
	return slices.Sorted(maps.Keys(browser)), nil
}

// testFiles returns the test files of each package under app.
func testFiles(environment ...string) (map[string][]string, error) {
	out, err := goCommand(environment, "list", "-f", `{{.ImportPath}} {{join .TestGoFiles " "}} {{join .XTestGoFiles " "}}`, "carrito/app/...")
	if err != nil {
		return nil, err
	}
	files := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		files[words[0]] = words[1:]
	}
	return files, nil
}

// goCommand runs the go command with additional environment variables.
func goCommand(environment []string, args ...string) ([]byte, error) {
	command := exec.Command("go", args...)
	command.Env = append(os.Environ(), environment...)
	var problems bytes.Buffer
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, problems.Bytes())
	}
	return out, nil
}

// unitServer serves the test binaries of packages and the page that runs them.
type unitServer struct {
	*httptest.Server
	packages []string
}

// serveUnits builds the test binaries of the packages that find returns, and serves them
// until the test ends.
func serveUnits(t testing.TB, find func() ([]string, error)) (*unitServer, error) {
	packages, err := find()
	if err != nil {
		return nil, err
	}
	folder := t.TempDir()
	for _, name := range packages {
		if _, err := goCommand([]string{"GOOS=js", "GOARCH=wasm"}, "test", "-c", "-o", filepath.Join(folder, binary(name)), name); err != nil {
			return nil, err
		}
	}
	goRoot, err := goCommand(nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir("testdata")))
	mux.Handle("/wasm_exec.js", http.FileServer(http.Dir(filepath.Join(strings.TrimSpace(string(goRoot)), "lib", "wasm"))))
	mux.Handle("/built/", http.StripPrefix("/built/", http.FileServer(http.Dir(folder))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return &unitServer{server, packages}, nil
}

// binary returns the file name of a package's test binary.
func binary(name string) string { return strings.ReplaceAll(name, "/", "_") + ".wasm" }

// unitRun is the result of running the unit tests of a package.
type unitRun struct {
	units []unit
	rest  string // what the run printed outside of tests
	fault string // why the run is no success, or "" if the binary exited with status 0
}

// unit is the result of a unit test and its subtests.
type unit struct {
	name    string
	outcome string // "pass", "fail", "skip", "no run" or "no end"
	output  string
}

// runUnits runs the unit tests of a package whose names match a pattern in the browser.
func runUnits(tab *browsertest.Tab, name, pattern string, limit time.Duration) unitRun {
	tab.T.Helper()
	tab.Navigate(tab.Base)
	tab.Eval(fmt.Sprintf("test(%q, %q, %q)", "built/"+binary(name), pattern, limit))
	type ended struct{ Printed, Fault string }
	result := browsertest.Await[struct{ List, Tests ended }](tab, "window.result")
	if result.List.Fault != "" {
		tab.T.Fatalf("%s\n%s", result.List.Fault, result.List.Printed)
	}
	run, err := readUnits(strings.Fields(result.List.Printed), result.Tests.Printed)
	if err != nil {
		tab.T.Fatal(err)
	}
	run.fault = result.Tests.Fault
	if len(run.units) == 0 && run.fault == "" {
		run.fault = "no tests"
	}
	return run
}

// readUnits returns the results of the named unit tests, read from the output of their
// binary.
func readUnits(names []string, printed string) (run unitRun, err error) {
	command := exec.Command("go", "tool", "test2json")
	command.Stdin = strings.NewReader(printed)
	out, err := command.Output()
	if err != nil {
		return run, fmt.Errorf("go tool test2json: %w", err)
	}
	for _, name := range names {
		run.units = append(run.units, unit{name: name, outcome: "no run"})
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var event struct{ Action, Test, Output string }
		if err := d.Decode(&event); errors.Is(err, io.EOF) {
			return run, nil
		} else if err != nil {
			return run, err
		}
		name, within, isSubtest := strings.Cut(event.Test, "/")
		at := slices.IndexFunc(run.units, func(u unit) bool { return u.name == name })
		if at < 0 {
			run.rest += event.Output
			continue
		}
		run.units[at].see(event.Action, isSubtest && within != "")
		run.units[at].output += event.Output
	}
}

// see records an action that test2json reports for the test or for one of its subtests.
func (u *unit) see(action string, isSubtest bool) {
	switch {
	case action == "run" && !isSubtest:
		u.outcome = "no end"
	case action == "skip":
		u.outcome = "skip"
	case (action == "pass" || action == "fail") && !isSubtest && u.outcome != "skip":
		u.outcome = action
	}
}
