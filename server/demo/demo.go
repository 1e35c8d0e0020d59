// Package demo has the demo shop and the browser program inside a released program,
// so that one file is a whole shop.
//
// [Unpack] makes a demo shop, and [Refresh] brings the browser program of a shop to
// the version of the server. A program that is not released has neither: there the
// folder web of the source is the shop.
package demo

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"carrito/server/site"
)

// Archive returns the folder web as a zip file, or nothing if this program is not a
// released one.
func Archive() []byte { return archive }

// noteFile, in the folder web, notes which files of the program Unpack and Refresh
// have written, so that those which the owner has changed are told from them.
const noteFile = ".program.json"

// note is the content of noteFile.
type note struct {
	Archive string            `json:"archive"` // SHA-256 of the archive
	Files   map[string]string `json:"files"`   // SHA-256 of each file of the program
}

// isProgram reports whether a file of the folder web belongs to the program, and not to
// the shop.
func isProgram(name string) bool {
	return strings.HasPrefix(name, "css/") || site.IsSource(name) && name != strings.TrimPrefix(site.ProductsFile, "/web/")
}

func sum(content []byte) string {
	hash := sha256.Sum256(content)
	return hex.EncodeToString(hash[:])
}

// Unpack makes a folder with a demo shop: the folder web of the archive. The folder
// appears whole.
func Unpack(archive []byte, folder string) error {
	files, err := read(archive)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(folder, ".web-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if err := os.Chmod(draft, 0o755); err != nil {
		return err
	}
	written := note{Archive: sum(archive), Files: map[string]string{}}
	for name, content := range files {
		if err := write(draft, name, content); err != nil {
			return err
		}
		if isProgram(name) {
			written.Files[name] = sum(content)
		}
	}
	if err := written.write(draft); err != nil {
		return err
	}
	return os.Rename(draft, filepath.Join(folder, "web"))
}

// Refresh writes the program of the archive into the folder web, if Unpack has made
// that folder from another archive. It keeps files that the owner has changed, and
// returns their names.
func Refresh(archive []byte, web string) (refreshed bool, kept []string, err error) {
	content, err := os.ReadFile(filepath.Join(web, noteFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil, nil
	}
	var before note
	if err != nil || json.Unmarshal(content, &before) != nil || before.Archive == sum(archive) {
		return false, nil, err
	}
	files, err := read(archive)
	if err != nil {
		return false, nil, err
	}
	now := note{Archive: sum(archive), Files: map[string]string{}}
	names := slices.Sorted(maps.Keys(files))
	for name := range before.Files { // those that the new program has not
		if files[name] == nil {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if !isProgram(name) {
			continue
		}
		present, err := os.ReadFile(filepath.Join(web, filepath.FromSlash(name)))
		switch {
		case err == nil && sum(present) != before.Files[name] && !bytes.Equal(present, files[name]):
			kept = append(kept, name)
			continue
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return false, nil, err
		case files[name] == nil:
			err = os.RemoveAll(filepath.Join(web, filepath.FromSlash(name)))
		case !bytes.Equal(present, files[name]):
			err = write(web, name, files[name])
		default:
			err = nil
		}
		if err != nil {
			return false, nil, err
		}
		if files[name] != nil {
			now.Files[name] = sum(files[name])
		}
	}
	return true, kept, now.write(web)
}

func (n note) write(web string) error {
	content, err := json.MarshalIndent(n, "", " ")
	if err != nil {
		return err
	}
	return write(web, noteFile, content)
}

// read returns the files of an archive.
func read(archive []byte) (map[string][]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		if !fs.ValidPath(f.Name) || !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return nil, fmt.Errorf("%q is no name in the folder web", f.Name)
		}
		opened, err := f.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(opened)
		if err := errors.Join(err, opened.Close()); err != nil {
			return nil, err
		}
		files[f.Name] = content
	}
	return files, nil
}

// write writes a file whole or not at all.
func write(folder, name string, content []byte) error {
	file := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	draft := filepath.Join(filepath.Dir(file), "."+path.Base(name)+".draft")
	if err := os.WriteFile(draft, content, 0o644); err != nil {
		return err
	}
	return os.Rename(draft, file)
}
