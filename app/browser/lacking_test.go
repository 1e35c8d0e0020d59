//go:build !js

package browser

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// standard are the objects that the program takes for granted: those of JavaScript itself,
// and Event. All others may be missing or replaced.
var standard = []string{"Date", "Event", "Intl", "JSON", "Object", "PluralRules", "Promise", "Reflect", "Uint8Array"}

// TestNothingIsTakenForGranted checks that the program gets other objects of the browser
// in a way that survives their absence: with optional, or with Reflect.get within a
// function that recovers.
func TestNothingIsTakenForGranted(t *testing.T) {
	get := regexp.MustCompile(`\.Get\("([A-Z]\w*)"\)`)
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		code, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		for _, match := range get.FindAllStringSubmatch(string(code), -1) {
			if seen[match[1]] = true; !slices.Contains(standard, match[1]) {
				t.Errorf("app/%s: Get(%q) ends the program where the browser lacks it; use optional", name, match[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range standard {
		if !seen[name] {
			t.Errorf("the program does not use %s any more; remove it from the list", name)
		}
	}
}
