package program

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// overlayApp copies the files under app that import a package with a stand-in, and lets
// the copies import the stand-in. It returns the overlay file that makes the Go command
// build with the copies (go help build, -overlay), and with those of [library] if the Go
// release is knownRelease.
func overlayApp(root, work string, known bool) (overlay string, err error) {
	work, err = filepath.Abs(work)
	if err != nil {
		return "", err
	}
	root, err = filepath.Abs(root)
	if err != nil {
		return "", err
	}
	imports := strings.NewReplacer(standard...)
	var replaced struct{ Replace map[string]string }
	replaced.Replace = map[string]string{}
	folder := filepath.Join(root, "app")
	err = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		changed := imports.Replace(string(data))
		if changed == string(data) {
			return nil
		}
		relative, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		copied := filepath.Join(work, "app", relative)
		replaced.Replace[name] = copied
		return write(copied, []byte(changed))
	})
	if err != nil {
		return "", err
	}
	if known {
		if err := overlayLibrary(root, filepath.Join(work, library.name), replaced.Replace); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(replaced)
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(work, "overlay.json")
	return overlay, write(overlay, data)
}

// overlayLibrary writes the stand-ins and the patched files of Go's library to the folder
// target, and adds them to replaced.
func overlayLibrary(root, target string, replaced map[string]string) error {
	goRoot, err := goTool(root, "env", "GOROOT")
	if err != nil {
		return err
	}
	source := filepath.Join(goRoot, "src")
	if err := library.copyStubs(target); err != nil {
		return err
	}
	for _, name := range library.files {
		if err := library.copyFile(filepath.Join(source, name), filepath.Join(target, name)); err != nil {
			return err
		}
	}
	return filepath.WalkDir(target, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(target, name)
		replaced[filepath.Join(source, relative)] = name
		return err
	})
}
