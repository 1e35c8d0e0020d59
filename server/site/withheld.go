package site

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Withheld reports whether a file of the folder that is served under /web/ must
// not leave the machine: shop.json, which has the promo codes in it, under
// whatever name the owner gave it or a link leads to it, and the copies that
// editors leave beside it, such as shop.json~. name is within the folder, file
// what it leads to.
func (f Files) Withheld(name string, file fs.FileInfo) bool {
	base := strings.ToLower(path.Base(name))
	if strings.Contains(base, "shop.json") || strings.HasPrefix(base, strings.ToLower(filepath.Base(f.Shop))) {
		return true
	}
	own, err := os.Stat(f.Shop)
	return err == nil && os.SameFile(own, file)
}
