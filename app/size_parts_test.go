package main_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// biggest lists the packages with the most code in the program. It builds the
// program once more with its names, which the shipped one has not.
func biggest(t *testing.T) string {
	t.Helper()
	file := t.TempDir() + "/app.wasm"
	build := exec.Command("go", "build", "-o", file, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return err.Error() + "\n" + string(out)
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

// reader reads the integers and names of the WebAssembly binary format
// (WebAssembly Core Specification, section 5).
type reader struct{ rest []byte }

func (r *reader) number() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		panic(errors.New("not a WebAssembly module: broken number"))
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		panic(errors.New("not a WebAssembly module: cut off"))
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// codeByPackage adds up the bytes of code by the package of each function. The
// functions' names stand in the custom section "name", their bodies in the
// code section. The names count the imported functions first.
func codeByPackage(module []byte) (sizes map[string]int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	const customSection, importSection, codeSection, functionNames = 0, 2, 10, 1
	var bodies []int
	imported := 0
	names := map[int]string{}
	r := reader{module[8:]}
	for len(r.rest) > 0 {
		id := r.take(1)[0]
		section := reader{r.take(r.number())}
		switch {
		case id == importSection:
			// The Go linker imports functions only: two names, a kind, a type each.
			imported = section.number()
		case id == codeSection:
			for range section.number() {
				bodies = append(bodies, len(section.take(section.number())))
			}
		case id == customSection && string(section.take(section.number())) == "name":
			for len(section.rest) > 0 {
				kind := section.take(1)[0]
				part := reader{section.take(section.number())}
				for kind == functionNames && len(part.rest) > 0 {
					for range part.number() {
						index := part.number()
						names[index] = string(part.take(part.number()))
					}
				}
			}
		}
	}
	sizes = map[string]int{}
	for i, size := range bodies {
		sizes[packageOf(names[imported+i])] += size
	}
	return sizes, nil
}

// packageOf returns the package of a function as the Go linker names it in a
// WebAssembly module: "encoding_json.__Decoder_.Decode". The path ends at the
// first dot behind that of the host.
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
