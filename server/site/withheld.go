package site

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"carrito/server/identity"
)

// servedTypes are the ends of the names of files that a shop shows as they are:
// pictures, fonts and films.
var servedTypes = []string{
	".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp",
	".otf", ".ttf", ".woff", ".woff2", ".m4v", ".mp4", ".webm",
}

// sources are the files and folders that pages are made from, beside [AssetFiles].
var sources = []string{"css", "boot.js", "worker.js", strings.TrimPrefix(ProductsFile, "/web/")}

// maxLinks is how many links in a row are followed.
const maxLinks = 8

// Withheld reports whether a file of the folder that is served under /web/ stays
// on this machine. Only what the shop needs leaves it: what pages are made from,
// pictures and the like, and what shop.json and products.json name. shop.json
// itself, its copies and the ledger of the products' ids never leave it, whatever
// link leads to them. name is within the folder, file what it leads to.
func (s *Site) Withheld(name string, file fs.FileInfo) bool {
	if own, err := os.Stat(s.owner.Shop); err == nil && os.SameFile(own, file) {
		return true
	}
	for range maxLinks {
		if s.secret(name) || !s.needed(name) {
			return true
		}
		target, err := os.Readlink(filepath.Join(s.owner.Web, filepath.FromSlash(name)))
		if err != nil {
			return false // no link
		}
		name = path.Join(path.Dir(name), filepath.ToSlash(target))
	}
	return true
}

// secret reports whether a name is that of shop.json, of the copies that editors
// leave beside it, such as shop.json~, or of the ledger.
func (s *Site) secret(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.Contains(base, "shop.json") || strings.HasPrefix(base, strings.ToLower(filepath.Base(s.owner.Shop))) || identity.Private(base)
}

// needed reports whether the shop may ask for a file of this name.
func (s *Site) needed(name string) bool {
	extension := strings.ToLower(path.Ext(name))
	return slices.Contains(servedTypes, extension) || s.named[name] || IsSource(name) ||
		strings.HasPrefix(name, "css/") && extension == ".css"
}

// IsSource reports whether pages and assets are made from a file or folder of the
// folder served under /web/, so that nothing asks for it by its own name.
func IsSource(name string) bool {
	return slices.Contains(sources, name) || slices.Contains(AssetFiles, "/web/"+name)
}

// namedFiles returns the files under /web/ that shop.json and the catalogue
// name, whatever their names end in.
func (s *Site) namedFiles() map[string]bool {
	named := map[string]bool{}
	add := func(src string) {
		if name, ok := strings.CutPrefix(path.Clean(src), "/web/"); ok {
			named[name] = true
		}
	}
	add(s.Shop.Cover.Src)
	for _, p := range s.Catalog.Products() {
		for _, image := range p.Images {
			add(image.Src)
		}
	}
	return named
}

// WithheldFiles returns the names of all files that [Site.Withheld] keeps back,
// but for those that are hidden.
func (s *Site) WithheldFiles() ([]string, error) {
	root, err := os.OpenRoot(s.owner.Web)
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
		if err != nil || s.Withheld(name, file) { // what leads out of the folder is not served either
			names = append(names, name)
		}
		return nil
	})
	return names, err
}
