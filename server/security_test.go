package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every test that SECURITY.md names exists.
func TestSecurityNamesRealTests(t *testing.T) {
	page, err := os.ReadFile("SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	defined := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	err = filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		code, err := os.ReadFile(name)
		for _, match := range function.FindAllSubmatch(code, -1) {
			defined[string(match[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\b(?:Test|Fuzz)\w+`).FindAllString(string(page), -1)
	for _, name := range named {
		if !defined[name] {
			t.Errorf("SECURITY.md names %s, which does not exist", name)
		}
	}
	if len(named) < 30 {
		t.Errorf("SECURITY.md names %d tests, want at least one for each promise", len(named))
	}
}
