package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// imported is the output of go list for a package.
type imported struct {
	ImportPath string
	Imports    []string
}

// packages returns the imports of every package under server.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	found := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p imported
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(p.ImportPath, "/_") {
			found[inMap(p.ImportPath)] = p.Imports
		}
	}
}

// inMap returns the name of a package in doc.go: its path under server, or
// app/….
func inMap(path string) string {
	path = strings.TrimPrefix(path, "carrito/")
	return cmp.Or(strings.TrimPrefix(path, "server/"), path)
}

// entry is a package in the list of doc.go.
type entry struct {
	name, about string
	imports     []string
	forTests    bool
}

// readMap parses the list of packages in doc.go.
func readMap(t *testing.T) []entry {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(file.Doc.Text(), "# Packages\n")
	text, _, _ = strings.Cut(text, "# Glossary\n")
	var entries []entry
	forTests := false
	for line := range strings.Lines(text) {
		line, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "\t")
		rest := strings.TrimLeft(line, " ")
		switch {
		case line == "For tests:":
			forTests = true
		case !indented:
		case rest == line:
			name, about, _ := strings.Cut(line, "  ")
			entries = append(entries, entry{name: name, about: strings.TrimSpace(about), forTests: forTests})
		default:
			last := &entries[len(entries)-1]
			last.imports = append(last.imports, strings.Fields(strings.TrimPrefix(rest, "→"))...)
		}
	}
	return entries
}

// doc.go lists every package, with exactly the packages of this project that it
// imports.
func TestImportMap(t *testing.T) {
	found := packages(t)
	mapped := map[string]bool{}
	for _, e := range readMap(t) {
		mapped[e.name] = true
		imports, ok := found[e.name]
		if !ok {
			t.Errorf("doc.go lists the package %q, which does not exist", e.name)
			continue
		}
		if e.about == "" {
			t.Errorf("doc.go does not describe the package %s", e.name)
		}
		var want []string
		for _, path := range imports {
			if strings.HasPrefix(path, "carrito/") {
				want = append(want, inMap(path))
			}
		}
		slices.Sort(want)
		slices.Sort(e.imports)
		if !slices.Equal(e.imports, want) {
			t.Errorf("doc.go: %s\ngot  → %s\nwant → %s", e.name, strings.Join(e.imports, " "), strings.Join(want, " "))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if !mapped[name] {
			t.Errorf("the package %s has no entry in doc.go: describe it, and check that it may import what it does", name)
		}
	}
}

// A package imports only packages below it in the list, and no package for
// tests.
func TestArrowsPointDown(t *testing.T) {
	place := map[string]int{}
	entries := readMap(t)
	for i, e := range entries {
		place[e.name] = i
	}
	for i, e := range entries {
		for _, path := range e.imports {
			if strings.HasPrefix(path, "app/") || e.forTests {
				continue
			}
			if at, ok := place[path]; !ok || at <= i || entries[at].forTests {
				t.Errorf("%s imports %s; want only packages below it in doc.go, and none for tests", e.name, path)
			}
		}
	}
}

// libraries maps prefixes of the paths of third-party packages, and of
// database/sql, to the packages that may import them.
var libraries = map[string][]string{
	"database/sql":                        {"inbox/orderdb"},
	"modernc.org/sqlite":                  {"inbox/orderdb"},
	"github.com/jackc/pgx/":               {"inbox/orderdb", "inbox/orderdb/pgtest"},
	"github.com/go-webauthn/webauthn/":    {"passkey"},
	"github.com/alexedwards/argon2id":     {"admin"},
	"github.com/trustelem/zxcvbn/":        {"admin"},
	"github.com/wneessen/go-mail":         {"notify"},
	"github.com/maxence-charriere/go-app": {"site"},
	"github.com/caddyserver/certmagic":    {"https"},
	"github.com/mholt/acmez/":             {"https"},
	"github.com/quic-go/quic-go":          {"https"},
	"go.uber.org/zap":                     {"https"},
	"github.com/andybalholm/brotli":       {"asset"},
	"github.com/klauspost/compress/":      {"asset", "backup"},
	"github.com/yuin/goldmark":            {"prose"},
	"github.com/evanw/esbuild/":           {"asset"},
	"github.com/tdewolff/minify/":         {"asset"},
	"github.com/gen2brain/avif":           {"images"},
	"github.com/kovidgoyal/imaging/":      {"images"},
	"github.com/makiuchi-d/gozxing":       {"e2e/browsertest", "paycli"},
	"github.com/bojanz/currency":          {"cldr", "importer"},
	"github.com/nyaruka/phonenumbers":     {"admin", "check"},
	"github.com/xuri/excelize/":           {"importer/sheet"},
	"github.com/chromedp/":                {"e2e/browsertest", "e2e/engine"},
	"github.com/coder/websocket":          {"e2e/engine"},
	"github.com/stripe/stripe-go/":        {"pay/stripe", "pay/stripetest"},
	"github.com/google/uuid":              {"cashier", "pay/mercadopago", "pay/paytest"},
	"golang.org/x/image/":                 {"card", "images", "picture"},
	"golang.org/x/net/html":               {"importer", "site"},
	"golang.org/x/net/idna":               {"https", "passkey"},
	"golang.org/x/sync/":                  {"export", "images", "inbox", "site"},
	"golang.org/x/sys/":                   {"exchange", "export", "httpd", "importcli", "kept"},
	"golang.org/x/term":                   {"admincli", "progress"},
	"golang.org/x/text/":                  {"admin", "cldr", "importer/sheet", "notify"},
	"golang.org/x/time/":                  {"clientip", "notify"},
}

// Only the packages that the table libraries allows import a library.
func TestLibraries(t *testing.T) {
	used := map[string]bool{}
	for name, imports := range packages(t) {
		for _, path := range imports {
			first, _, _ := strings.Cut(path, "/")
			if strings.HasPrefix(path, "carrito/") || !strings.Contains(first, ".") && !strings.HasPrefix(path, "database/sql") {
				continue
			}
			allowed := false
			for library, users := range libraries {
				if strings.HasPrefix(path, library) && slices.Contains(users, name) {
					allowed, used[library+" "+name] = true, true
				}
			}
			if !allowed {
				t.Errorf("%s imports %s; want only the packages in the table libraries to do so", name, path)
			}
		}
	}
	for library, users := range libraries {
		for _, name := range users {
			if !used[library+" "+name] {
				t.Errorf("%s does not import %s any more; remove it from the table", name, library)
			}
		}
	}
}
