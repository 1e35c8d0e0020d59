package export

import (
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// sink takes the files of an export. Several goroutines may call its methods at once, for
// different files.
type sink interface {
	// create begins a file. It is whole once it is closed.
	create(name string) (io.WriteCloser, error)
	// copy takes a file with the given modification time.
	copy(name string, from io.ReadSeeker, modified time.Time) error
}

// writeFile writes a file of known content.
func writeFile(to sink, name string, content []byte) error {
	file, err := to.create(name)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// draft is the new folder while it is written. Several goroutines may call its
// methods at once, for different files.
type draft struct {
	folder string // full path
	root   *os.Root
	before *os.Root // the export that it will replace; nil if there is none
	unlock func()   // see sweep; nil if folders cannot be locked

	mu      sync.Mutex
	lengths map[string]int64 // of the files so far in bytes, by name
	folders map[string]bool  // folders that exist
}

// create begins a file.
func (d *draft) create(name string) (io.WriteCloser, error) {
	file, err := d.open(name)
	if err != nil {
		return nil, err
	}
	return &written{file: file, draft: d, name: name}, nil
}

// written is a file of a draft that is being written.
type written struct {
	file   *os.File
	draft  *draft
	name   string
	length int64
}

func (w *written) Write(content []byte) (int, error) {
	n, err := w.file.Write(content)
	w.length += int64(n)
	return n, err
}

// Close ends the file. If the export before has the same file, the new one gets its
// modification time, so that browsers, rsync and the like need not fetch it again.
func (w *written) Close() error {
	if err := w.file.Close(); err != nil {
		return err
	}
	d := w.draft
	d.wrote(w.name, w.length)
	if d.before == nil {
		return nil
	}
	info, err := d.before.Stat(w.name)
	if err != nil || info.Size() != w.length || !sameContent(d.before, d.root, w.name) {
		return nil
	}
	return d.root.Chtimes(w.name, info.ModTime(), info.ModTime())
}

// copy writes a file with the given modification time.
func (d *draft) copy(name string, from io.ReadSeeker, modified time.Time) error {
	file, err := d.open(name)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, from)
	d.wrote(name, n)
	return errors.Join(err, file.Close(), d.root.Chtimes(name, modified, modified))
}

// wrote notes the length of a file.
func (d *draft) wrote(name string, length int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lengths[name] = length
}

// open makes a new file, and its folder.
func (d *draft) open(name string) (*os.File, error) {
	folder := path.Dir(name)
	d.mu.Lock()
	exists := d.folders[folder]
	d.mu.Unlock()
	if !exists {
		if err := d.root.MkdirAll(folder, 0o755); err != nil {
			return nil, err
		}
		d.mu.Lock()
		d.folders[folder] = true
		d.mu.Unlock()
	}
	return d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// marker is the file that identifies a folder as an export. It lists every file
// of the export, so that files of others are noticed.
const marker = ".carrito-export"

const markerTitle = "Written by carrito export, which replaces this folder as a whole. Its files:\n"

// close writes the marker, which is the last file.
func (d *draft) close() error {
	if err := d.root.Remove(draftMarker); err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(d.lengths))
	return writeFile(d, marker, []byte(markerTitle+strings.Join(names, "\n")+"\n"))
}

// remove removes the folder at the draft's path. After target.replace that is
// the old export.
func (d *draft) remove() error {
	d.root.Close()
	if d.unlock != nil {
		defer d.unlock()
	}
	if d.before != nil {
		d.before.Close()
	}
	return os.RemoveAll(d.folder)
}
