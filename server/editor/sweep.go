package editor

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"carrito/server/images"
	"carrito/server/kept"
	"carrito/server/regular"
)

// Sweep removes uploads and photos that are older than before, and the small pictures
// made from them. It keeps photos that the catalogue, shop.json, a page of the owner's
// own or an earlier version of them names.
func (e *Editor) Sweep(before time.Time) error {
	uploads, err := e.oldFiles(uploadFolder, before)
	if err != nil {
		return err
	}
	photos, err := e.oldFiles(photoFolder, before)
	if err != nil {
		return err
	}
	if err := e.keepUsed(photos); err != nil {
		return err
	}
	for name := range uploads {
		if err := os.Remove(filepath.Join(e.files.Web, uploadFolder, name)); err != nil {
			return err
		}
	}
	var removed []string
	for name := range photos {
		if err := os.Remove(filepath.Join(e.files.Web, photoFolder, name)); err != nil {
			return err
		}
		e.log.Printf("the page of products: the photo %s is removed, because nothing names it", name)
		removed = append(removed, "/web/"+photoFolder+"/"+name)
	}
	return images.Remove(e.files.Web, removed...)
}

// oldFiles returns the names of the files in a folder that are older than before.
func (e *Editor) oldFiles(folder string, before time.Time) (map[string]bool, error) {
	entries, err := os.ReadDir(filepath.Join(e.files.Web, folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	old := map[string]bool{}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && info.ModTime().Before(before) {
			old[entry.Name()] = true
		}
	}
	return old, nil
}

// keepUsed removes those photos from the set that a file names. It reads one file at a
// time, and earlier versions only if photos are left that the current files do not name.
func (e *Editor) keepUsed(photos map[string]bool) error {
	names := []string{e.files.Shop, e.files.Products}
	limits := map[string]int64{e.files.Shop: regular.Settings, e.files.Products: regular.Catalogue}
	pages, err := filepath.Glob(filepath.Join(e.files.Web, "pages", "*.md"))
	if err != nil {
		return err
	}
	for _, name := range append(names, pages...) {
		if len(photos) == 0 {
			return nil
		}
		limit := limits[name]
		if limit == 0 {
			limit = regular.Text
		}
		text, err := regular.Read(name, limit)
		if err != nil {
			return err
		}
		keepNamed(photos, text)
	}
	versions, err := e.file.Versions()
	if err != nil {
		return err
	}
	for _, v := range versions {
		if len(photos) == 0 {
			return nil
		}
		old, err := e.file.Version(v.Number)
		if err != nil {
			return fmt.Errorf("version %d: %w", v.Number, err)
		}
		keepNamed(photos, old.Bytes())
	}
	return e.keepEarlier(photos)
}

// keepEarlier removes those photos from the set that an earlier version of shop.json or
// of a page names.
func (e *Editor) keepEarlier(photos map[string]bool) error {
	files := []*kept.File{{Path: e.files.Shop, Limit: regular.Settings}}
	folders, err := filepath.Glob(filepath.Join(e.files.Web, "pages", ".*.versions"))
	if err != nil {
		return err
	}
	for _, folder := range folders {
		files = append(files, &kept.File{Folder: folder, Limit: regular.Text})
	}
	for _, file := range files {
		versions, err := file.Versions()
		if err != nil {
			return err
		}
		for _, v := range versions {
			if len(photos) == 0 {
				return nil
			}
			text, err := file.Version(v.Number)
			if err != nil {
				return fmt.Errorf("version %d of %s: %w", v.Number, cmp.Or(file.Path, file.Folder), err)
			}
			keepNamed(photos, text)
		}
	}
	return nil
}

// keepNamed removes from a set the photos that a text names. A text may have the
// slashes of an address as \/ too.
func keepNamed(photos map[string]bool, text []byte) {
	folder := []byte(photoFolder[strings.LastIndexByte(photoFolder, '/')+1:])
	for {
		at := bytes.Index(text, folder)
		if at < 0 {
			return
		}
		text = text[at+len(folder):]
		name := bytes.TrimLeft(text[:min(len(text), 300)], `\/`)
		if end := bytes.IndexAny(name, "\"'\\/()<>?# \n"); end >= 0 {
			name = name[:end]
		}
		delete(photos, string(name))
	}
}
