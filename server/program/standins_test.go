package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSmallProgramIsWithout checks the packages that the small program depends on, as
// listed by the Go command.
func TestSmallProgramIsWithout(t *testing.T) {
	work := t.TempDir()
	modfile, err := prepare(root, work)
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := overlayApp(root, work, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOOS", "js")
	t.Setenv("GOARCH", "wasm")
	deps, err := goTool(root, "list", "-deps", "-modfile="+modfile, "-overlay="+overlay, "./app")
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(deps)
	if len(packages) < 50 {
		t.Errorf("got %d packages, want at least 50", len(packages))
	}
	for _, name := range packages {
		switch name {
		case "fmt", "os", "net/url", "net/http", "encoding/json", "regexp", "crypto/rand", "log/slog", "text/template", "image", "image/png", "internal/bisect":
			t.Errorf("the small program depends on %s", name)
		}
	}
}

// TestVerbs checks that app/small/fmt supports every format in the shop's own code.
func TestVerbs(t *testing.T) {
	unknown := regexp.MustCompile(`%[^svdqTpw%]`)
	formats := 0
	err := filepath.WalkDir(root+"/app", func(name string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.Name() == "small" {
			return fs.SkipDir
		}
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, arg := range call.Args {
				format, ok := arg.(*ast.BasicLit)
				if !ok || format.Kind != token.STRING || !strings.Contains(format.Value, "%") {
					continue
				}
				formats++
				if verb := unknown.FindString(format.Value); verb != "" {
					t.Errorf("%s: %s has the verb %s, which app/small/fmt does not support", name, format.Value, verb)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if formats < 20 {
		t.Errorf("got %d formats, want at least 20", formats)
	}
}

// TestPatches adds a patch for code that go-app does not have. The build must fail.
func TestPatches(t *testing.T) {
	kept := standIns[0].patches
	t.Cleanup(func() { standIns[0].patches = kept })
	standIns[0].patches = append([]patch{{"node.go", "v.JSValue().leave(child)", "leaveNode(v, child)"}}, kept...)
	_, err := prepare(root, t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "node.go") || !strings.Contains(err.Error(), "leave(child)") {
		t.Errorf("got %v, want an error that names the file and the code", err)
	}
}
