// Package program builds a small browser program.
//
// go-app brings net/http, crypto, regexp and encoding/json into every program, although
// a browser needs none of them. piglig/go-qr brings fmt and image encoders. [Build]
// copies the source of these two modules and of google/uuid to an ignored folder,
// leaves out the few files that use those packages or replaces them with stand-ins, and
// builds with the copies instead of the modules. In the copy of go-app, all HTML elements
// have one type; see elements.go. A few calls are replaced as well, so that a page stays
// correct when a translator or an extension changes its nodes; see foreign.go among the
// stand-ins. The first page is mounted in short steps; see app/browser/rest.
//
// The stand-ins for fmt, net/url and os are under app/small, and the shop's own code is
// built with them too. Two files of package time are patched, and internal/godebug has a
// stand-in; see library. No source of the modules is kept in the repository. The stand-ins
// fit one release of each module. With another release, the build fails and says what to
// do.
//
// Finally, the output of the Go linker is split and packed. The first module, app.wasm,
// has the functions that starts of the program and the first use of each page call, by
// the lists in start.txt and use.txt, and those that must not be late. The second one,
// rest.wasm, has the others; web/start.js loads it when the page has time, or when Go
// calls one of them. Until then Go pauses. See split.go for how, stay.go for what stays,
// and web/rest.js for what runs both. With a Go release that the package does not know,
// the program is in one module, and the build says so.
package program

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Options are what a build may be asked for.
type Options struct {
	Small bool // with the stand-ins instead of the original modules
	Split bool // in two modules; see split.go
}

// Build builds the program in the folder app of the module at root, and writes it to
// out. It uses the folder work for the copies. If the program is split, its second
// module is [RestFile] beside out. If not, Build removes that file. It returns a sentence
// if it builds otherwise than asked, or "".
func Build(root, work, out string, o Options) (note string, err error) {
	if !filepath.IsAbs(out) {
		out = filepath.Join(root, out)
	}
	if err := os.Remove(restFile(out)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if !o.Small {
		return "", link(root, out, nil, "-ldflags=-s -w")
	}
	release, err := goTool(root, "env", "GOVERSION")
	if err != nil {
		return "", err
	}
	known := release == knownRelease || strings.HasPrefix(release, knownRelease+".")
	if !known {
		note = fmt.Sprintf("the program is built whole, because package program knows the tables of %s and not of %s", knownRelease, release)
	}
	if err := linkSmall(root, work, out, known, withNames); err != nil {
		return "", err
	}
	return note, packFile(out, known, o.Split)
}

// RestFile is the name of the file with the second module of a program.
const RestFile = "rest.wasm"

// restFile returns the file beside out for the second module.
func restFile(out string) string { return filepath.Join(filepath.Dir(out), RestFile) }

// withNames are flags that leave out everything for debuggers but the names of
// functions, which warmable needs.
const withNames = "-ldflags=-w"

// Script returns the script that runs the program: that of the Go release, and then
// web/rest.js and web/start.js.
func Script(root string) ([]byte, error) {
	goRoot, err := goTool(root, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var script []byte
	for _, file := range []string{
		filepath.Join(goRoot, "lib", "wasm", "wasm_exec.js"), filepath.Join(root, "web", "rest.js"), filepath.Join(root, "web", "start.js"),
	} {
		part, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		script = append(script, part...)
	}
	return script, nil
}

// linkSmall builds the program with the copies instead of the modules. known reports
// whether the Go release is knownRelease.
func linkSmall(root, work, out string, known bool, args ...string) error {
	modfile, err := prepare(root, work)
	if err != nil {
		return err
	}
	overlay, err := overlayApp(root, work, known)
	if err != nil {
		return err
	}
	args = append(args, "-modfile="+modfile, "-overlay="+overlay)
	for _, packages := range notInlined {
		args = append(args, "-gcflags="+packages+"=-l")
	}
	var environment []string
	if known {
		environment = append(environment, "GOEXPERIMENT="+experiment)
	}
	if err := link(root, out, environment, args...); err != nil {
		return fmt.Errorf("%w\nthe stand-ins may not fit the release in go.mod: %s", err, remedy)
	}
	return nil
}

// link builds the program for the browser. The program contains neither its folder nor
// its commit, so that its bytes are the same on every machine.
func link(root, out string, environment []string, args ...string) error {
	args = append([]string{"build", "-trimpath", "-buildvcs=false", "-o", out}, args...)
	build := exec.Command("go", append(args, "./app")...)
	build.Dir = root
	build.Env = append(append(os.Environ(), "GOOS=js", "GOARCH=wasm"), environment...)
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	return nil
}

// knownRelease is the Go release whose table of symbols and experiments this package
// knows. With another release, the program is whole and some kilobytes larger. It is a
// variable for tests.
var knownRelease = "go1.26"

// experiment selects the garbage collector of earlier releases. The one of Go 1.26 is
// made for large heaps on many processors, and makes the program 8 kB larger in Brotli.
const experiment = "nogreenteagc"

// packFile packs the program in the file out. known reports whether the Go release is
// knownRelease. Only then it can be split.
func packFile(out string, known, split bool) error {
	module, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	packed, err := packed(module, known, split)
	if err != nil {
		return fmt.Errorf("%s: %w: build it with SPLIT=false, or else with SMALL=false", out, err)
	}
	if packed.rest != nil {
		if err := os.WriteFile(restFile(out), packed.rest, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(out, packed.first, 0o755)
}

// packed packs a program in one module or two.
func packed(module []byte, known, parted bool) (halves, error) {
	if !known {
		whole, err := pack(module, false)
		return halves{first: whole}, err
	}
	if parted {
		first, rest, err := Split(module, chosen())
		return halves{first, rest}, err
	}
	module, err := warmable(module)
	if err != nil {
		return halves{}, err
	}
	whole, err := pack(module, true)
	return halves{first: whole}, err
}

// notInlined are the packages whose functions are not inlined. Drawing a page takes a
// little longer, and the program is 28 kB smaller in Brotli.
var notInlined = []string{"carrito/app/...", "github.com/maxence-charriere/go-app/v10/...", "github.com/piglig/go-qr/..."}

const remedy = "update server/program, or build without the stand-ins by SMALL=false"

// prepare makes the copies and returns the path of a go.mod that replaces the modules
// with them.
func prepare(root, work string) (modfile string, err error) {
	root, err = filepath.Abs(root)
	if err != nil {
		return "", err
	}
	work, err = filepath.Abs(work)
	if err != nil {
		return "", err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	for _, s := range standIns {
		source, err := s.source(root)
		if err != nil {
			return "", err
		}
		target := filepath.Join(work, s.name)
		if err := s.copyModule(source, target); err != nil {
			return "", err
		}
		// The path is relative to root, because the linker writes it into the program.
		path, err := filepath.Rel(root, target)
		if err != nil {
			return "", err
		}
		mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", s.module, filepath.ToSlash(path))
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(work, "go.sum"), sum, 0o644); err != nil {
		return "", err
	}
	modfile = filepath.Join(work, "go.mod")
	return modfile, os.WriteFile(modfile, mod, 0o644)
}

// source returns the folder of the module's source. It returns an error if go.mod
// requires another release than the stand-ins fit.
func (s standIn) source(root string) (string, error) {
	found, err := goTool(root, "list", "-m", "-f", "{{.Version}}", s.module)
	if err != nil {
		return "", err
	}
	if found != s.version {
		return "", fmt.Errorf("go.mod requires %s %s, but the stand-ins in server/program/_stubs fit %s: %s", s.module, found, s.version, remedy)
	}
	if _, err := goTool(root, "mod", "download", s.module); err != nil {
		return "", err
	}
	return goTool(root, "list", "-m", "-f", "{{.Dir}}", s.module)
}

// goTool runs the go command and returns what it prints.
func goTool(root string, args ...string) (string, error) {
	command := exec.Command("go", args...)
	command.Dir = root
	var stderr strings.Builder
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(output)), nil
}
