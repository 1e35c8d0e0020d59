// Package private protects files with shoppers' data from everyone but their
// owner: databases of orders, their backups, and tables made from them.
//
// Call [Check] before anything writes to the path of such a file, [Create] to
// create one, and [Mend] to correct the mode of an existing one.
package private

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// mode is the mode of a private file: only its owner can read and write it.
const mode fs.FileMode = 0o600

// Check returns an error if a file is in the folder web, which anyone can
// download from. It follows links. The file need not exist.
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
			return fmt.Errorf("%s is in the folder %s, which anyone can download from; put it elsewhere", file, web)
		}
		if folder == filepath.Dir(folder) {
			return nil
		}
	}
}

// maxLinks is how many symbolic links in a row are followed.
const maxLinks = 40

// realPath returns the path of a file with links resolved. The file and the
// folders on its path need not exist.
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
		target, err := os.Readlink(name) // the target of the link may not exist yet
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

// Create creates a file that only its owner can read, with the content that
// write puts into it. The file appears under its name once it is complete and
// on the disk. Until then it is a draft in the same folder; if Create is
// killed, the next Create of that name removes the draft. Create does not
// replace an existing file: it returns fs.ErrExist.
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
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	err = os.Link(draft, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(draft, name) // the file system has no hard links
}

// Mend removes the permissions of everyone but the owner from a file. It does
// nothing if the file does not exist.
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
		return fmt.Errorf("others can read the file, and its mode cannot be changed: %w", err)
	}
	return nil
}
