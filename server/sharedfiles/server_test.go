package sharedfiles_test

import (
	"bytes"
	"errors"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carrito/server/catalogfile"
	"carrito/server/identity"
	"carrito/server/inbox/orderdb"
	"carrito/server/kept"
	"carrito/server/settings"
	"carrito/server/sharedfiles"
	"carrito/server/site"
)

// server is one of several servers, each with its own folder.
type server struct {
	*testing.T
	web      string
	database string
	files    *sharedfiles.Folder
	log      *bytes.Buffer
	store    *orderdb.Store
}

// newServer returns a server with the given files in its folder.
func newServer(t *testing.T, database string, files map[string]string) *server {
	t.Helper()
	s := &server{T: t, web: t.TempDir()}
	for name, content := range files {
		s.write(name, content)
	}
	s.start(database)
	return s
}

// start starts the server, as after a time in which it was down.
func (s *server) start(database string) {
	s.Helper()
	store, err := orderdb.Open(s.Context(), database, 2)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { store.Close() })
	s.log, s.store, s.database = new(bytes.Buffer), store, database
	s.files = sharedfiles.New(sharedfiles.Files{
		Web: s.web, Products: s.products().Kept(), Ledger: identity.File(s.path("products.json")), Shop: settings.ShopFile(site.Files{Shop: s.path("shop.json")}),
		Page: func(name string) (*kept.File, error) {
			file, _, err := settings.TextFile(s.web, name)
			return file, err
		},
	}, store, log.New(s.log, "", 0))
}

func (s *server) path(name string) string { return filepath.Join(s.web, filepath.FromSlash(name)) }

func (s *server) products() *catalogfile.File {
	return &catalogfile.File{Path: s.path("products.json"), Sharing: s.files}
}

func (s *server) page(name string) *kept.File {
	s.Helper()
	file, _, err := settings.TextFile(s.web, name)
	if err != nil {
		s.Fatal(err)
	}
	file.Sharing = s.files
	return file
}

func (s *server) write(name, content string) {
	s.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(s.path(name)), 0o755), os.WriteFile(s.path(name), []byte(content), 0o644)); err != nil {
		s.Fatal(err)
	}
	if strings.HasPrefix(name, "images/") { // nobody is copying it any more
		s.touch(name, -time.Minute)
	}
}

// text returns the content of a file, or "none".
func (s *server) text(name string) string {
	s.Helper()
	content, err := os.ReadFile(s.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "none"
	}
	if err != nil {
		s.Fatal(err)
	}
	return string(content)
}

func (s *server) sync() {
	s.Helper()
	if err := s.files.Sync(s.Context()); err != nil {
		s.Fatal(err)
	}
}

// has fails the test unless a file contains each of the texts.
func (s *server) has(name string, want ...string) {
	s.Helper()
	got := s.text(name)
	for _, text := range want {
		if !strings.Contains(got, text) {
			s.Errorf("%s: got %q, want it to contain %q", name, got, text)
		}
	}
}

// rename gives the product with the id 1 a name, as the owner's page does.
func (s *server) rename(by, name string) error {
	_, err := s.products().Update(by, func(c *catalogfile.Catalogue) error {
		c.Products[0] = c.Products[0].With("name", name)
		return nil
	})
	return err
}

// versions returns how the versions of the products came about, the latest first.
func (s *server) versions() (list []string) {
	s.Helper()
	all, err := s.products().Versions()
	if err != nil {
		s.Fatal(err)
	}
	for _, v := range all {
		list = append(list, v.Kind+" "+v.By)
	}
	return list
}

// touch gives a file a time in the past or the future.
func (s *server) touch(name string, by time.Duration) {
	s.Helper()
	at := time.Now().Add(by)
	if err := os.Chtimes(s.path(name), at, at); err != nil {
		s.Fatal(err)
	}
}

const polo = `[{"id": 1, "slug": "polo", "name": "Polo", "price": "39.90"}]`

// shopFiles are the files of a small shop.
func shopFiles() map[string]string {
	return map[string]string{
		"products.json":           polo,
		"shop.json":               `{"name": "Tienda", "publish": ["own"]}`,
		"pages/1-cambios.md":      "# Cambios\n\nSí.\n",
		"images/fotos/polo.jpg":   "a picture",
		"images/.hidden/secret":   "hidden",
		"images/notes.txt":        "no picture",
		"css/tokens.css":          "a{}",
		"products.source.json":    "{}",
		"images/fotos/.draft-123": "part",
	}
}
