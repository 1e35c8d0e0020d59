package browsertest

import (
	"os"
	"path/filepath"
)

// Web is the demo shop's folder.
var Web = Path("web")

// Path returns the path of a file or folder of the project, given relative to the folder
// of go.mod.
func Path(name string) string { return filepath.Join(root, name) }

// root is the folder of go.mod.
var root = findRoot()

// findRoot returns the folder of go.mod, which is above that of the running test.
func findRoot() string {
	folder, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		above := filepath.Dir(folder)
		if above == folder {
			panic("no go.mod above the working directory")
		}
		folder = above
	}
}
