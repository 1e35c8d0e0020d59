package program

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// namedProgram returns the program with the names of its functions, which the shipped program does
// not have, in one module.
var namedProgram = sync.OnceValues(func() ([]byte, error) {
	work, err := os.MkdirTemp("", "program")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	file := filepath.Join(work, "app.wasm")
	if err := linkSmall(root, work, file, true); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// biggest lists the packages with the most code in the program.
func biggest(t *testing.T) string {
	t.Helper()
	program, err := namedProgram()
	if err != nil {
		return err.Error()
	}
	functions, err := codeByFunction(program)
	if err != nil {
		return err.Error()
	}
	sizes := map[string]int{}
	for name, body := range functions {
		sizes[packageOf(name)] += len(body)
	}
	packages := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int { return sizes[b] - sizes[a] })
	var b strings.Builder
	for _, name := range packages[:min(25, len(packages))] {
		fmt.Fprintf(&b, "%9d bytes of code  %s\n", sizes[name], name)
	}
	return b.String()
}

// codeByFunction returns the code of each function by its name. The names of functions are
// in the custom section "name", their bodies in the code section. The indexes in "name"
// count imported functions first.
func codeByFunction(module []byte) (map[string][]byte, error) {
	const importSection, codeSection, functionNames = 2, 10, 1
	_, all, err := sections(module)
	if err != nil {
		return nil, err
	}
	var bodies [][]byte
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
				bodies = append(bodies, r.take(r.number()))
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
	functions := map[string][]byte{}
	for i, body := range bodies {
		name := names[imported+i]
		functions[name] = append(functions[name], body...)
	}
	return functions, nil
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

// stemmerBudget is the most that the code of the search's plurals and genders may weigh, in
// bytes of Brotli. README.md states it.
const stemmerBudget = 1000

// TestStemmerSize compresses the functions of app/search/stem.go alone. The program with and
// without them would tell nothing: any change moves its compressed size by hundreds of bytes.
func TestStemmerSize(t *testing.T) {
	program, err := namedProgram()
	if err != nil {
		t.Fatal(err)
	}
	functions, err := codeByFunction(program)
	if err != nil {
		t.Fatal(err)
	}
	var code []byte
	for _, name := range []string{"stem", "isPair", "paired", "stemRange", "related"} {
		body := functions["carrito_app_search."+name]
		t.Logf("%s: %d bytes of code", name, len(body))
		if len(body) == 0 {
			t.Errorf("got no code of %s", name)
		}
		code = append(code, body...)
	}
	if got := len(compressed(t, code)); got > stemmerBudget {
		t.Errorf("got %d bytes in Brotli, want at most %d", got, stemmerBudget)
	}
}
