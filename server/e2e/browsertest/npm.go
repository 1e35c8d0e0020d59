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
func FromNPM(t testing.TB, name, version, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(NPM(t, name, version), file))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// NPM returns the folder of one release of an npm package, which it installs in .cache
// if necessary, together with the packages that it needs.
func NPM(t testing.TB, name, version string) string {
	t.Helper()
	cache := Path(".cache/" + strings.ReplaceAll(strings.TrimPrefix(name, "@"), "/", "-") + "-" + version)
	folder := filepath.Join(cache, "node_modules", name)
	if _, err := os.Stat(folder); err == nil {
		return folder
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
	if err := os.Rename(fresh, cache); err != nil {
		t.Logf("%v: another test has stored it", err)
	}
	return folder
}
