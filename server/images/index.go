package images

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"carrito/app/catalog"
)

// indexFile is the path of the index in the folder web. It is not served, because its
// name begins with a dot.
const indexFile = folder + "/.index.json"

// Index lists the pictures in the folder web/sized.
type Index struct {
	Settings string           // how the pictures were made
	Version  string           // changes if a picture changes; empty if there are none
	Pictures map[string]entry // by the address of the original
}

// entry describes an original and the pictures made from it.
type entry struct {
	Original      string // digest of the original
	Bytes         int64  // size of the original
	Width, Height int    // of the original as people see it, in pixels
	How           string `json:",omitempty"` // what was done besides resizing; see analysis.String
	Made          string // digest of the pictures made from it
}

// files returns the paths, in the folder web, of the files made from an original.
func (p entry) files(src string) []string {
	image := catalog.Image{Src: src, Width: p.Width, Height: p.Height}
	var files []string
	for _, width := range image.Widths() {
		for _, format := range []string{catalog.Modern, catalog.Fallback} {
			files = append(files, strings.TrimPrefix(image.Sized(width, format), "/web/"))
		}
	}
	return files
}

// IndexFile returns the path of the index. The file is written whenever pictures have
// changed.
func IndexFile(web string) string { return filepath.Join(web, filepath.FromSlash(indexFile)) }

// Read returns the index of a folder served under /web/. It is empty if no pictures
// have been made, or if they were made with other widths or formats.
func Read(web string) *Index {
	root, err := os.OpenRoot(web)
	if err != nil {
		return &Index{}
	}
	defer root.Close()
	if index := readIndex(root); index.Settings == settings {
		return index
	}
	return &Index{}
}

// readIndex reads the index. If it cannot be read, readIndex returns an empty one, so
// that all pictures are made again.
func readIndex(root *os.Root) *Index {
	var index Index
	data, err := root.ReadFile(indexFile)
	if err != nil || json.Unmarshal(data, &index) != nil {
		return &Index{}
	}
	return &index
}

// Has reports whether there are pictures of the original in its current state. It
// compares the size in pixels and the size of the file in bytes.
func (x *Index) Has(image catalog.Image, web string) bool {
	p, ok := x.Pictures[image.Src]
	if !ok || p.Width != image.Width || p.Height != image.Height {
		return false
	}
	info, err := os.Stat(path.Join(web, strings.TrimPrefix(image.Src, "/web/")))
	return err == nil && info.Size() == p.Bytes
}

// write writes the index, as the last of all files, and removes the journal.
func (m *maker) write(x *Index) error {
	if len(x.Pictures) == 0 && len(m.before.Pictures) == 0 {
		return m.removeJournal(m.root)
	}
	all := sha256.New()
	for _, src := range slices.Sorted(maps.Keys(x.Pictures)) {
		all.Write([]byte(src + "\x00" + x.Pictures[src].Made + "\x00"))
	}
	x.Version = hex.EncodeToString(all.Sum(nil))[:12]
	data, err := json.MarshalIndent(x, "", " ")
	if err != nil {
		return err
	}
	if err := m.writeFile(indexFile, data); err != nil {
		return err
	}
	return m.removeJournal(m.root)
}

// writeFile writes a file atomically.
func (m *maker) writeFile(name string, data []byte) error {
	if err := m.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	draft := path.Join(path.Dir(name), ".draft-"+path.Base(name))
	if err := m.root.WriteFile(draft, data, 0o644); err != nil {
		m.root.Remove(draft)
		return err
	}
	return m.root.Rename(draft, name)
}

// prune removes files that the index does not name, and then empty folders. It returns
// the number of removed files.
func (m *maker) prune(x *Index) (removed int, err error) {
	keep := map[string]bool{indexFile: true}
	for src, p := range x.Pictures {
		for _, name := range p.files(src) {
			keep[name] = true
		}
	}
	var folders []string
	err = fs.WalkDir(m.root.FS(), folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			folders = append(folders, name)
			return nil
		case keep[name]:
			return nil
		}
		removed++
		return m.root.Remove(name)
	})
	if os.IsNotExist(err) {
		return 0, nil
	}
	for _, name := range slices.Backward(folders) {
		m.root.Remove(name) // fails if the folder is not empty
	}
	return removed, err
}

// digestOf returns the SHA-256 of a file, in hexadecimal digits.
func digestOf(file io.ReaderAt, size int64) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(file, 0, size)); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// digest returns the SHA-256 of data, in hexadecimal digits.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
