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

// indexFile is the index within the folder web. Its dot keeps it from being
// served.
const indexFile = folder + "/.index.json"

// Index says what the folder of made pictures holds.
type Index struct {
	Settings string           // how they were made
	Version  string           // changes whenever one of the pictures does; empty where there is none
	Pictures map[string]entry // by the original's address
}

// entry is what was made from one original.
type entry struct {
	Original      string // digest of the original
	Bytes         int64  // size of the original
	Width, Height int    // of the original as people see it, in pixels
	How           string `json:",omitempty"` // what was done to it beside making it smaller
	Made          string // digest of all that was made from it
}

// files returns the files made from an original, as names in the folder web.
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

// IndexFile returns the name of the index, which is written whenever pictures
// have changed.
func IndexFile(web string) string { return filepath.Join(web, filepath.FromSlash(indexFile)) }

// Read returns the index of a folder served under /web/. It is empty where no
// pictures have been made, or by a program with other widths or formats.
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

// readIndex takes an index that cannot be read for none: the pictures are made
// again then.
func readIndex(root *os.Root) *Index {
	var index Index
	data, err := root.ReadFile(indexFile)
	if err != nil || json.Unmarshal(data, &index) != nil {
		return &Index{}
	}
	return &index
}

// Has reports whether pictures were made from an original, and from that of
// now: of this size in pixels and, on disk, in bytes.
func (x *Index) Has(image catalog.Image, web string) bool {
	p, ok := x.Pictures[image.Src]
	if !ok || p.Width != image.Width || p.Height != image.Height {
		return false
	}
	info, err := os.Stat(path.Join(web, strings.TrimPrefix(image.Src, "/web/")))
	return err == nil && info.Size() == p.Bytes
}

// write puts the index in its place, last of all files.
func (m *maker) write(x *Index) error {
	if len(x.Pictures) == 0 && len(m.before.Pictures) == 0 {
		return m.end(m.root)
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
	return m.end(m.root)
}

// writeFile puts a file in its place at once, whole or not at all.
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

// prune removes what the index does not name, and folders that are empty then.
// It returns how many files it removed.
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
		m.root.Remove(name) // refused where the folder is not empty
	}
	return removed, err
}

// digestOf returns the digest of a file.
func digestOf(file io.ReaderAt, size int64) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(file, 0, size)); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// digest is a text that two contents share only if they are the same.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
