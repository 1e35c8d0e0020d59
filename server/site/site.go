// Package site turns a shop and its catalogue into web pages: the documents
// around what package ui draws, with everything search engines and link
// previews read, and the sitemap.
//
// Use [Load] to read and check the owner's files and [Site.Page] for the
// document at an address. A Site never changes, so that it may be used by any
// number of requests; when a file changes, load another one.
package site

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"carrito/app/catalog"
	"carrito/app/shop"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/strict"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Site is a checked shop with its catalogue, ready to be rendered.
type Site struct {
	Shop    *shop.Shop
	Catalog *catalog.Catalog

	owner    Files           // where it was read from
	named    map[string]bool // see namedFiles
	products []byte          // products.json as the browser gets it
	counted  *counted        // what the owner's file says of the stock
	styles   []byte
	basics   []byte            // see Basics
	boot     []byte            // boot.js as pages carry it
	script   []byte            // worker.js without its edition
	images   []manifestImage   // for the manifest
	settings []byte            // JSON of pages.Settings
	policy   string            // what Policy returns, worked out once
	names    map[string]string // see Renamed
	version  string            // another one for any other shop, but for its catalogue
	sized    catalog.Sized
	files    bool // see AsFiles

	shellSettings []byte // those of a page that knows no catalogue
}

// store returns a new store to render from.
func (s *Site) store() *pages.Shop {
	store := pages.New(s.Shop, s.Catalog)
	store.Prefix = s.Prefix()
	store.Folders = s.files
	store.Sized = s.sized
	return store
}

// Prefix returns the path that the shop lives under, as its base URL says,
// without a slash at its end: empty at the root of its host.
func (s *Site) Prefix() string {
	base, err := url.Parse(s.Shop.BaseURL)
	if err != nil {
		return "" // checked when it was read
	}
	return strings.TrimSuffix(base.Path, "/")
}

// Host returns the host of the base URL, with its port if it names one, and empty
// where there is no base URL.
func (s *Site) Host() string {
	base, err := url.Parse(s.Shop.BaseURL)
	if err != nil {
		return "" // checked when it was read
	}
	return base.Host
}

// AsFiles returns the same site as a host of plain files shows it at a base URL:
// each page is the file index.html of a folder, and carries the content
// security policy that no server of ours sends with it. An empty base leaves
// that of shop.json.
func (s *Site) AsFiles(base string) (*Site, error) {
	files, at := *s, *s.Shop
	if base != "" {
		if err := strict.BaseURL(base); err != nil {
			return nil, fmt.Errorf("the base URL is %w", err)
		}
		at.BaseURL = base
	}
	at.Orders.Channels = slices.DeleteFunc(slices.Clone(at.Orders.Channels), func(c shop.Channel) bool {
		return c.Kind == shop.ServerChannel // a server of ours
	})
	files.Shop, files.files = &at, true
	return files.Renamed(s.names)
}

// PlainPaths returns the path of every page that can stand in a file, without
// the prefix.
func (s *Site) PlainPaths() []string { return s.store().PlainPaths() }

// Document is one page as it goes over the wire.
type Document struct {
	Status int // HTTP status: 200 or 404
	HTML   []byte
}

// Products returns the catalogue's JSON.
func (s *Site) Products() []byte { return s.products }

// Styles returns the shop's style sheet.
func (s *Site) Styles() []byte { return s.styles }

// Basics returns the part of the style sheet that pages of another kind share
// with the shop's: colours, sizes, elements and buttons.
func (s *Site) Basics() []byte { return s.basics }

// Page returns the document at an address: path, the prefix included, and query
// of u.
func (s *Site) Page(u *url.URL) (Document, error) {
	store := s.store()
	at := store.Route(u)
	document, err := s.document(store, at, pages.NewRoot(store, u))
	return Document{Status: at.Status, HTML: document}, err
}

// document returns the whole document around what a root draws.
func (s *Site) document(store *pages.Shop, at part.Page, root *pages.Root) ([]byte, error) {
	body, err := parseMarkup(app.HTMLString(root))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	s.renameIcons(body)
	if err := s.writeHead(&b, store, at); err != nil {
		return nil, err
	}
	if err := writeMarkup(&b, body); err != nil {
		return nil, err
	}
	if len(s.boot) > 0 {
		b.WriteString("<script>")
		b.Write(s.boot)
		b.WriteString(`</script><template id="` + endID + `"></template>`)
	}
	b.WriteString("</body></html>\n")
	return b.Bytes(), nil
}

// ImageHosts returns the other hosts that the catalogue's pictures come from,
// as sources for a content security policy, in alphabetical order.
func (s *Site) ImageHosts() []string {
	var hosts []string
	for _, p := range s.Catalog.Products() {
		for _, image := range p.Images {
			if image.Local() {
				continue
			}
			if u, err := url.Parse(image.Src); err == nil && u.Host != "" {
				hosts = append(hosts, "https://"+strings.ToLower(u.Host))
			}
		}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}
