package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"carrito/server/identity"
	"carrito/server/private"
	"carrito/server/regular"

	"github.com/klauspost/compress/zstd"
)

// Shop is what is backed up.
type Shop struct {
	Web      string // the folder
	Settings string // shop.json
	Products string // the catalogue
	Orders   Orders // nil if the shop has no database
	Keys     string // the file of the providers' keys; empty for none
	TakeKeys bool   // whether the file of keys goes along
	Version  string // of the program
}

// Orders is a database of orders.
type Orders interface {
	// Snapshot writes the whole database to a new SQLite file.
	Snapshot(ctx context.Context, file string) error
}

// Write writes a backup of a shop to a new file that only its owner can read. The file
// appears once it is complete and on the disk.
func Write(ctx context.Context, name string, shop Shop) (*Manifest, error) {
	inZstd, err := isZstd(name)
	if err != nil {
		return nil, err
	}
	if err := private.Check(name, shop.Web); err != nil {
		return nil, err
	}
	// The snapshot of the orders lies beside the backup, where there is room for it.
	folder := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".orders")
	if err := os.RemoveAll(folder); err != nil { // of a backup that was killed
		return nil, err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	w := &writer{ctx: ctx, shop: shop, folder: folder, manifest: &Manifest{Format: format, Made: time.Now().UTC().Truncate(time.Second), By: shop.Version, Keys: shop.Keys}}
	err = private.Create(name, func(file *os.File) error {
		var compressed io.WriteCloser = gzip.NewWriter(file)
		if inZstd {
			if compressed, err = zstd.NewWriter(file); err != nil {
				return err
			}
		}
		w.tar = tar.NewWriter(compressed)
		return errors.Join(w.write(), w.tar.Close(), compressed.Close())
	})
	if err != nil {
		return nil, err
	}
	return w.manifest, nil
}

// writer writes an archive.
type writer struct {
	ctx      context.Context
	shop     Shop
	folder   string // for files that are made for the archive
	tar      *tar.Writer
	manifest *Manifest
	own      []own
}

// own is a file that has the same name in each archive, wherever it lies.
type own struct {
	file string
	name string
	info fs.FileInfo
}

func (w *writer) write() error {
	for _, o := range []own{
		{file: w.shop.Settings, name: shopFile}, {file: w.shop.Products, name: productsFile},
		{file: identity.File(w.shop.Products), name: ledgerFile},
	} {
		var err error
		if o.info, err = os.Stat(o.file); errors.Is(err, fs.ErrNotExist) && o.name == ledgerFile {
			continue // the catalogue was not imported
		} else if err != nil {
			return err
		}
		if err := w.addFile(o.file, o.name, 0o644); err != nil {
			return err
		}
		w.own = append(w.own, o)
	}
	if err := w.addWeb(); err != nil {
		return err
	}
	if w.shop.Orders != nil {
		file := filepath.Join(w.folder, ordersFile)
		if err := w.shop.Orders.Snapshot(w.ctx, file); err != nil {
			return fmt.Errorf("the database of orders: %w", err)
		}
		if err := w.addFile(file, ordersFile, 0o600); err != nil {
			return err
		}
	}
	if w.shop.Keys != "" && w.shop.TakeKeys {
		if err := w.addFile(w.shop.Keys, keysFile, 0o600); err != nil {
			return err
		}
	}
	content, err := json.MarshalIndent(w.manifest, "", " ")
	if err != nil {
		return err
	}
	if err := w.header(manifestFile, int64(len(content)), 0o644, w.manifest.Made); err != nil {
		return err
	}
	_, err = w.tar.Write(content)
	return err
}

// addWeb adds the files of the folder web, except the cache.
func (w *writer) addWeb() error {
	root, err := os.OpenRoot(w.shop.Web)
	if err != nil {
		return err
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if entry.IsDir() {
			if webFolder+name+"/" == cacheFolder {
				return fs.SkipDir
			}
			return nil
		}
		if !localName(webFolder + name) {
			w.manifest.NotTaken = append(w.manifest.NotTaken, webFolder+name)
			return nil
		}
		file, info, err := regular.OpenIn(root, name)
		if err != nil && entry.Type().IsRegular() && !errors.Is(err, fs.ErrNotExist) {
			return err // a backup without it would look whole
		}
		if err != nil { // a pipe, a link that leads out of the folder, or a file that is gone: none is served
			w.manifest.NotTaken = append(w.manifest.NotTaken, webFolder+name)
			return nil
		}
		defer file.Close()
		if w.taken(webFolder+name, info) {
			return nil
		}
		return w.add(file, info, webFolder+name, 0o644)
	})
}

// taken reports whether a file in the folder web is in the archive already. A file of
// the name of another one is left out.
func (w *writer) taken(name string, info fs.FileInfo) bool {
	for _, o := range w.own {
		if os.SameFile(o.info, info) {
			return true
		}
	}
	if name == shopFile || name == productsFile || name == ledgerFile {
		w.manifest.NotTaken = append(w.manifest.NotTaken, name)
		return true
	}
	return false
}

func (w *writer) addFile(file, name string, mode int64) error {
	opened, info, err := regular.Open(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	defer opened.Close()
	return w.add(opened, info, name, mode)
}

func (w *writer) add(file io.Reader, info fs.FileInfo, name string, mode int64) error {
	if err := w.header(name, info.Size(), mode, info.ModTime()); err != nil {
		return err
	}
	added, err := copyHashed(w.tar, file, name, info.Size())
	if err != nil {
		return fmt.Errorf("a file has changed while it was read; start the backup again: %w", err)
	}
	w.manifest.Files = append(w.manifest.Files, added)
	return nil
}

func (w *writer) header(name string, size, mode int64, modified time.Time) error {
	return w.tar.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: mode, ModTime: modified, Format: tar.FormatPAX})
}
