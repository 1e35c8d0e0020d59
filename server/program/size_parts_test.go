package program

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// biggest lists the packages with the most code in the program. It builds the program
// again with names, which the shipped program does not have.
func biggest(t *testing.T) string {
	t.Helper()
	file := t.TempDir() + "/app.wasm"
	if err := linkSmall(root, t.TempDir(), file, true); err != nil {
		return err.Error()
	}
	program, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	sizes, err := codeByPackage(program)
	if err != nil {
		return err.Error()
	}
	packages := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int { return sizes[b] - sizes[a] })
	var b strings.Builder
	for _, name := range packages[:min(25, len(packages))] {
		fmt.Fprintf(&b, "%9d bytes of code  %s\n", sizes[name], name)
	}
	return b.String()
}

// codeByPackage returns the bytes of code of each package. The names of functions are
// in the custom section "name", their bodies in the code section. The indexes in "name"
// count imported functions first.
func codeByPackage(module []byte) (map[string]int, error) {
	const importSection, codeSection, functionNames = 2, 10, 1
	_, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	var bodies []int
	imported := 0
	names := map[int]string{}
	for _, s := range all {
		r := wasmReader{rest: s.body}
		switch {
		case s.id == importSection:
			// The Go linker imports only functions.
			imported = r.number()
		case s.id == codeSection:
			for range r.number() {
				bodies = append(bodies, len(r.take(r.number())))
			}
		case s.id == customSection && string(r.take(r.number())) == "name":
			for len(r.rest) > 0 {
				kind := r.take(1)[0]
				part := wasmReader{rest: r.take(r.number())}
				for kind == functionNames && len(part.rest) > 0 {
					for range part.number() {
						index := part.number()
						names[index] = string(part.take(part.number()))
					}
				}
			}
		}
	}
	sizes := map[string]int{}
	for i, size := range bodies {
		sizes[packageOf(names[imported+i])] += size
	}
	return sizes, nil
}

// packageOf returns the package of a function. In a WebAssembly module, the Go linker
// names a function "encoding_json.__Decoder_.Decode". The path of the package ends at
// the first dot after the host.
func packageOf(function string) string {
	host := ""
	for _, h := range []string{"github.com_", "golang.org_"} {
		if strings.HasPrefix(function, h) {
			host = h
		}
	}
	path, _, _ := strings.Cut(function[len(host):], ".")
	return host + path
}

func TestBiggestParts(t *testing.T) {
	parts := biggest(t)
	for _, want := range []string{"runtime", "github.com_maxence_charriere_go_app_v10_pkg_app"} {
		if !strings.Contains(parts, "  "+want+"\n") {
			t.Errorf("the biggest parts lack %s:\n%s", want, parts)
		}
	}
	t.Logf("\n%s", parts)
}
