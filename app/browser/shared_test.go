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
// boot.js, start.js and the program use, and no other.
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
	program := fields(`(?:shared|boot|Get\("carrito"\))\.(?:Get|Set|Call)\("(\w+)"`, read("*.go")+read("../ui/part/*.go")+read("../ui/pages/*.go"))
	script := fields(`\bcarrito\.(\w+)`, read("../../web/boot.js")+read("../../web/start.js"))
	script = append(script, "memory") // boot.js makes the object with it
	used := slices.Sorted(slices.Values(append(program, script...)))
	if used = slices.Compact(used); !slices.Equal(described, used) {
		t.Errorf("the scripts and the program use the fields %q, shared.go describes %q; want the same", used, described)
	}
	for _, name := range described {
		scripts := name == "start" || name == "chosen" // only between the two
		if !scripts && !slices.Contains(program, name) || name != "arrive" && !slices.Contains(script, name) {
			t.Errorf("only one side uses the field %s; want both", name)
		}
	}
}
