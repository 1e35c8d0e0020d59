package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"carrito/server/exchange"
)

// target is the folder that the export replaces.
type target struct {
	folder string // full path, without symbolic links
	exists bool
}

// newTarget returns the target for out. It returns an error if the folder must
// not be replaced.
func newTarget(out, web string) (*target, error) {
	folder, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	if err := sweep(folder); err != nil {
		return nil, err
	}
	t := &target{folder: folder}
	switch resolved, err := filepath.EvalSymlinks(folder); {
	case err == nil:
		t.folder, t.exists = resolved, true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if web, err = filepath.Abs(web); err != nil {
		return nil, err
	}
	if within, err := filepath.Rel(web, folder); err == nil && filepath.IsLocal(within) {
		return nil, fmt.Errorf("%s is in the folder that is exported; choose one outside %s", out, web)
	}
	return t, t.check()
}

// check returns an error if the folder is neither an export nor empty.
func (t *target) check() error {
	if !t.exists {
		return nil
	}
	entries, err := os.ReadDir(t.folder)
	if err != nil || len(entries) == 0 {
		return err
	}
	list, err := os.ReadFile(filepath.Join(t.folder, marker))
	names, ok := strings.CutPrefix(string(list), markerTitle)
	if err != nil || !ok {
		return fmt.Errorf("%s is not replaced: it is no export of a shop; choose another folder, or empty it", t.folder)
	}
	others, err := otherFiles(t.folder, names)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return fmt.Errorf("%s is not replaced: it contains files that are not from an export; move them elsewhere: %s",
			t.folder, strings.Join(others, ", "))
	}
	return nil
}

// otherFiles returns up to five files of a folder that are not among names.
// names has one name a line.
func otherFiles(folder, names string) ([]string, error) {
	known := map[string]bool{marker: true}
	for name := range strings.Lines(names) {
		known[strings.TrimSuffix(name, "\n")] = true
	}
	var others []string
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err = filepath.Rel(folder, name)
		if err == nil && !known[filepath.ToSlash(name)] {
			others = append(others, name)
			if len(others) == 5 {
				return fs.SkipAll
			}
		}
		return err
	})
	return others, err
}

// draft creates the folder to write into, beside the one that it will replace.
func (t *target) draft() (*draft, error) {
	parent, name := filepath.Split(t.folder)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp(parent, "."+name+"-*")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(folder, 0o755); err != nil {
		return nil, err
	}
	d := &draft{folder: folder, folders: map[string]bool{}, lengths: map[string]int64{}}
	if unlock, ok := lock(folder); ok {
		d.unlock = unlock
	}
	if d.root, err = os.OpenRoot(folder); err != nil {
		return nil, err
	}
	if err := d.root.WriteFile(draftMarker, nil, 0o644); err != nil {
		return nil, err
	}
	if t.exists {
		d.before, err = os.OpenRoot(t.folder)
	}
	return d, err
}

// replace puts the draft in place of the folder. Afterwards the draft's path
// leads to the old export, if there was one.
func (t *target) replace(d *draft) error {
	if !t.exists {
		return os.Rename(d.folder, t.folder)
	}
	if err := t.check(); err != nil { // check again: files may have appeared since
		return err
	}
	return exchange.Folders(d.folder, t.folder)
}
