package browsertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// FromNPM returns a file of one release of an npm package. The package is stored in
// .cache, which git ignores, and is never part of the shop.
func FromNPM(t *testing.T, name, version, file string) []byte {
	t.Helper()
	cache := Path(".cache/" + strings.ReplaceAll(strings.TrimPrefix(name, "@"), "/", "-") + "-" + version)
	file = filepath.Join("node_modules", name, file)
	if content, err := os.ReadFile(filepath.Join(cache, file)); err == nil {
		return content
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Fatalf("npm is needed to install %s: install the package npm", name)
	}
	// npm installs it elsewhere, because tests of other folders may do so at the same
	// time.
	if err := os.MkdirAll(filepath.Dir(cache), 0o777); err != nil {
		t.Fatal(err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(cache), "npm-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(fresh)
	install := exec.Command(npm, "install", "--prefix", fresh, "--no-audit", "--no-fund", "--ignore-scripts", name+"@"+version)
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm install %s: %v\n%s", name, err, out)
	}
	content, err := os.ReadFile(filepath.Join(fresh, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(fresh, cache); err != nil {
		t.Logf("%v: another test has stored it", err)
	}
	return content
}
