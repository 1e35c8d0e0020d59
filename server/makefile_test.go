package main

import (
	"go/ast"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The Makefile names only tests and benchmarks that exist: go test runs nothing for
// another name, and succeeds. A benchmark must be in the folder that its line names.
func TestMakefileNamesTests(t *testing.T) {
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	exists := map[string]bool{} // by name, and by name and folder
	for name, file := range sources(t) {
		for _, declared := range file.syntax.Decls {
			if f, ok := declared.(*ast.FuncDecl); ok && strings.HasSuffix(name, "_test.go") {
				exists[f.Name.Name] = true
				exists[f.Name.Name+" "+path.Dir(name)] = true
			}
		}
	}
	found := 0
	for line := range strings.Lines(string(makefile)) {
		for _, name := range regexp.MustCompile(`\b(Test|Benchmark)[A-Z]\w*`).FindAllString(line, -1) {
			found++
			if folder := regexp.MustCompile(`\./(server/\S+)$`).FindStringSubmatch(strings.TrimSpace(line)); folder != nil {
				name += " " + folder[1]
			}
			if !exists[name] {
				t.Errorf("the Makefile names %s, and there is none", name)
			}
		}
	}
	if found == 0 {
		t.Error("the Makefile names no test: this test reads it wrongly")
	}
}
