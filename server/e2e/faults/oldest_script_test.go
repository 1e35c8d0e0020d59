package faults_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"carrito/server/e2e/browsertest"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// interfaces are the keys, in browser-compat-data, in which resolve looks for a name.
var interfaces = strings.Fields(`
	api.Window api.Document api.Element api.HTMLElement api.Node api.EventTarget api.HTMLInputElement api.HTMLAnchorElement
	api.HTMLImageElement api.HTMLSelectElement api.HTMLDetailsElement api.HTMLLabelElement api.HTMLOptionElement api.HTMLButtonElement
	api.HTMLTemplateElement api.HTMLFormElement api.SubmitEvent api.NodeList api.DOMTokenList api.Event api.KeyboardEvent api.MouseEvent api.MessageEvent api.CustomEvent api.MediaQueryList api.PageTransitionEvent
	api.BeforeInstallPromptEvent api.History api.Location api.URL api.URLSearchParams api.Navigator api.Storage api.BroadcastChannel
	api.Response api.Request api.Headers api.Blob api.AbortController api.AbortSignal
	api.Performance api.PerformanceEntry api.PerformanceResourceTiming api.Crypto api.SubtleCrypto api.Clipboard api.LockManager
	api.IDBFactory api.IDBRequest api.IDBOpenDBRequest api.IDBDatabase api.IDBTransaction api.IDBObjectStore
	api.ServiceWorkerContainer api.ServiceWorkerRegistration api.ServiceWorkerGlobalScope api.ServiceWorker api.SyncManager
	api.Worker api.NetworkInformation api.DedicatedWorkerGlobalScope
	api.Clients api.Client api.ExtendableEvent api.ExtendableMessageEvent api.FetchEvent api.SyncEvent api.NavigationPreloadManager
	api.Cache api.CacheStorage api.TextEncoder api.TextDecoder api.console webassembly.api webassembly.api.Instance_static
	javascript.builtins.Array javascript.builtins.String javascript.builtins.Object javascript.builtins.JSON javascript.builtins.Math
	javascript.builtins.Number javascript.builtins.Promise javascript.builtins.RegExp javascript.builtins.Map javascript.builtins.Set
	javascript.builtins.Date javascript.builtins.Reflect javascript.builtins.Function javascript.builtins.TypedArray
	javascript.builtins.DataView javascript.builtins.ArrayBuffer javascript.builtins.Symbol javascript.builtins.Intl
	javascript.builtins.Intl.PluralRules
	api.HTMLCanvasElement api.CanvasRenderingContext2D api.DOMRectReadOnly api.CSSStyleDeclaration api.VisualViewport
	api.ResizeObserver
`)

// resolve returns the key of a name that a script uses, if it is a browser's name and not
// the shop's own.
func (c compat) resolve(t *testing.T, name string) (key string, found bool) {
	t.Helper()
	if ownNames[name] {
		return "", false
	}
	for _, kind := range []string{"", "_static", "_event"} {
		for _, in := range append(interfaces, "api", "javascript.builtins") {
			if _, ok := c.feature(in + "." + name + kind); ok {
				return in + "." + name + kind, true
			}
		}
	}
	for _, group := range []map[string]any{c["api"].(map[string]any), c["javascript"].(map[string]any)["builtins"].(map[string]any)} {
		for other, members := range group {
			if _, ok := members.(map[string]any)[name]; ok && name != "__compat" {
				t.Errorf("%s is a member of %s: add that to interfaces, or the name to ownNames", name, other)
			}
		}
	}
	return "", false
}

// ownNames are names of the shop that are also names of a browser, for something else.
var ownNames = map[string]bool{
	"provider": true, "position": true, "file": true,
	"run": true, "lines": true, "div": true, "take": true, "path": true, "reason": true, "last": true, "a": true, "canvas": true,
	"channel": true, "lost": true, "memory": true, "pressed": true, "start": true, "finish": true, "leave": true, // of window.carrito
	"to": true, "retry": true, // data-to of a link, and a sentence of boot.js
	"loop": true, "loaded": true, // exports of the program's first module
	"stopped": true, // noted on an event by rest.js
}

// scriptFeatures records the features that boot.js, worker.js, wasm_exec.js and the
// program use.
func scriptFeatures(t *testing.T, data compat, used map[string]bool) {
	t.Helper()
	names := map[string]bool{}
	for _, file := range []string{"boot.js", "worker.js", "wasm_exec.js"} {
		source, err := os.ReadFile(filepath.Join(browsertest.Web, file))
		if err != nil {
			t.Fatal(err)
		}
		tree, err := js.Parse(parse.NewInputBytes(source), js.Options{})
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		v := &nameVisitor{names: names}
		js.Walk(v, tree)
		for _, undeclared := range tree.Undeclared {
			names[string(undeclared.Data)] = true
		}
		syntaxFeatures(source, used)
	}
	programNames(t, names)
	for name := range names {
		if key, ok := data.resolve(t, name); ok {
			used[key] = true
		}
	}
}

// nameVisitor records the names of members.
type nameVisitor struct{ names map[string]bool }

func (v *nameVisitor) Enter(n js.INode) js.IVisitor {
	if dot, ok := n.(*js.DotExpr); ok {
		v.names[dot.Y.String()] = true
	}
	return v
}

func (*nameVisitor) Exit(js.INode) {}

// syntax maps the key of each newer form of syntax to a pattern that finds it.
var syntax = map[string]*regexp.Regexp{
	"javascript.operators.optional_chaining":                        regexp.MustCompile(`\?\.[^0-9]`),
	"javascript.operators.nullish_coalescing":                       regexp.MustCompile(`\?\?[^=]`),
	"javascript.operators.nullish_coalescing_assignment":            regexp.MustCompile(`\?\?=`),
	"javascript.operators.logical_or_assignment":                    regexp.MustCompile(`\|\|=`),
	"javascript.operators.exponentiation":                           regexp.MustCompile(` \*\* `),
	"javascript.operators.spread.spread_in_object_literals":         regexp.MustCompile(`\{ ?\.\.\.`),
	"javascript.statements.try_catch.optional_catch_binding":        regexp.MustCompile(`catch \{`),
	"javascript.statements.async_function":                          regexp.MustCompile(`async `),
	"javascript.classes.private_class_fields":                       regexp.MustCompile(`this\.#`),
	"javascript.classes.static.initialization_blocks":               regexp.MustCompile(`static \{`),
	"javascript.regular_expressions.lookbehind_assertion":           regexp.MustCompile(`\(\?<[=!]`),
	"javascript.regular_expressions.named_capturing_group":          regexp.MustCompile(`\(\?<[a-z]`),
	"javascript.grammar.numeric_separators":                         regexp.MustCompile(`\d_\d`),
	"javascript.operators.await.top_level":                          regexp.MustCompile(`(?m)^await `),
	"javascript.regular_expressions.unicode_character_class_escape": regexp.MustCompile(`\\p\{`),
}

// syntaxFeatures records the newer forms of syntax in a script.
func syntaxFeatures(source []byte, used map[string]bool) {
	for key, mark := range syntax {
		if mark.Match(source) {
			used[key] = true
		}
	}
}

// programNames records the browser names that the Go program uses.
func programNames(t *testing.T, names map[string]bool) {
	t.Helper()
	word := regexp.MustCompile(`^[A-Za-z]+$`)
	err := filepath.WalkDir(browsertest.Path("app"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !asksBrowser(call.Fun) {
				return true
			}
			for _, argument := range call.Args {
				if literal, ok := argument.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					if text, _ := strconv.Unquote(literal.Value); word.MatchString(text) {
						names[text] = true
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// asksBrowser reports whether a function takes browser names as arguments.
func asksBrowser(f ast.Expr) bool {
	switch f := f.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name == "Get" || f.Sel.Name == "Call" || f.Sel.Name == "Set"
	case *ast.Ident:
		return f.Name == "optional" || f.Name == "on" || f.Name == "navigator"
	}
	return false
}
