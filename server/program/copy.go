package program

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed all:_stubs
var stubs embed.FS

// copyModule writes the smaller module to the folder target.
func (s standIn) copyModule(source, target string) error {
	if err := os.RemoveAll(target); err != nil {
		return err
	}
	if err := s.copyFile(filepath.Join(source, "go.mod"), filepath.Join(target, "go.mod")); err != nil {
		return err
	}
	for _, folder := range s.folders {
		files, err := filepath.Glob(filepath.Join(source, filepath.FromSlash(folder), "*.go"))
		if err != nil {
			return err
		}
		for _, file := range files {
			name := filepath.Base(file)
			if strings.HasSuffix(name, "_test.go") || slices.Contains(s.leave, name) {
				continue
			}
			if err := s.copyFile(file, filepath.Join(target, filepath.FromSlash(folder), name)); err != nil {
				return err
			}
		}
	}
	return s.copyStubs(target)
}

// copyFile copies a file of the module, with its imports replaced and its code patched.
func (s standIn) copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	code, err := s.patched(filepath.Base(from), s.imports.Replace(string(data)))
	if err != nil {
		return err
	}
	if rewrite := s.rewrite[filepath.Base(from)]; rewrite != nil {
		if code, err = rewrite(code); err != nil {
			return fmt.Errorf("%w: %s", err, remedy)
		}
	}
	return write(to, []byte(code))
}

func (s standIn) patched(file, code string) (string, error) {
	for _, p := range s.patches {
		if p.file != file {
			continue
		}
		if n := strings.Count(code, p.old); n != 1 {
			return "", fmt.Errorf("%s of %s has %d times %q, want it once: %s", file, s.module, n, p.old, remedy)
		}
		code = strings.Replace(code, p.old, p.new, 1)
	}
	return code, nil
}

func (s standIn) copyStubs(target string) error {
	root := "_stubs/" + s.name
	if _, err := fs.Stat(stubs, root); err != nil {
		return nil
	}
	return fs.WalkDir(stubs, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := stubs.ReadFile(name)
		if err != nil {
			return err
		}
		return write(filepath.Join(target, filepath.FromSlash(strings.TrimPrefix(name, root))), data)
	})
}

func write(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
