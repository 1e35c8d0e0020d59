//go:build !js

package browser

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestSharedFields holds that shared.go describes the fields of window.carrito that
// boot.js and the program use, and no other.
func TestSharedFields(t *testing.T) {
	read := func(pattern string) (texts string) {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: got no files, %v", pattern, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts += string(content)
		}
		return texts
	}
	fields := func(pattern, text string) []string {
		found := map[string]bool{}
		for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			found[match[1]] = true
		}
		return slices.Sorted(maps.Keys(found))
	}
	described := fields(`(?m)^//\t(\w+)[( ]`, read("shared.go"))
	program := fields(`(?:shared|boot|Get\("carrito"\))\.(?:Get|Set|Call)\("(\w+)"`, read("*.go")+read("../ui/pages/*.go"))
	if !slices.Equal(described, program) {
		t.Errorf("the program uses the fields %q, shared.go describes %q; want the same", program, described)
	}
	script := fields(`\bcarrito\.(\w+)`, read("../../web/boot.js"))
	for _, name := range append(script, "memory") {
		if !slices.Contains(described, name) {
			t.Errorf("boot.js uses the field %s; want it described in shared.go", name)
		}
	}
	if without := []string{"arrive"}; len(script)+len(without) != len(described) {
		t.Errorf("boot.js uses the fields %q, want all of %q but %q", script, described, without)
	}
}
