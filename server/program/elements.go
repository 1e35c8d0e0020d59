package program

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// oneElement rewrites go-app's html_gen.go, which declares a type with some 70 methods
// for each of 110 HTML elements. In the result all elements have one type, element,
// which has every method, and the names of their types, such as HTMLDiv, are aliases of
// it. The linker keeps only the methods that the program calls, each of them once.
func oneElement(source string) (string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "html_gen.go", source, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	text := func(n ast.Node) string {
		return source[files.Position(n.Pos()).Offset:files.Position(n.End()).Offset]
	}
	var out strings.Builder
	out.WriteString("package app\n\nimport \"strings\"\n\ntype element struct{ htmlElement }\n\n")
	methods := elementMethods{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if spec, ok := spec.(*ast.TypeSpec); ok && strings.HasPrefix(spec.Name.Name, "HTML") {
					fmt.Fprintf(&out, "type %s = *element\n", spec.Name.Name)
				}
			}
		case *ast.FuncDecl:
			if d.Recv == nil {
				out.WriteString(withElement(text(d), d.Name.Name) + "\n")
			} else if err := methods.add(d, text); err != nil {
				return "", err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(methods)) {
		method, err := methods.declare(name)
		if err != nil {
			return "", err
		}
		out.WriteString(method)
	}
	formatted, err := format.Source([]byte(out.String()))
	return string(formatted), err
}

// elementMethods are the different declarations of each method, by its name.
type elementMethods map[string][]*elementMethod

// elementMethod is a declaration of a method, and the elements that share it.
type elementMethod struct {
	signature, body string
	elements        []string // "Div", for example
}

func (m elementMethods) add(d *ast.FuncDecl, text func(ast.Node) string) error {
	of := strings.TrimPrefix(text(d.Recv.List[0].Type), "*html")
	whole := withElement(text(d), of)
	signature, body, ok := strings.Cut(whole, " {\n")
	if receiver := "func (e *element) "; !ok || !strings.HasPrefix(signature, receiver) {
		return fmt.Errorf("html_gen.go has a method of another form: %s", signature)
	}
	signature = strings.ReplaceAll(signature, " HTML"+of, " *element")
	body = strings.TrimSuffix(body, "}")
	name := d.Name.Name
	for _, other := range m[name] {
		if other.signature == signature && other.body == body {
			other.elements = append(other.elements, of)
			return nil
		}
	}
	m[name] = append(m[name], &elementMethod{signature, body, []string{of}})
	return nil
}

// declare returns the declaration of a method of the type element. If elements differ in
// what it does, it depends on the tag.
func (m elementMethods) declare(name string) (string, error) {
	all := slices.SortedStableFunc(slices.Values(m[name]), func(a, b *elementMethod) int {
		return cmp.Compare(len(b.elements), len(a.elements))
	})
	most := all[0]
	var out strings.Builder
	out.WriteString(most.signature + " {\n")
	for _, other := range all[1:] {
		if other.signature != most.signature {
			return "", fmt.Errorf("html_gen.go has two signatures of %s: %s, %s", name, most.signature, other.signature)
		}
		for _, of := range other.elements {
			fmt.Fprintf(&out, "\tif e.tag == %q {\n%s}\n", strings.ToLower(of), other.body)
		}
	}
	out.WriteString(most.body + "}\n\n")
	return out.String(), nil
}

// withElement returns code with the type of the element replaced by the one type.
func withElement(code, of string) string {
	return regexp.MustCompile(`\bhtml`+of+`\b`).ReplaceAllLiteralString(code, "element")
}
