package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// declared returns the constructors, types and methods that a file declares, by name.
func declared(t *testing.T, code string) (constructors, types, methods map[string]int) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "html_gen.go", code, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	constructors, types, methods = map[string]int{}, map[string]int{}, map[string]int{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && ast.IsExported(spec.Name.Name) {
					types[spec.Name.Name]++
				}
			}
		case *ast.FuncDecl:
			if d.Recv == nil {
				constructors[d.Name.Name]++
			} else {
				methods[d.Name.Name]++
			}
		}
	}
	return constructors, types, methods
}

// TestOneElement rewrites go-app's own file. No constructor, type or method may be lost,
// and each must be declared once.
func TestOneElement(t *testing.T) {
	source, err := standIns[0].source(root)
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile(filepath.Join(source, "pkg", "app", "html_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	one, err := oneElement(string(code))
	if err != nil {
		t.Fatal(err)
	}
	oldConstructors, oldTypes, oldMethods := declared(t, string(code))
	constructors, types, methods := declared(t, one)
	for _, kind := range []struct {
		name     string
		old, new map[string]int
	}{
		{"constructors", oldConstructors, constructors},
		{"types", oldTypes, types},
		{"methods", oldMethods, methods},
	} {
		if len(kind.old) < 100 || len(kind.new) != len(kind.old) {
			t.Errorf("got %d %s, want the %d of go-app", len(kind.new), kind.name, len(kind.old))
		}
		for name := range kind.old {
			if kind.new[name] != 1 {
				t.Errorf("%s: %s is declared %d times, want once", kind.name, name, kind.new[name])
			}
		}
	}
	if !strings.Contains(one, "if e.tag == \"textarea\" {\n\t\te.setAttr(\"value\", v)") {
		t.Error("the method Text does not set the value of a textarea")
	}
}

func TestOneElementOf(t *testing.T) {
	element := func(name, method string) string {
		return strings.ReplaceAll(`
type HTMLNAME interface{ HTML }

func NAME() HTMLNAME { return &htmlNAME{} }

type htmlNAME struct{ htmlElement }

`+method+"\n", "NAME", name)
	}
	const (
		value      = "func (e *htmlNAME) Value(v any) HTMLNAME {\n\te.setAttr(\"value\", v)\n\treturn e\n}"
		other      = "func (e *htmlNAME) Value(v any) HTMLNAME {\n\te.setText(v)\n\treturn e\n}"
		otherType  = "func (e *htmlNAME) Value(v int) HTMLNAME {\n\te.setAttr(\"value\", v)\n\treturn e\n}"
		notPointer = "func (e htmlNAME) Value(v any) HTMLNAME {\n\treturn e\n}"
	)
	tests := []struct {
		name    string
		code    string
		want    []string
		wantErr string
	}{
		{
			"the same method", element("A", value) + element("B", value),
			[]string{"type HTMLA = *element", "type HTMLB = *element", "func A() HTMLA { return &element{} }", "func (e *element) Value(v any) *element {\n\te.setAttr(\"value\", v)\n\treturn e\n}"}, "",
		},
		{
			"a method that differs", element("A", value) + element("B", other) + element("C", value),
			[]string{"Value(v any) *element {\n\tif e.tag == \"b\" {\n\t\te.setText(v)\n\t\treturn e\n\t}\n\te.setAttr("}, "",
		},
		{"another signature", element("A", value) + element("B", otherType), nil, "two signatures of Value"},
		{"another receiver", element("A", notPointer), nil, "another form"},
		{"no Go", "type", nil, "html_gen.go:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := oneElement("package app\n" + test.code)
			if test.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), test.wantErr) {
					t.Fatalf("got error %v, want %q", err, test.wantErr)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("got\n%s\nwant it to contain %q", got, want)
				}
			}
		})
	}
}
