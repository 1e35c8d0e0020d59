package browsertest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Main runs the tests of a folder, for its TestMain. If something that all tests need is
// missing, it prints what to do instead. After the tests it closes the browsers and
// prints which steps were skipped. It does not return.
func Main(m *testing.M) {
	flag.Parse()
	if err := ready(); err != nil && flag.Lookup("test.list").Value.String() == "" {
		fmt.Println(err)
		os.Exit(1)
	}
	code := m.Run()
	for _, p := range []*process{&shells, &desktops} {
		if p.ctx != nil {
			p.stop()
		}
	}
	for _, e := range others {
		e.close()
	}
	printLeftOut()
	os.Exit(code)
}

// ready returns an error that says what to build or install before the tests can run.
func ready() error {
	for _, name := range []string{"app.wasm", "wasm_exec.js"} {
		if _, err := os.Stat(filepath.Join(Web, name)); err != nil {
			return errors.New("the browser program is not built: run make program")
		}
	}
	if _, err := os.Stat(filepath.Join(Web, "sized")); err != nil {
		fmt.Println("web/sized is missing: run make build, which stories of pictures and of the exported shop need")
	}
	_, err := findChromium()
	return err
}
