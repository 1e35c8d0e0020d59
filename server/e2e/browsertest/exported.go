package browsertest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"carrito/server/export"
)

// exports holds the folders that shops were exported to, by their names. Each export is made
// once for all stories.
var exports = struct {
	sync.Mutex
	folders map[string]string
}{folders: map[string]string{}}

// ExportedShop returns the root folder of a host with the demo shop under a path.
func ExportedShop(t testing.TB, path string) string {
	t.Helper()
	return exported(t, "host", path, func() export.Options { return export.Options{Files: DemoFiles, Precompress: true} })
}

// exportedWith is like [ExportedShop], with another catalogue and without precompressed
// files, which take most of the time.
func exportedWith(t testing.TB, path, products string) string {
	t.Helper()
	name := fmt.Sprintf("host-%.4x", sha256.Sum256([]byte(products)))
	return exported(t, name, path, func() export.Options { return export.Options{Files: demoFiles(t, products)} })
}

// exported returns the root folder of a host with an exported shop under a path. It is in
// .cache, in a folder named after that of the running test, because the tests of several
// folders run at the same time. The next run replaces it.
func exported(t testing.TB, name, path string, options func() export.Options) string {
	t.Helper()
	exports.Lock()
	defer exports.Unlock()
	name += strings.ReplaceAll(path, "/", "-")
	if folder, ok := exports.folders[name]; ok {
		return folder
	}
	running, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	host := Path(".cache/e2e/" + filepath.Base(running) + "/" + name)
	o := options()
	o.Out, o.Base = host+path, "https://shop.example"+path+"/"
	if _, err := export.Export(context.Background(), o); err != nil {
		t.Fatalf("%v\nrun make build first", err)
	}
	exports.folders[name] = host
	return host
}
