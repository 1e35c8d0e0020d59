package asset

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Cache is a folder of compressed forms, named by the hash of the content. A
// form that takes half a minute is thus made once rather than at every start. The
// folder has earlier versions too, for [Body.SendForever] and [Cache.Recover].
// If the folder cannot be read or written, the cache does nothing.
type Cache struct{ Folder string }

const (
	minCached = 256 << 10 // smaller content, in bytes, is compressed within a second
	maxCached = 48        // files: three forms of each of the latest sixteen bodies, eight programs
)

// large reports whether the cache keeps the forms of a body.
func (b *Body) large() bool { return b.effort == Thorough && len(b.plain.body) >= minCached }

// compress returns the body in a coding, from the folder if it is there. It
// reports false if it stopped because the form is no longer wanted.
func (c *Cache) compress(to coding, b *Body, wanted func() bool) (form []byte, ok bool) {
	if c == nil || !b.large() {
		return compress(to, b.plain.body, b.effort, wanted)
	}
	name := filepath.Join(c.Folder, b.sum+"."+codingNames[to])
	if form, err := os.ReadFile(name); err == nil && len(form) > 0 {
		return form, true
	}
	form, ok = compress(to, b.plain.body, b.effort, wanted)
	if ok && c.write(name, form) == nil {
		c.prune()
	}
	return form, ok
}

// write writes a file atomically.
func (c *Cache) write(name string, form []byte) error {
	if err := os.MkdirAll(c.Folder, 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(c.Folder, "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(form)
	if err := cmp.Or(err, file.Close(), os.Chmod(file.Name(), 0o644)); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// prune removes the oldest files.
func (c *Cache) prune() {
	entries, err := os.ReadDir(c.Folder)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for _, file := range files[min(maxCached, len(files)):] {
		os.Remove(filepath.Join(c.Folder, file.Name()))
	}
}
