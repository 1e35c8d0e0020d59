package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"carrito/app/catalog"
	"carrito/app/ui/pages"
	"carrito/server/asset"
	"carrito/server/regular"
)

// Addresses of the files that make the shop work without a network. worker.js
// is in the root of the shop, because a service worker may control only its own
// folder (Service Workers, section 3.4.3).
const (
	WorkerFile  = "/worker.js"
	CurrentFile = "/web/current.json" // the values that change with the catalogue
	ShellFile   = "/web/shell.html"   // stands in for any page without a network
)

// workerScript returns worker.js as browsers get it, or nil if the folder has
// none.
func workerScript(web string) ([]byte, error) {
	script, err := regular.Read(filepath.Join(web, "worker.js"), regular.Text)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // The folder holds only pictures.
	}
	return asset.Enclosed(script), err
}

// Fixed returns the files whose addresses never change, by address: the service
// worker, the web app manifest and current.json. They contain the addresses of
// all other files and of the shell, so call [Site.Renamed] first.
func (s *Site) Fixed() (map[string][]byte, error) {
	files := map[string][]byte{}
	for address, build := range map[string]func() ([]byte, error){
		WorkerFile: s.worker, ManifestFile: s.manifest, CurrentFile: s.current,
	} {
		content, err := build()
		if err != nil {
			return nil, err
		}
		if content != nil {
			files[address] = content
		}
	}
	return files, nil
}

// worker returns the service worker, or nil if the owner's folder has none. Its
// first line describes the build: the files that it caches, which are the shell,
// the program and what they need. The worker's bytes change only if one of those
// files does, never with the catalogue, because a browser takes any other byte for
// a new version of the shop.
func (s *Site) worker() ([]byte, error) {
	if s.script == nil {
		return nil, nil
	}
	prefix := s.store().Prefix
	at := func(file string) string { return prefix + s.file(file) }
	files := []string{at(ShellFile), at(ProgramFile), at(GoScriptFile), at(IconsFile), at(TextsFile)}
	if _, ok := s.names[RestFile]; ok {
		files = append(files, at(RestFile))
	}
	for _, own := range s.own.shown {
		files = append(files, at(ownFile(own.source.Name)))
	}
	if len(s.about) > 0 {
		files = append(files, at(AboutFile))
	}
	build, err := json.Marshal(map[string]any{
		"version": s.version, "prefix": prefix, "shell": at(ShellFile), "current": prefix + CurrentFile, "files": files,
	})
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{[]byte(`"use strict";self.buildInfo=`), build, []byte(";\n"), s.script}, nil), nil
}

// current returns current.json: what a page must know of the shop as it is now,
// if it has been open for a while or was opened without a network. These are
// members of pages.Settings: the address of the catalogue, the pictures made,
// and the version of everything else.
func (s *Site) current() ([]byte, error) {
	return json.Marshal(map[string]any{
		"version": s.version, "products": s.store().Prefix + s.catalogFile(), "sized": s.sized,
	})
}

// shell returns the page that stands in for any page that the network does not
// bring. The program then draws the page at the address, from the catalogue
// that the worker has cached. The shell depends on no product.
func (s *Site) shell() ([]byte, error) {
	store := s.store()
	store.Catalog = &catalog.Catalog{}
	root, page := pages.NewShell(store)
	shell := *s
	shell.settings = s.shellSettings
	return shell.document(store, page, root, nil, nil)
}

// newVersion returns a hash of the shop without its catalogue and pictures.
func (s *Site) newVersion(settings pages.Settings) (string, error) {
	text, err := json.Marshal(settings)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, part := range [][]byte{text, s.styles, s.boot, s.script, []byte(s.file(GoScriptFile))} {
		sum.Write(part)
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}
