// Package program builds the browser program small.
//
// go-app brings net/http, crypto, regexp and encoding/json into every program,
// although a browser needs none of them; piglig/go-qr brings fmt, and pictures
// that nobody looks at. [Build] copies the source of these two and of google/uuid
// into an ignored folder, leaves out the few files that use them or puts
// stand-ins of our own in their place, and builds with the copies in the modules'
// places. In go-app's copy a few calls are replaced as well, so that a page holds
// when a translator or an extension changes its nodes: foreign.go, among the
// stand-ins, says how. For fmt, net/url and os there are stand-ins under app/small,
// which the shop's own code gets too. Nothing of the modules' source is kept. The stand-ins
// fit one release of each module; with another one the build fails and says what
// to do. What the Go linker writes is then packed: see pack.go.
package program

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Build builds the program in folder app of the module at root into out, using
// folder work for the copies. Small false builds with the modules as they are.
func Build(root, work, out string, small bool) error {
	const noSymbols = "-ldflags=-s -w"
	if !small {
		return link(root, out, nil, noSymbols)
	}
	release, err := goTool(root, "env", "GOVERSION")
	if err != nil {
		return err
	}
	known := release == knownRelease || strings.HasPrefix(release, knownRelease+".")
	if err := linkSmall(root, work, out, known, noSymbols); err != nil {
		return err
	}
	return packFile(root, out, known)
}

// linkSmall builds with the copies in the modules' places.
func linkSmall(root, work, out string, known bool, args ...string) error {
	modfile, err := prepare(root, work)
	if err != nil {
		return err
	}
	overlay, err := overlayApp(root, work)
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

// link builds the program for the browser. Neither the folder nor the commit gets
// into it, so that its bytes are the same on every machine.
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

// knownRelease is the Go release whose table of symbols and whose experiments
// this package knows. With another one the program is some kilobytes larger.
const knownRelease = "go1.26"

// experiment is the garbage collector of earlier releases: the one of Go 1.26 is
// made for large heaps on many processors, and is 8 kB of Brotli larger.
const experiment = "nogreenteagc"

// packFile packs the program in a file.
func packFile(root, out string, strip bool) error {
	if !filepath.IsAbs(out) {
		out = filepath.Join(root, out)
	}
	module, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	packed, err := pack(module, strip)
	if err != nil {
		return fmt.Errorf("%s: %w: build it with SMALL=false", out, err)
	}
	return os.WriteFile(out, packed, 0o755)
}

// notInlined are the packages whose functions stay calls: drawing a page takes a
// little longer, and the program is 28 kB of Brotli smaller.
var notInlined = []string{"carrito/app/...", "github.com/maxence-charriere/go-app/v10/...", "github.com/piglig/go-qr/..."}

const remedy = "bring server/program up to it, or build without them by SMALL=false"

// prepare makes the copies and returns the go.mod that puts them in place.
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
		if err := s.copy(source, target); err != nil {
			return "", err
		}
		// A path from the root, because the linker writes it into the program.
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

// source returns the folder of the module's source, if it is of the release
// that the stand-ins fit.
func (s standIn) source(root string) (string, error) {
	found, err := goTool(root, "list", "-m", "-f", "{{.Version}}", s.module)
	if err != nil {
		return "", err
	}
	if found != s.version {
		return "", fmt.Errorf("go.mod asks for %s %s, but the stand-ins in server/program/_stubs fit %s: %s", s.module, found, s.version, remedy)
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
