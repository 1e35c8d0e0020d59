// Package sharedfiles keeps the owner's files the same at several servers that have a
// database in common but no folder: products.json with its ledger, shop.json, the pages in
// web/pages and the pictures in web/images.
//
// Each server works with the files of its own folder. [Folder.Run] takes what other servers
// have changed, and shares what was changed here by an import or a text editor. A [Folder]
// is also the [kept.Sharing] of the owner's pages: a change is saved only if it starts from
// the edition in the database.
//
// If a file was changed here since it was last shared, and nobody else has changed it, the
// change is shared. If others have changed it too, or if it was never shared, the edition in
// the database counts: the one from here becomes an earlier version, which the owner's page
// brings back, and the log says so. A picture has no versions; if it has changed here and
// elsewhere, the later one counts, and the other one is kept in .replaced beside it.
//
// A folder that was never the same as the database joins the servers: all files of the
// database count. Its own pages become earlier versions, and its own pictures are not shared
// unless a file of the owner names them.
package sharedfiles

import (
	"context"
	"errors"
	"fmt"
	"log"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"carrito/server/inbox/orderdb"
	"carrito/server/kept"
	"carrito/server/prose"
)

// Names of shared files. That of a page begins with pages, that of a picture with images.
const (
	products = "products.json"
	ledger   = "products.ids.json"
	shop     = "shop.json"
	pages    = "pages/"
	images   = "images/"
)

// Files are the owner's files of one server.
type Files struct {
	Web      string // folder with the pages and pictures
	Products *kept.File
	Ledger   string // path of the ledger of ids
	Shop     *kept.File
	Page     func(name string) (*kept.File, error) // file of a page by its name in the address
}

// Database has the editions that all servers share.
type Database interface {
	FilesRevision(ctx context.Context) (int64, error)
	FilesSize(ctx context.Context, prefix string) (int64, error)
	SharedFiles(ctx context.Context, after int64) ([]orderdb.Edition, error)
	SharedFile(ctx context.Context, name string) (orderdb.Edition, error)
	FetchFile(ctx context.Context, name string, limit int64) (orderdb.Edition, error)
	ShareFiles(ctx context.Context, was string, editions ...orderdb.Edition) error
}

// Folder shares the files of one server. It is safe for concurrent use.
type Folder struct {
	// Pictured is called for each picture that has come from another server, with its
	// address. It may be nil. Set it before Run.
	Pictured func(src string)

	files    Files
	database Database
	log      *log.Logger

	syncing  sync.Mutex      // held by Sync
	revision int64           // of the database that Sync has seen; Sync uses it
	last     orderdb.Edition // that one
	next     orderdb.Edition // the one that becomes last
	joined   bool            // whether the folder was the same as the database; Sync uses it
	restored atomic.Bool     // whether the database has gone back, and Sync is not through
	seen     map[string]string
	pictures pictures

	saying sync.Mutex
	said   map[string]bool // sentences that are logged once
}

var _ kept.Sharing = (*Folder)(nil)

// New returns a folder. Call [Folder.Sync] before the files are read.
func New(files Files, database Database, log *log.Logger) *Folder {
	return &Folder{files: files, database: database, log: log, seen: map[string]string{}, said: map[string]bool{}}
}

// Patience with a database that does not answer.
const (
	patience    = 5 * time.Second
	bigPatience = 2 * time.Minute  // while contents are transferred
	ownerWaits  = 30 * time.Second // while an owner's page waits; its answer has two minutes
)

// nameOf returns the name of a file for all servers, or "" for a file that is not shared.
func (s *Folder) nameOf(f *kept.File) string {
	switch f.Path {
	case s.files.Products.Path:
		return products
	case s.files.Shop.Path:
		return shop
	}
	folder, file := filepath.Split(f.Path)
	if name := pageName(file); name != "" && filepath.Clean(folder) == filepath.Join(s.files.Web, prose.Folder) {
		return pages + name
	}
	return ""
}

// pageName returns the name of a page by that of its file, or "".
func pageName(file string) string {
	name := strings.TrimSuffix(file, ".md")
	if _, rest, ok := strings.Cut(name, "-"); ok && (prose.Source{Name: rest}).Is(file) {
		return rest
	}
	if (prose.Source{Name: name}).Is(file) {
		return name
	}
	return ""
}

// Take implements [kept.Sharing].
func (s *Folder) Take(f *kept.File) error {
	name := s.nameOf(f)
	if name == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), ownerWaits)
	defer cancel()
	return unshared(s.reconcile(ctx, name, f, false))
}

// unshared makes an outage of the database the error that the owner's pages know.
func unshared(err error) error {
	if errors.Is(err, orderdb.ErrUncertain) {
		return fmt.Errorf("%w: %w", kept.ErrUncertain, err)
	}
	if errors.Is(err, orderdb.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", kept.ErrUnshared, err)
	}
	return err
}

// Offer implements [kept.Sharing].
func (s *Folder) Offer(f *kept.File, by string, before, after []byte) error {
	name := s.nameOf(f)
	if name == "" {
		return nil
	}
	was := s.readBase(f)
	if was.Local != sum(s.edition(name, f, before)) {
		return kept.ErrRestless // changed by other means since Take
	}
	ctx, cancel := context.WithTimeout(context.Background(), ownerWaits)
	defer cancel()
	if err := s.sharePictures(ctx, after); err != nil {
		return unshared(err)
	}
	err := s.share(ctx, name, was, was.Shared, by, s.edition(name, f, after))
	if errors.Is(err, orderdb.ErrOutdated) {
		return kept.ErrRestless
	}
	return unshared(err)
}

// once logs a sentence that was not logged yet.
func (s *Folder) once(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.saying.Lock()
	defer s.saying.Unlock()
	if !s.said[text] {
		s.said[text] = true
		s.log.Print(text)
	}
}
