package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestVersion(t *testing.T) {
	out, err := command(t, "version")
	if err != nil || !regexp.MustCompile(`^carrito \S+, \w+/\w+, go1\.\S+\n`).MatchString(out) {
		t.Errorf("got %q, %v", out, err)
	}
	out, err = command(t, "version", "-json")
	var v version
	if err != nil || json.Unmarshal([]byte(out), &v) != nil || v.Version == "" || !strings.HasPrefix(v.Go, "go1.") || !strings.Contains(v.Platform, "/") {
		t.Errorf("got %q, %v", out, err)
	}
}
