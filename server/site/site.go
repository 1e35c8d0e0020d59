// Package site turns a shop and its catalogue into web pages. It wraps what
// package ui draws into documents with everything that search engines and link
// previews read, and writes the sitemap.
//
// Use [Load] to read and check the owner's files, and [Site.Page] for the
// document at an address. A Site never changes, so it may be used by any number
// of requests. When a file changes, load a new Site.
package site

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"carrito/app/catalog"
	"carrito/app/search"
	"carrito/app/shop"
	"carrito/app/ui/pages"
	"carrito/app/ui/part"
	"carrito/server/alert"
	"carrito/server/strict"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Site is a checked shop and its catalogue, ready to render.
type Site struct {
	Shop    *shop.Shop
	Catalog *catalog.Catalog

	index    func() *search.Index                       // made at the first search
	words    func() (dictionary []byte, parts [][]byte) // the files of the index
	source   Files                                      // the files it was read from
	named    map[string]bool                            // see namedFiles
	products []byte                                     // products.json, as browsers get it
	texts    func() map[int]string                      // JSON of each product by its id; computed once
	stock    *stockFile                                 // the owner's products.json, with its own stock
	styles   []byte
	basics   []byte            // see Basics
	boot     []byte            // boot.js, as pages carry it
	script   []byte            // worker.js, without the line that worker puts before it
	images   []manifestImage   // of the manifest
	settings []byte            // JSON of pages.Settings
	policy   string            // cached result of Policy
	names    map[string]string // see Renamed
	version  string            // see newVersion
	sized    catalog.Sized
	own      ownPages
	about    []about // what the owner says about categories
	static   bool    // for a host of plain files; see AsFiles

	shellSettings []byte // settings of the shell, which has no catalogue
}

// store returns a new pages.Shop to render from.
func (s *Site) store() *pages.Shop {
	store := pages.New(s.Shop, s.Catalog)
	store.Prefix = s.Prefix()
	store.Folders = s.static
	store.Sized = s.sized
	store.Index = s.index
	store.Alerts = s.alerts()
	return store
}

// alerts returns [part.Screen.Alerts].
func (s *Site) alerts() string {
	contact := s.Shop.Contact
	switch {
	case s.Shop.NoAlerts || !alert.Offered(s.Shop) && contact.WhatsApp == "" && contact.Email == "":
		return ""
	case s.PrivacyPath() != "":
		return s.PrivacyPath()
	}
	return part.AlertsAlone
}

// Prefix returns the path of the base URL, without a slash at its end. It is
// empty if the shop is at the root of its host.
func (s *Site) Prefix() string {
	base, err := url.Parse(s.Shop.BaseURL)
	if err != nil {
		return "" // LoadShop has checked it
	}
	return strings.TrimSuffix(base.Path, "/")
}

// Host returns the host of the base URL, with its port if the URL has one. It
// is empty if there is no base URL.
func (s *Site) Host() string {
	base, err := url.Parse(s.Shop.BaseURL)
	if err != nil {
		return "" // LoadShop has checked it
	}
	return base.Host
}

// AsFiles returns a copy of s for a host of plain files at a base URL. Each
// page is the file index.html of a folder, and carries its own content security
// policy, because there is no server of ours to send one. It takes no orders by
// the channel server, and has no way of paying that needs it. If base is empty, the base URL of shop.json applies.
func (s *Site) AsFiles(base string) (*Site, error) {
	static, settings := *s, *s.Shop
	if base != "" {
		if err := strict.BaseURL(base); err != nil {
			return nil, fmt.Errorf("the base URL is %w", err)
		}
		settings.BaseURL = base
	}
	settings.Orders.Channels = slices.DeleteFunc(slices.Clone(settings.Orders.Channels), func(c shop.Channel) bool {
		return c.Kind == shop.ServerChannel
	})
	settings.Payments = slices.DeleteFunc(slices.Clone(settings.Payments), func(p shop.Payment) bool {
		return !slices.ContainsFunc(settings.Orders.Channels, func(c shop.Channel) bool { return p.By(c.Kind) })
	})
	static.Shop, static.static = &settings, true
	return static.Renamed(s.names)
}

// PlainPaths returns the path, without the prefix, of every page that can be a
// file.
func (s *Site) PlainPaths() []string {
	paths := s.store().PlainPaths()
	for _, own := range s.own.shown {
		paths = append(paths, own.path)
	}
	return paths
}

// Document is one page, as it is sent.
type Document struct {
	Status int // HTTP status: 200 or 404
	HTML   []byte
}

// Products returns the catalogue's JSON.
func (s *Site) Products() []byte { return s.products }

// Styles returns the shop's style sheet.
func (s *Site) Styles() []byte { return s.styles }

// Basics returns the part of the style sheet that other kinds of pages share
// with the shop: colours, sizes, elements and buttons.
func (s *Site) Basics() []byte { return s.basics }

// Page returns the document at u. The path of u includes the prefix.
func (s *Site) Page(u *url.URL) (Document, error) {
	store := s.store()
	own, asked := s.ownAt(store, u)
	if asked && own == nil {
		u = &url.URL{Path: store.Prefix + "/404"}
	}
	at := store.Route(u)
	if own != nil {
		describeOwn(store, &at, own)
	}
	about := s.aboutAt(store, u)
	if about != nil {
		describeAbout(&at, about)
	}
	document, err := s.document(store, at, pages.NewRoot(store, u), own, about)
	return Document{Status: at.Status, HTML: document}, err
}

// document returns the whole document around the root component. own is the owner's page
// that it shows, and about what the owner says about its category; both may be nil.
func (s *Site) document(store *pages.Shop, at part.Page, root *pages.Root, own *ownPage, about *about) ([]byte, error) {
	body, err := parseMarkup(app.HTMLString(root))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	s.renameIcons(body)
	if err := s.fillOwn(store, body, own); err != nil {
		return nil, err
	}
	if about != nil {
		if err := fillAbout(body, about); err != nil {
			return nil, err
		}
	}
	if err := s.writeHead(&b, store, at, about); err != nil {
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
// sorted, as sources for a content security policy.
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
