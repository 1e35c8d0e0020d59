// Package backup writes everything that a shop is made of to one archive, while the
// server runs, and makes a shop of such an archive again.
//
// An archive is a tar file in gzip or zstd: the folder web with shop.json, the
// catalogue and the ledger of its ids, the orders as a SQLite file, whichever
// database the shop has, and at its end the manifest with the SHA-256 of each file.
// An archive without a manifest is half a backup, and refused.
//
// Use [Write] and [Restore].
package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// Names in an archive.
const (
	webFolder    = "web/"
	shopFile     = webFolder + "shop.json"
	productsFile = webFolder + "products.json"
	ledgerFile   = webFolder + "products.ids.json"
	ordersFile   = "orders.db"
	keysFile     = "keys.env"
	manifestFile = "manifest.json"
)

// cacheFolder has what the server makes again by itself.
const cacheFolder = webFolder + ".cache/"

// format is the version of the archive that this program writes.
const format = 1

// Manifest says what is in an archive.
type Manifest struct {
	Format   int       `json:"format"`
	Made     time.Time `json:"made"`
	By       string    `json:"by"`                 // the version of the program
	Keys     string    `json:"keys,omitempty"`     // the file of the providers' keys, as the server has it
	NotTaken []string  `json:"notTaken,omitempty"` // files that belong to the shop and are not in the archive
	Files    []File    `json:"files"`
}

// File is a file in an archive.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Has reports whether a file is in the archive.
func (m *Manifest) has(name string) bool {
	for _, file := range m.Files {
		if file.Name == name {
			return true
		}
	}
	return false
}

// HasOrders reports whether the archive has a database of orders.
func (m *Manifest) HasOrders() bool { return m.has(ordersFile) }

// HasKeys reports whether the archive has the providers' keys.
func (m *Manifest) HasKeys() bool { return m.has(keysFile) }

// Size returns the size of all files, in bytes.
func (m *Manifest) Size() (size int64) {
	for _, file := range m.Files {
		size += file.Size
	}
	return size
}

// maxManifest is the largest manifest that is read, in bytes.
const maxManifest = 64 << 20

// readManifest reads and checks a manifest.
func readManifest(r io.Reader) (*Manifest, error) {
	content, err := io.ReadAll(io.LimitReader(r, maxManifest+1))
	if err != nil {
		return nil, err
	}
	if len(content) > maxManifest {
		return nil, fmt.Errorf("%s is too large", manifestFile)
	}
	m := &Manifest{}
	if err := json.Unmarshal(content, m); err != nil {
		return nil, fmt.Errorf("%s: %w", manifestFile, err)
	}
	if m.Format > format {
		return nil, fmt.Errorf("the backup is of a later version of carrito (%s): use that one to restore it", m.By)
	}
	if m.Format < 1 {
		return nil, fmt.Errorf("%s has no format", manifestFile)
	}
	return m, nil
}

// copyHashed copies exactly size bytes, and returns what the manifest says of them.
func copyHashed(to io.Writer, from io.Reader, name string, size int64) (File, error) {
	hash := sha256.New()
	n, err := io.CopyN(io.MultiWriter(to, hash), from, size)
	if err == io.EOF { // a file that became shorter
		err = fmt.Errorf("%s has %d bytes instead of %d", name, n, size)
	}
	return File{name, n, hex.EncodeToString(hash.Sum(nil))}, err
}

// Suffixes are the ends that the name of an archive may have.
var Suffixes = []string{".tar.gz", ".tgz", ".tar.zst"}

// isZstd reports whether an archive of this name is in zstd.
func isZstd(name string) (bool, error) {
	for _, suffix := range Suffixes {
		if strings.HasSuffix(name, suffix) {
			return strings.HasSuffix(suffix, "zst"), nil
		}
	}
	return false, fmt.Errorf("%s: the name of a backup ends with %s", name, strings.Join(Suffixes, ", "))
}
