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

// databases are the ends of the names of SQLite's files.
var databases = []string{".db", ".db-wal", ".db-shm", ".db-journal", ".sqlite", ".sqlite3", ".sqlite-wal", ".sqlite3-wal"}

// Withheld reports whether a file of the folder that is served under /web/ must
// not leave the machine: shop.json, which has the promo codes in it, under
// whatever name the owner gave it or a link leads to it, and the copies that
// editors leave beside it, such as shop.json~; the ledger of the products' ids;
// and databases, should the orders be kept there. name is within the folder, file what it leads to.
func (f Files) Withheld(name string, file fs.FileInfo) bool {
	base := strings.ToLower(path.Base(name))
	if strings.Contains(base, "shop.json") || strings.HasPrefix(base, strings.ToLower(filepath.Base(f.Shop))) {
		return true
	}
	if identity.Private(base) || slices.Contains(databases, path.Ext(base)) {
		return true
	}
	own, err := os.Stat(f.Shop)
	return err == nil && os.SameFile(own, file)
}
