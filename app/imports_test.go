// Package main_test checks which package may import which, as the go command
// lists them for the browser.
package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const (
	module = "carrito"
	goApp  = "github.com/maxence-charriere/go-app/"
)

// unwanted are packages that would add more to the browser program than the
// shop's own code.
var unwanted = []string{"encoding/json", "net/http", "html/template", "text/template", "regexp", "log/slog"}

// pkg is a package as go list describes it.
type pkg struct {
	ImportPath                         string
	Standard                           bool
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

// list returns the packages of a pattern and all their dependencies.
func list(t *testing.T, pattern string, environment ...string) map[string]pkg {
	t.Helper()
	command := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,TestImports,XTestImports,Deps", pattern)
	command.Dir = ".."
	command.Env = append(os.Environ(), environment...)
	var problems bytes.Buffer
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, problems.Bytes())
	}
	packages := map[string]pkg{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}

// inBrowser returns the packages as they are built for the browser.
func inBrowser(t *testing.T) map[string]pkg {
	t.Helper()
	return list(t, "./app/...", "GOOS=js", "GOARCH=wasm")
}

func TestImportArrows(t *testing.T) {
	plain := []string{module + "/app/json", module + "/app/money", module + "/app/typed"}
	data := []string{module + "/app/json", module + "/app/money", module + "/app/typed", module + "/app/catalog"}
	filtered := slices.Concat(data, []string{module + "/app/filter"})
	cart := slices.Concat(data, []string{module + "/app/cart"})
	session := slices.Concat(cart, []string{"github.com/google/uuid"})
	order := slices.Concat(cart, []string{module + "/app/shop", "github.com/google/uuid"})
	outbox := slices.Concat(order, []string{module + "/app/order"})
	found := slices.Concat(data, []string{module + "/app/search"})
	text := slices.Concat(outbox, []string{module + "/app/outbox"})
	browser := slices.Concat(text, []string{module + "/app/refresh", module + "/app/session", "syscall/js"})
	shopper := slices.Concat(text, []string{module + "/app/pay", module + "/app/address", module + "/app/session", module + "/app/text"})
	part := slices.Concat(shopper, found, []string{module + "/app/shopper"})
	list := slices.Concat(part, filtered, []string{module + "/app/ui/part"})
	product := slices.Concat(list, []string{module + "/app/ui/list"})
	code := slices.Concat(list, []string{"github.com/piglig/go-qr", "github.com/piglig/go-qr/internal/reedsolomon"})
	coded := slices.Concat(code, []string{module + "/app/ui/qr"})
	pages := slices.Concat(product, coded, []string{module + "/app/ui/product", module + "/app/ui/cart", module + "/app/ui/checkout"})
	type arrows struct {
		name     string
		may      []string // beyond the standard library, from which syscall/js is excluded
		mayGoApp bool
		wordless bool // contains no texts of faults, which are in server/strict
	}
	tests := []arrows{
		{name: "json"},
		{name: "money"},
		{name: "typed"},
		{name: "pay", may: []string{module + "/app/money"}},
		{name: "catalog", may: plain, wordless: true},
		{name: "filter", may: data, wordless: true},
		{name: "search", may: data},
		{name: "cart", may: data},
		{name: "shop", may: plain, wordless: true},
		{name: "order", may: order},
		{name: "outbox", may: outbox},
		{name: "refresh", may: data},
		{name: "browser", may: browser},
		{name: "browser/rest", may: []string{"syscall/js"}},
		{name: "session", may: session},
		{name: "address"},
		{name: "text", may: text},
		{name: "shopper", may: shopper},
		{name: "ui/part", may: part, mayGoApp: true},
		{name: "ui/list", may: list, mayGoApp: true},
		{name: "ui/product", may: product, mayGoApp: true},
		{name: "ui/qr", may: code, mayGoApp: true},
		{name: "ui/cart", may: coded, mayGoApp: true},
		{name: "ui/checkout", may: coded, mayGoApp: true},
		{name: "ui/pages", may: pages, mayGoApp: true},
	}
	packages := inBrowser(t)
	for path := range packages {
		name, ours := strings.CutPrefix(path, module+"/app/")
		has := slices.ContainsFunc(tests, func(row arrows) bool { return row.name == name })
		if ours && !has && !strings.HasPrefix(name, "small/") && name != "ui/uitest" {
			t.Errorf("package %s has no row in this test; add one with the packages that it may import", name)
		}
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, ok := packages[module+"/app/"+test.name]
			if !ok {
				t.Fatal("no such package")
			}
			for _, path := range p.Imports {
				if path == "syscall/js" && !slices.Contains(test.may, path) {
					t.Errorf("%s imports %s; want it independent of the browser", p.ImportPath, path)
				}
				if path == "fmt" && test.wordless {
					t.Errorf("%s imports %s; want texts of faults only in server/strict", p.ImportPath, path)
				}
			}
			for _, path := range p.Deps {
				allowed := packages[path].Standard || slices.Contains(test.may, path) ||
					test.mayGoApp && strings.HasPrefix(path, goApp)
				if !allowed {
					t.Errorf("%s depends on %s, which this test does not allow", p.ImportPath, path)
				}
			}
		})
	}
}

// browserFiles are the files under app that may call the browser directly. All
// others use package browser.
var browserFiles = []string{
	"browser/*.go", "browser/rest/*.go",
	"ui/part/focus.go", "ui/part/filters.go", "ui/part/stepper.go", "ui/part/promise.go",
	"ui/cart/share.go", "ui/checkout/checkout.go", "ui/checkout/form.go", "ui/checkout/thanks.go", "ui/checkout/save.go",
	"ui/pages/arrive.go", "ui/pages/handover.go",
}

func TestBrowserIsBehindPackageBrowser(t *testing.T) {
	used := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(source, []byte(`"syscall/js"`)) && !bytes.Contains(source, []byte("app.Window()")) {
			return err
		}
		known := slices.IndexFunc(browserFiles, func(pattern string) bool {
			matches, _ := path.Match(pattern, name)
			return matches
		})
		if known < 0 {
			t.Errorf("%s calls the browser; want it to use package browser", name)
			return nil
		}
		used[browserFiles[known]] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range browserFiles {
		if !used[pattern] {
			t.Errorf("%s does not call the browser any more; remove it from the list", pattern)
		}
	}
}

// Nothing under app imports the server, not even in tests.
func TestAppKnowsNoServer(t *testing.T) {
	for _, environment := range [][]string{{"GOOS=js", "GOARCH=wasm"}, nil} {
		for path, p := range list(t, "./app/...", environment...) {
			if !strings.HasPrefix(path, module+"/app") {
				if strings.HasPrefix(path, module+"/") {
					t.Errorf("app depends on %s; want only packages under app", path)
				}
				continue
			}
			for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
				if strings.HasPrefix(imported, module+"/server") {
					t.Errorf("%s imports %s, which is not allowed", path, imported)
				}
			}
		}
	}
}

func TestAppImportsNothingHeavy(t *testing.T) {
	checked := 0
	for path, p := range inBrowser(t) {
		if !strings.HasPrefix(path, module+"/app") {
			continue
		}
		checked++
		for _, imported := range p.Imports {
			if slices.Contains(unwanted, imported) {
				t.Errorf("%s imports %s, which is not allowed", path, imported)
			}
		}
	}
	if checked < 7 {
		t.Errorf("got %d packages, want main, cart, catalog, money, session, shop and ui at least", checked)
	}
}
