package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fromNPM returns a file of one release of an npm package. The package is stored in
// .cache, which git ignores, and is never part of the shop.
func fromNPM(t *testing.T, name, version, file string) []byte {
	t.Helper()
	cache, err := filepath.Abs("../../.cache/" + strings.ReplaceAll(strings.TrimPrefix(name, "@"), "/", "-") + "-" + version)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(cache, "node_modules", name, file)
	if content, err := os.ReadFile(file); err == nil {
		return content
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Fatalf("npm is needed to install %s: install the package npm", name)
	}
	install := exec.Command(npm, "install", "--prefix", cache, "--no-audit", "--no-fund", "--ignore-scripts", name+"@"+version)
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm install %s: %v\n%s", name, err, out)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
