// Package kept changes a file whole or not at all while others may change it too, and
// keeps its last versions in a hidden folder, which is neither served nor exported.
package kept

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"carrito/server/regular"
)

// File is a file whose versions are kept.
type File struct {
	Path   string
	Folder string // with the versions; empty for one beside the file
	Drafts string // pattern of the names of files that are not complete yet
	Limit  int64  // the largest content, in bytes

	// Describe says how two versions differ, and how many changes it leaves out. It may
	// be nil.
	Describe func(before, after []byte) (changes []Change, more int)

	Sharing Sharing // keeps the file the same as at other servers; nil for one server
}

// Sharing keeps files the same at several servers that have no common folder. Contents
// are nil where there is no file. The caller holds the file's lock.
type Sharing interface {
	// Take brings the file to the edition that the servers share. It may change the
	// file's path.
	Take(f *File) error
	// Offer makes after the edition that the servers share. It returns [ErrRestless] if
	// that is not before any more, [ErrUnshared] if they cannot be reached, and
	// [ErrUncertain] if they went away and may have the change or not.
	Offer(f *File, by string, before, after []byte) error
}

// ErrUnshared is the error if a change cannot be shared with the other servers.
var ErrUnshared = errors.New("the change could not be shared with the other servers, so nothing is changed; try again")

// ErrUncertain is the error if the other servers went away while a change was shared.
var ErrUncertain = errors.New("it is not known whether the change was saved, because the other servers went away meanwhile; load the page again and look")

// attempts is how often Update starts again because the file has changed.
const attempts = 10

// ErrRestless is the error if the file changes all the time.
var ErrRestless = errors.New("the file is changed all the time by another program; try again")

// locks has a mutex for each folder of versions.
var locks sync.Map

// Lock keeps other programs that use this package from changing the file, until unlock
// is called. It removes what is left of programs that were killed.
func (f *File) Lock() (unlock func(), err error) {
	folder := f.folder()
	mu, _ := locks.LoadOrStore(folder, new(sync.Mutex))
	mu.(*sync.Mutex).Lock()
	release := mu.(*sync.Mutex).Unlock
	if err := os.MkdirAll(folder, 0o755); err != nil {
		release()
		return nil, err
	}
	leave, err := lockFolder(folder)
	if err != nil {
		release()
		return nil, err
	}
	for _, where := range []string{folder, filepath.Dir(f.Path)} {
		names, _ := filepath.Glob(filepath.Join(where, f.Drafts))
		for _, name := range names {
			os.Remove(name)
		}
	}
	return func() { leave(); release() }, nil
}

// Read returns the content of the file, or nil if there is no file.
func (f *File) Read() ([]byte, error) {
	content, err := regular.Read(f.Path, f.Limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if content == nil && err == nil {
		content = []byte{}
	}
	return content, err
}

// Update changes the file in the name of by. edit returns the new content, or nil to
// remove the file; before is nil if there is no file. An error of edit changes nothing.
// Update calls edit again if another program has changed the file meanwhile. It returns
// the number of the version that it has made, or 0 if there was nothing to change.
func (f *File) Update(by string, edit func(before []byte) (after []byte, err error)) (version int, err error) {
	unlock, err := f.Lock()
	if err != nil {
		return 0, err
	}
	defer unlock()
	for range attempts {
		if err := f.Take(); err != nil {
			return 0, err
		}
		before, err := f.Read()
		if err != nil {
			return 0, err
		}
		after, err := edit(before)
		if err != nil || bytes.Equal(before, after) && (before == nil) == (after == nil) {
			return 0, err
		}
		if int64(len(after)) > f.Limit {
			return 0, fmt.Errorf("%s would have %d bytes, and at most %d are read: nothing is changed", filepath.Base(f.Path), len(after), f.Limit)
		}
		version, err := f.Commit(by, before, after)
		if !errors.Is(err, ErrRestless) {
			return version, err
		}
	}
	return 0, ErrRestless
}

// Take brings the file to the edition that all servers share. The caller holds the lock.
func (f *File) Take() error {
	if f.Sharing == nil {
		return nil
	}
	return f.Sharing.Take(f)
}

// Commit puts after in the place of before, and keeps both as versions. It returns
// [ErrRestless] if the file no longer has the content before. The version is written
// first, so that on a full disk nothing is changed. The caller holds the lock.
func (f *File) Commit(by string, before, after []byte) (version int, err error) {
	return f.commit(Version{By: by, Kind: Edited}, before, after, func() error {
		if f.Sharing == nil {
			return nil
		}
		return f.Sharing.Offer(f, by, before, after)
	})
}

// Adopt is [File.Commit] for a change that was made at another server. v says who made it,
// and when.
func (f *File) Adopt(v Version, before, after []byte) error {
	_, err := f.commit(v, before, after, func() error { return nil })
	return err
}

// commit calls offer last before it changes the file, and changes nothing on an error.
func (f *File) commit(v Version, before, after []byte, offer func() error) (version int, err error) {
	if err := f.keepOutside(before); err != nil {
		return 0, err
	}
	v.Changes, v.More = f.describe(before, after)
	staged, err := f.stage(v, bytes.NewReader(after))
	if err != nil {
		return 0, err
	}
	defer staged.drop()
	unchanged := func() error {
		if now, err := f.Read(); err != nil || !bytes.Equal(now, before) || (now == nil) != (before == nil) {
			return errors.Join(err, ErrRestless)
		}
		return offer()
	}
	if after == nil {
		if err := unchanged(); err != nil {
			return 0, err
		}
		if err := os.Remove(f.Path); err != nil && before != nil {
			return 0, err
		}
	} else if err := f.replace(f.Path, after, unchanged); err != nil {
		return 0, err
	}
	return staged.publish()
}

func (f *File) describe(before, after []byte) ([]Change, int) {
	if f.Describe == nil {
		return nil, 0
	}
	return f.Describe(before, after)
}

// Replace replaces a file beside this one whole or not at all.
func (f *File) Replace(name string, content []byte) error {
	return f.replace(name, content, func() error { return nil })
}

// replace replaces a file whole or not at all. It returns the error of unchanged, which
// it calls last, without changing anything.
func (f *File) replace(name string, content []byte, unchanged func() error) error {
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	draft, err := os.CreateTemp(filepath.Dir(name), f.Drafts)
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(content)
	if err := errors.Join(err, draft.Chmod(mode), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := unchanged(); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// syncFolder makes sure that the names in a folder are on the disk.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	folder.Sync() // not possible on every system
	return nil
}

// Hash returns a short hash of a content, and goes back to its start.
func Hash(content io.ReadSeeker) (string, error) {
	sum := sha256.New()
	_, err := io.Copy(sum, content)
	if err == nil {
		_, err = content.Seek(0, io.SeekStart)
	}
	return hex.EncodeToString(sum.Sum(nil)[:16]), err
}
