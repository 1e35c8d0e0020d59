package site

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"carrito/server/identity"
	"carrito/server/prose"
)

// servedTypes are the extensions of files that a shop serves unchanged:
// pictures, fonts and films.
var servedTypes = []string{
	".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp",
	".otf", ".ttf", ".woff", ".woff2", ".m4v", ".mp4", ".webm",
}

// sources are the files and folders that pages are made from, besides
// [AssetFiles].
var sources = []string{"css", "boot.js", "rest.js", "start.js", "worker.js", strings.TrimPrefix(ProductsFile, "/web/")}

// maxLinks is how many symbolic links in a row are followed.
const maxLinks = 8

// Withheld reports whether no visitor may get a file of the folder served under
// /web/. Visitors get only what the shop needs: what pages are made from,
// pictures, fonts and films, and what shop.json and products.json name. They
// never get shop.json, its copies or the ledger of product ids, not even
// through a link. name is the path within the folder; file is the file that it
// leads to.
func (s *Site) Withheld(name string, file fs.FileInfo) bool {
	if settings, err := os.Stat(s.source.Shop); err == nil && os.SameFile(settings, file) {
		return true
	}
	for range maxLinks {
		if s.secret(name) || !s.needed(name) {
			return true
		}
		target, err := os.Readlink(filepath.Join(s.source.Web, filepath.FromSlash(name)))
		if err != nil {
			return false // not a link
		}
		name = path.Join(path.Dir(name), filepath.ToSlash(target))
	}
	return true
}

// secret reports whether a name is that of shop.json, of a copy that editors
// leave beside it, such as shop.json~, or of the ledger.
func (s *Site) secret(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.Contains(base, "shop.json") || strings.HasPrefix(base, strings.ToLower(filepath.Base(s.source.Shop))) || identity.Private(base)
}

// needed reports whether the shop may request a file of this name.
func (s *Site) needed(name string) bool {
	extension := strings.ToLower(path.Ext(name))
	return slices.Contains(servedTypes, extension) || s.named[name] || IsSource(name) ||
		strings.HasPrefix(name, "css/") && extension == ".css"
}

// IsSource reports whether pages or assets are made from a file or folder of
// the folder served under /web/. No page requests such a file by its own name.
func IsSource(name string) bool {
	return slices.Contains(sources, name) || slices.Contains(AssetFiles, "/web/"+name)
}

// namedFiles returns the files under /web/ that shop.json and the catalogue
// name. They may have any extension.
func (s *Site) namedFiles() map[string]bool {
	named := map[string]bool{}
	add := func(src string) {
		if name, ok := strings.CutPrefix(path.Clean(src), "/web/"); ok {
			named[name] = true
		}
	}
	for _, image := range shopPictures(s.Shop) {
		add(image.Src)
	}
	for _, p := range s.Catalog.Products() {
		for _, image := range p.Images {
			add(image.Src)
		}
	}
	return named
}

// WithheldFiles returns the names of all files that [Site.Withheld] withholds,
// except hidden files.
func (s *Site) WithheldFiles() ([]string, error) {
	root, err := os.OpenRoot(s.source.Web)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var names []string
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
			return nil
		}
		file, err := root.Stat(name)
		if path.Dir(name) == prose.Folder && path.Ext(name) == ".md" {
			return nil // pages are made from it
		}
		if err != nil || s.Withheld(name, file) { // a link out of the folder is not served either
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// hasFile reports whether visitors get a file at an address under /web/.
func (s *Site) hasFile(address string) bool {
	name := strings.TrimPrefix(path.Clean(address), "/web/")
	file, err := os.Stat(filepath.Join(s.source.Web, filepath.FromSlash(name)))
	return err == nil && file.Mode().IsRegular() && !s.Withheld(name, file)
}
