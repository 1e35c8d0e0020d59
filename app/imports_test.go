// The house rules on who may import whom, held against what the Go command
// says of the packages as the browser gets them.
package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const (
	module = "carrito"
	goApp  = "github.com/maxence-charriere/go-app/"
)

// unwanted packages cost the browser program more than the shop's own code.
var unwanted = []string{"encoding/json", "net/http", "html/template", "text/template", "regexp", "log/slog"}

// pkg is what go list says of a package.
type pkg struct {
	ImportPath                         string
	Standard                           bool
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

// list asks go list for the packages of a pattern and all they depend on.
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

func browser(t *testing.T) map[string]pkg {
	t.Helper()
	return list(t, "./app/...", "GOOS=js", "GOARCH=wasm")
}

func TestImportArrows(t *testing.T) {
	data := []string{module + "/app/json", module + "/app/money", module + "/app/typed", module + "/app/catalog"}
	session := slices.Concat(data, []string{module + "/app/cart", "github.com/google/uuid", "syscall/js"})
	order := slices.Concat(data, []string{module + "/app/cart", module + "/app/shop", "github.com/google/uuid"})
	outbox := slices.Concat(order, []string{module + "/app/order"})
	ui := slices.Concat(session, []string{
		module + "/app/session", module + "/app/shop", module + "/app/order", "github.com/piglig/go-qr", "github.com/piglig/go-qr/internal/reedsolomon",
	})
	tests := []struct {
		name     string
		may      []string // beyond the standard library, of which syscall/js counts as not a part
		mayGoApp bool
	}{
		{name: "json"},
		{name: "money"},
		{name: "typed"},
		{name: "catalog", may: data},
		{name: "cart", may: data},
		{name: "shop", may: data},
		{name: "order", may: order},
		{name: "outbox", may: outbox},
		{name: "session", may: session},
		{name: "ui", may: ui, mayGoApp: true},
	}
	packages := browser(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, ok := packages[module+"/app/"+test.name]
			if !ok {
				t.Fatal("got no such package, want it")
			}
			for _, path := range p.Imports {
				if path == "syscall/js" && !slices.Contains(test.may, path) {
					t.Errorf("%s imports %s; want no browser in it", p.ImportPath, path)
				}
			}
			for _, path := range p.Deps {
				allowed := packages[path].Standard || slices.Contains(test.may, path) ||
					test.mayGoApp && strings.HasPrefix(path, goApp)
				if !allowed {
					t.Errorf("%s depends on %s; want it not to", p.ImportPath, path)
				}
			}
		})
	}
}

// The browser's side knows nothing of the server, its tests included.
func TestAppKnowsNoServer(t *testing.T) {
	for _, environment := range [][]string{{"GOOS=js", "GOARCH=wasm"}, nil} {
		for path, p := range list(t, "./app/...", environment...) {
			if !strings.HasPrefix(path, module+"/app") {
				if strings.HasPrefix(path, module+"/") {
					t.Errorf("app depends on %s; want it not to", path)
				}
				continue
			}
			for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
				if strings.HasPrefix(imported, module+"/server") {
					t.Errorf("%s imports %s; want it not to", path, imported)
				}
			}
		}
	}
}

func TestAppImportsNothingHeavy(t *testing.T) {
	checked := 0
	for path, p := range browser(t) {
		if !strings.HasPrefix(path, module+"/app") {
			continue
		}
		checked++
		for _, imported := range p.Imports {
			if slices.Contains(unwanted, imported) {
				t.Errorf("%s imports %s; want it not to", path, imported)
			}
		}
	}
	if checked < 7 {
		t.Errorf("got %d packages, want main, cart, catalog, money, session, shop and ui at least", checked)
	}
}
