// Package private keeps files that hold the data of shoppers from everyone else:
// databases of orders, their backups and tables made from them.
//
// Use [Check] before such a file is named to anything that writes it, [Create] to
// make one, and [Mend] for one that is there.
package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// mode is that of a private file: only its owner reads and writes it.
const mode fs.FileMode = 0o600

// Check refuses a file in the folder web, from which anyone may fetch, whatever
// links lead there. The file need not exist.
func Check(file, web string) error {
	served, err := os.Stat(web)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	resolved, err := realPath(file)
	if err != nil {
		return err
	}
	for folder := resolved; ; folder = filepath.Dir(folder) {
		if info, err := os.Stat(folder); err == nil && os.SameFile(info, served) {
			return fmt.Errorf("%s is in the folder %s, from which anyone may fetch; put it elsewhere", file, web)
		}
		if folder == filepath.Dir(folder) {
			return nil
		}
	}
}

// maxLinks is how many links in a row are followed.
const maxLinks = 40

// realPath returns the path of a file with links resolved. The file, or folders on
// its path, need not exist.
func realPath(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	for range maxLinks {
		resolved, err := filepath.EvalSymlinks(name)
		if err == nil {
			return resolved, nil
		}
		target, err := os.Readlink(name) // a link to what does not exist yet
		if err != nil {
			folder, base := filepath.Split(name)
			if folder == name {
				return name, nil
			}
			parent, err := realPath(filepath.Clean(folder))
			return filepath.Join(parent, base), err
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(name), target)
		}
		name = target
	}
	return "", fmt.Errorf("%s: too many links", name)
}

// Create makes a new file that only its owner reads, with what write puts into it.
// The file has its name once it is whole and on the disk. Until then it is a draft
// beside it, which the next Create of that name removes should this one be killed.
// A file that is there is left as it is, and the error is fs.ErrExist.
func Create(name string, write func(*os.File) error) error {
	if _, err := os.Lstat(name); err == nil {
		return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	draft := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".draft")
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(draft, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer os.Remove(draft)
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("%s is not written: %w", name, err)
	}
	err = os.Link(draft, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(draft, name) // where there are no links
}

// Mend takes from everyone but its owner the right to read or write a file. It
// does nothing where there is no such file.
func Mend(name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Perm()&^mode == 0:
		return nil
	}
	if err := os.Chmod(name, info.Mode().Perm()&mode); err != nil {
		return fmt.Errorf("others can read it, and that cannot be changed: %w", err)
	}
	return nil
}
