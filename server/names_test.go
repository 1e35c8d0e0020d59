package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// No name hides a predeclared one, such as make, close or len.
func TestNoShadowedBuiltins(t *testing.T) {
	for name, file := range sources(t) {
		for _, declared := range declarations(file.syntax) {
			if types.Universe.Lookup(declared.Name) != nil && declared.Name != "_" {
				t.Errorf("%s:%d: %s hides a predeclared name; rename it", name, file.line(declared), declared.Name)
			}
		}
	}
}

// source is a parsed file.
type source struct {
	files  *token.FileSet
	syntax *ast.File
}

func (s source) line(n ast.Node) int { return s.files.Position(n.Pos()).Line }

// sources parses the project's Go files, tests included.
func sources(t *testing.T) map[string]source {
	t.Helper()
	found := map[string]source{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), "_") || name != "." && entry.Name()[0] == '.'):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		s := source{files: token.NewFileSet()}
		s.syntax, err = parser.ParseFile(s.files, filepath.Join("..", name), nil, parser.SkipObjectResolution)
		found[name] = s
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 100 {
		t.Fatalf("got %d files, want all of the project", len(found))
	}
	return found
}

// declarations returns the names that a file declares: of constants, variables,
// types, functions, parameters and results. Methods and fields hide nothing.
func declarations(file *ast.File) []*ast.Ident {
	var names []*ast.Ident
	add := func(expressions ...ast.Expr) {
		for _, e := range expressions {
			if name, ok := e.(*ast.Ident); ok {
				names = append(names, name)
			}
		}
	}
	fields := func(lists ...*ast.FieldList) {
		for _, list := range lists {
			if list == nil {
				continue
			}
			for _, field := range list.List {
				names = append(names, field.Names...)
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil {
				names = append(names, n.Name)
			}
			fields(n.Recv)
		case *ast.FuncType:
			fields(n.TypeParams, n.Params, n.Results)
		case *ast.ValueSpec:
			names = append(names, n.Names...)
		case *ast.TypeSpec:
			names = append(names, n.Name)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				add(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key, n.Value)
			}
		}
		return true
	})
	return names
}
